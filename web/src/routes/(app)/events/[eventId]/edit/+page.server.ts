/** Changes the plan of an event. */
import { need } from '#lib/api/answer.ts'
import { saveEvent } from '#lib/events/forms.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  event: need(await locals.api.GET('/api/v1/events/{eventId}', { params: { path: params } })),
})

export const actions: Actions = {
  default: async ({ locals, request, params: { eventId } }) =>
    saveEvent({ api: locals.api, form: await request.formData(), eventId, to: `/events/${eventId}` }),
}
