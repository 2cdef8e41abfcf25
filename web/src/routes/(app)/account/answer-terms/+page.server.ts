/** How long answers may take: the organization's own times, or the defaults. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { figure, guards, ifMatch } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const kind = locals.me?.acting?.kind
  if (kind !== 'lead-firm' && kind !== 'agency') redirect(303, '/home')
  return { terms: need(await locals.api.GET('/api/v1/answer-terms')) }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const days = (name: string) => figure(form, name, locals.locale) ?? Number.NaN
    const interests = figure(form, 'interestsPerMonth', locals.locale)
    const body = {
      smeDays: days('smeDays'),
      leadFirmDays: days('leadFirmDays'),
      feedbackDays: days('feedbackDays'),
      ...(interests !== undefined && { interestsPerMonth: interests }),
    }
    const answer = await locals.api.PUT('/api/v1/answer-terms', { params: { header: ifMatch(form) }, headers: guards(form), body })
    if (!answer.data) return refusal(answer, form)
    redirect(303, '/account/answer-terms?done=saved')
  },
}
