/** The reader's own day at an event, and what comes of each meeting. */
import { need } from '#lib/api/answer.ts'
import { allMeetings } from '#lib/events/all.server.ts'
import { reportMeeting } from '#lib/events/forms.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const event = need(await locals.api.GET('/api/v1/events/{eventId}', { params: { path: params } }))
  const meetings = (await allMeetings(locals.api, params.eventId)).filter((one) => one.startsAt !== null)
  meetings.sort((one, other) => (one.slot ?? 0) - (other.slot ?? 0) || (one.table ?? 0) - (other.table ?? 0))
  return { event, meetings }
}

export const actions: Actions = {
  outcome: async ({ locals, request, params: { eventId } }) =>
    reportMeeting({ api: locals.api, form: await request.formData(), eventId, to: `/events/${eventId}/timetable` }),
}
