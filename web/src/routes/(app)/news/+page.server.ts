/** News of the acting SME for this reader: the list, what was read, and what he does not want to hear of. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, texts } from '#lib/api/form.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { codesOf, type News, tellNews } from '#lib/news/told.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Actions, PageServerLoad } from './$types'

const REASONS = ['new-need', 'now-fits', 'no-longer-fits', 'certificate-expiring', 'need-changed', 'need-closed'] as const

export const load: PageServerLoad = async ({ locals, url }) => {
  const unread = url.searchParams.get('show') === 'unread'
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 20, ...(unread && { unread }), ...(cursor && { cursor }) }
  const [news, mutes] = await Promise.all([locals.api.GET('/api/v1/alerts', { params: { query } }), locals.api.GET('/api/v1/alerts/mutes')])
  const { items, next } = need(news)
  const muted: readonly News['reason'][] = need(mutes).reasons
  const names = await namesOf(locals.api, locals.locale, codesOf(items))
  const words = await speakerOf(locals.locale)
  const nameOf = (code: string) => names[code] ?? (words.knows('parameter', code) ? words.code('parameter', code) : code)
  const heard = REASONS.filter((reason) => !muted.includes(reason))
  return { unread, next, items: items.map((one) => tellNews(words, one, nameOf)), reasons: REASONS, heard }
}

export const actions: Actions = {
  read: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/alerts/read', { body: {}, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/news?done=news-read')
  },
  mutes: async ({ locals, request }) => {
    const form = await request.formData()
    const heard = texts(form, 'heard')
    const body = { reasons: REASONS.filter((reason) => !heard.includes(reason)) }
    const answer = await locals.api.PUT('/api/v1/alerts/mutes', { body, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/news?done=saved')
  },
}
