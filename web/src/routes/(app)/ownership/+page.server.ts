/** Who owns the firm, for the fairness of exposure alone. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, texts } from '#lib/api/form.ts'
import { OWNERSHIPS } from '#lib/learning/ownership.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  if (locals.me?.acting?.kind !== 'sme') redirect(303, '/home')
  return need(await locals.api.GET('/api/v1/ownership'))
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const ticked = new Set(texts(form, 'ownership'))
    const ownership = OWNERSHIPS.filter((one) => ticked.has(one))
    const answer = await locals.api.PUT('/api/v1/ownership', { headers: guards(form), body: { ownership } })
    if (!answer.data) return refusal(answer, form)
    redirect(303, '/ownership?done=ownership-saved')
  },
}
