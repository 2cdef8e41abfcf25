/** Who holds events and who takes part: officers edit their agency's, firms register, ask and answer (trust reference 4). */

import type { Ask, Rows } from '../support/matrix.ts'
import { done, draftEvent, EVENT, eventWithRequest, OUTCOME, publishedEvent, type Ref, takesPart } from '../support/meetings.ts'
import { versionHeader } from '../support/needs.ts'
import { kindOf, type Stage } from '../support/principals.ts'

//              V U Sm Sa Lm Lb La Am Aa P
const members = '? x + + + + + + + x'
const officers = '? x x x x x x x + x'
const firms = '? x + + + + + x x x'
// Of a draft, and of guest lists: those who hold it or take part.
const agency = '? x . . . . . + + x'

const side = (stage: Stage, whose: string) => (whose === 'other' ? stage.other : stage.own)
const draft =
  (body?: unknown): Ask =>
  async (stage, whose) => {
    const event = await draftEvent(side(stage, whose).agency)
    return { params: { eventId: event.id }, headers: versionHeader(event), ...(body !== undefined && { body }) }
  }
const open =
  (body?: unknown): Ask =>
  async (stage, whose) => {
    const event = await publishedEvent(side(stage, whose).agency)
    return { params: { eventId: event.id }, headers: versionHeader(event), ...(body !== undefined && { body }) }
  }
/** One in which both firms of the side take part. */
const full: Ask = async (stage, whose) => ({ params: { eventId: (await eventWithRequest(side(stage, whose))).event.id } })

/** Asked by the other firm than the caller's. */
async function requestOf(stage: Stage, whose: string, isSme: boolean): Promise<{ event: Ref; meeting: Ref }> {
  const { agency: holder, 'lead-firm': leadFirm, sme } = side(stage, whose)
  if (!isSme) return eventWithRequest(side(stage, whose))
  const event = await publishedEvent(holder)
  await takesPart(leadFirm, event)
  const participantId = await takesPart(sme, event)
  const path = `/events/${event.id}/meetings`
  return { event, meeting: done(await leadFirm.send<Ref>('POST', path, { participantId, reason: '' }), 'request') }
}
async function accepted(stage: Stage, whose: string): Promise<{ event: Ref; meeting: Ref }> {
  const { event, meeting } = await eventWithRequest(side(stage, whose))
  const path = `/event-meetings/${meeting.id}/step`
  return {
    event,
    meeting: done(await side(stage, whose)['lead-firm'].send<Ref>('POST', path, { step: 'accept' }, versionHeader(meeting)), 'accept'),
  }
}
const step: Ask = async (stage, whose, principal) => {
  const { meeting } = await requestOf(stage, whose, kindOf(principal, 'lead-firm') === 'sme')
  return { params: { eventMeetingId: meeting.id }, headers: versionHeader(meeting), body: { step: 'accept' } }
}
const place: Ask = async (stage, whose) => {
  const { meeting } = await accepted(stage, whose)
  return { params: { eventMeetingId: meeting.id }, headers: versionHeader(meeting), body: { place: { slot: 1, table: 1 } } }
}
const outcome: Ask = async (stage, whose) => {
  const { event, meeting } = await accepted(stage, whose)
  await stage.owner.query(
    "update event_meetings set state = 'scheduled', slot = 0, table_number = 0, told_slot = 0, told_table = 0 where id = $1",
    [meeting.id],
  )
  await stage.owner.query("update events set held_on = '2026-11-20' where id = $1", [event.id])
  return { params: { eventMeetingId: meeting.id }, headers: versionHeader(meeting), body: OUTCOME }
}
const ask: Ask = async (stage, whose, principal) => {
  const isSme = kindOf(principal, 'lead-firm') === 'sme'
  const { agency: holder, 'lead-firm': leadFirm, sme } = side(stage, whose)
  const event = await publishedEvent(holder)
  const [lead, supplier] = [await takesPart(leadFirm, event), await takesPart(sme, event)]
  return { params: { eventId: event.id }, body: { participantId: isSme ? lead : supplier, reason: 'Brackets' } }
}
const pair: Ask = async (stage, whose) => {
  const { agency: holder, 'lead-firm': leadFirm, sme } = side(stage, whose)
  const event = await publishedEvent(holder)
  return { params: { eventId: event.id }, body: { leadFirmId: await takesPart(leadFirm, event), smeId: await takesPart(sme, event) } }
}

export const events: Rows = {
  listEvents: { may: members },
  createEvent: { may: officers, ask: () => ({ body: EVENT }) },
  getEvent: { may: members, foreign: members, ask: open(), also: { 'a draft': { may: agency, ask: draft() } } },
  changeEvent: { may: officers, foreign: 'hidden', ask: draft({ ...EVENT, title: 'Another title' }) },
  publishEvent: { may: officers, foreign: 'hidden', ask: draft() },
  cancelEvent: { may: officers, foreign: 'hidden', ask: open() },
  inviteToEvent: {
    may: officers,
    foreign: 'hidden',
    ask: async (...args) => ({ ...(await open()(...args)), body: { organizationIds: [args[0].own.sme.organizationId] } }),
  },
  takePart: { may: firms, foreign: firms, ask: open({ underAlias: false, away: [0] }) },
  withdrawFromEvent: { may: firms, foreign: 'hidden', ask: full },
  listParticipants: { may: '? x + + + + + . + x', foreign: 'hidden', ask: full },
  scheduleEvent: { may: officers, foreign: 'hidden', ask: open({ useProposals: true }) },
  announceEvent: { may: officers, foreign: 'hidden', ask: open() },
  listEventMeetings: { may: '? x + + + + + . + x', foreign: 'hidden', ask: full },
  requestEventMeeting: { may: firms, foreign: 'hidden', ask },
  pairAtEvent: { may: officers, foreign: 'hidden', ask: pair },
  stepEventMeeting: { may: firms, foreign: 'hidden', ask: step },
  placeEventMeeting: { may: officers, foreign: 'hidden', ask: place },
  reportEventMeeting: { may: firms, foreign: 'hidden', ask: outcome },
}
