/** The reader's own notices: unread first, by group, and what he marks as read. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import { withDone } from '#lib/local-path.ts'
import { groupFrom, NOTICE_GROUPS } from '#lib/notices/groups.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const unread = url.searchParams.get('show') === 'unread'
  const group = groupFrom(url.searchParams.get('group'))
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 20, ...(unread && { unread }), ...(group && { group }), ...(cursor && { cursor }) }
  const { items, next } = need(await locals.api.GET('/api/v1/notices', { params: { query } }))
  return { unread, group, items, next, groups: NOTICE_GROUPS }
}

export const actions: Actions = {
  /** What is opened is read; where it leads is asked of the API, never of the form. */
  open: async ({ locals, request }) => {
    const form = await request.formData()
    const noticeId = text(form, 'id') ?? ''
    const notice = await locals.api.GET('/api/v1/notices/{noticeId}', { params: { path: { noticeId } } })
    if (!notice.data) return refusal(notice, form)
    await locals.api.POST('/api/v1/notices/read', { body: { ids: [noticeId] }, headers: guards(form) })
    redirect(303, notice.data.path)
  },
  read: async ({ locals, request, url }) => {
    const form = await request.formData()
    const id = text(form, 'id')
    const group = groupFrom(text(form, 'group'))
    const body = { ...(id && { ids: [id] }), ...(group && { group }) }
    const answer = await locals.api.POST('/api/v1/notices/read', { body, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, id ? backTo(url) : withDone(backTo(url), 'notices-read'))
  },
}

/** The list as it stood, without the name of the action. */
function backTo({ searchParams }: URL): string {
  const kept = new URLSearchParams([...searchParams].filter(([name]) => name === 'show' || name === 'group'))
  return kept.size > 0 ? `/notices?${kept}` : '/notices'
}
