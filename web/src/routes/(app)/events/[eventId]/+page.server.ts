/** One event: what it is, registration, whom one can meet, and the requests; for its agency, publishing and inviting. */
import { need } from '#lib/api/answer.ts'
import { allMeetings, allParticipants } from '#lib/events/all.server.ts'
import * as forms from '#lib/events/forms.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const event = need(await locals.api.GET('/api/v1/events/{eventId}', { params: { path: params } }))
  const seesGuests = event.mine !== null || event.organiser !== null
  return {
    event,
    side: locals.me?.acting?.kind ?? null,
    participants: seesGuests ? await allParticipants(locals.api, params.eventId) : [],
    meetings: seesGuests ? await allMeetings(locals.api, params.eventId) : [],
  }
}

type Event = Parameters<NonNullable<Actions['publish']>>[0]

async function askedOf({ locals, request, params: { eventId } }: Event): Promise<forms.Asked> {
  return { api: locals.api, form: await request.formData(), eventId, to: `/events/${eventId}` }
}

export const actions: Actions = {
  publish: async (event) => forms.publishEvent(await askedOf(event)),
  cancel: async (event) => forms.cancelEvent(await askedOf(event)),
  invite: async (event) => forms.inviteFirms(await askedOf(event)),
  takePart: async (event) => forms.takePart(await askedOf(event)),
  withdraw: async (event) => forms.withdraw(await askedOf(event)),
  ask: async (event) => forms.askFirm(await askedOf(event)),
  step: async (event) => forms.stepMeeting(await askedOf(event)),
}
