/** Meetings and visits of one linkage, and the form that asks for another. */
import { need } from '#lib/api/answer.ts'
import * as forms from '#lib/meetings/forms.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const cursor = url.searchParams.get('cursor')
  const path = { linkageId: params.linkageId }
  const query = { limit: 25, ...(cursor && { cursor }) }
  const meetings = need(await locals.api.GET('/api/v1/linkages/{linkageId}/meetings', { params: { path, query } }))
  return { meetings }
}

type Event = Parameters<NonNullable<Actions['ask']>>[0]

async function askedOf({ locals, request, params }: Event) {
  return { api: locals.api, form: await request.formData(), to: `/linkages/${params.linkageId}/meetings` }
}

export const actions: Actions = {
  ask: async (event) => forms.askMeeting(await askedOf(event), event.params.linkageId),
  answer: async (event) => forms.answerMeeting(await askedOf(event)),
  move: async (event) => forms.moveMeeting(await askedOf(event)),
  cancel: async (event) => forms.cancelMeeting(await askedOf(event)),
  attendees: async (event) => forms.saveAttendees(await askedOf(event)),
  outcome: async (event) => forms.reportMeeting(await askedOf(event)),
  visitReport: async (event) => forms.writeVisitReport(await askedOf(event)),
  settle: async (event) => forms.settleFinding(await askedOf(event)),
}
