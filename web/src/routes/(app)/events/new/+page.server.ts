/** A new event of the agency, as a draft. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards } from '#lib/api/form.ts'
import { planIn } from '#lib/events/forms.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const organization = need(await locals.api.GET('/api/v1/organization'))
  return { timeZone: organization.timeZone }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/events', { body: planIn(form), headers: guards(form) })
    if (!answer.data) return refusal(answer, form)
    redirect(303, `/events/${answer.data.id}?done=event-saved`)
  },
}
