/** The dated rates of exchange, and the form by which an administrator of the platform enters one. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 50, ...(cursor && { cursor }) }
  const rates = need(await locals.api.GET('/api/v1/exchange-rates', { params: { query } }))
  return { rates, mayEnter: locals.me?.user.platformAdmin === true }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const one = (name: string) => text(form, name) ?? ''
    const body = {
      base: one('base').toUpperCase(),
      quote: one('quote').toUpperCase(),
      rate: one('rate').replace(',', '.'),
      on: one('on'),
      source: one('source'),
    }
    const answer = await locals.api.POST('/api/v1/exchange-rates', { headers: guards(form), body })
    if (!answer.data) return refusal(answer, form)
    redirect(303, '/exchange-rates?done=rate-entered')
  },
}
