/** The officer's table of slots and tables: made by itself, moved by a choice and a button, then told to the firms. */
import { need } from '#lib/api/answer.ts'
import { allMeetings } from '#lib/events/all.server.ts'
import * as forms from '#lib/events/forms.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const event = need(await locals.api.GET('/api/v1/events/{eventId}', { params: { path: params } }))
  return { event, meetings: await allMeetings(locals.api, params.eventId) }
}

type Event = Parameters<NonNullable<Actions['make']>>[0]

async function askedOf({ locals, request, params: { eventId } }: Event): Promise<forms.Asked> {
  return { api: locals.api, form: await request.formData(), eventId, to: `/events/${eventId}/schedule` }
}

export const actions: Actions = {
  make: async (event) => forms.makeSchedule(await askedOf(event)),
  announce: async (event) => forms.announce(await askedOf(event)),
  place: async (event) => forms.placeMeeting(await askedOf(event)),
}
