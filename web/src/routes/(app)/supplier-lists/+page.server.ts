/** The supplier lists of the lead firm, and the form for a new one. */
import { redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import { figure, guards, text, unreadable } from '#lib/api/form.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor')
  return { lists: need(await locals.api.GET('/api/v1/supplier-lists', { params: { query: { limit: 25, ...(cursor && { cursor }) } } })) }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const bad = unreadable(form, ['noticeMonths', 'target'], locals.locale)
    if (bad.length > 0) return refuseFields(form, Object.fromEntries(bad.map((name) => [name, { code: 'not-a-number' }])))
    const noticeMonths = figure(form, 'noticeMonths', locals.locale)
    const target = figure(form, 'target', locals.locale)
    const body = {
      name: text(form, 'name') ?? '',
      ...(noticeMonths !== undefined && { noticeMonths }),
      ...(target !== undefined && { target }),
    }
    const answer = await locals.api.POST('/api/v1/supplier-lists', { headers: guards(form), body })
    if (answer.data && 'id' in answer.data) redirect(303, withDone(`/supplier-lists/${answer.data.id}`, 'list-made'))
    return refusal(answer, form)
  },
}
