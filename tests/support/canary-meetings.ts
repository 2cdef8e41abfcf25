/** Meetings, visits and events with a word of its own in every field, for the canary test. */
import type { TestApi } from './api.ts'
import type { Mint } from './canary-marks.ts'
import { agreed, asked, done, draftEvent, OUTCOME, publishedEvent, requested, takesPart } from './meetings.ts'
import { versionHeader } from './needs.ts'
import { PASSWORD, type Person } from './world.ts'

interface Cast {
  api: TestApi
  mint: Mint
  leadFirm: Person
  hidden: Person
  supplier: Person
  agency: Person
  otherAgency: Person
  /** Linkages of the supplier with the lead firm, and with the one under an alias. */
  linkages: { open: string; alias: string }
}

export interface MarkedMeetings {
  meetings: string[]
  events: string[]
  eventMeetings: string[]
  calendars: string[]
  tokens: string[]
}

const NOW = '2026-11-23T09:00:00Z'

export async function markedMeetings(cast: Cast): Promise<MarkedMeetings> {
  const { api } = cast
  const held = await markedVisit(cast, cast.leadFirm, cast.linkages.open)
  const secret = await markedVisit(cast, cast.hidden, cast.linkages.alias)
  const fair = await markedEvents(cast)
  // Whoever has the address reads the calendar: this one has nothing in it that is anybody's own.
  const { url } = done(await cast.otherAgency.send<{ url: string }>('POST', '/calendar'), 'calendar')
  const [calendar = '', token = ''] = new URL(url).pathname.split('/').slice(-2)
  await api.jobs.drain()
  return { meetings: [held, secret], calendars: [calendar], tokens: [token], ...fair }
}

/** A visit of the lead firm to the supplier, up to its report; the clock goes there and back. */
async function markedVisit({ api, mint, supplier }: Cast, leadFirm: Person, linkageId: string): Promise<string> {
  const both = [leadFirm.organizationId, supplier.organizationId]
  const word = (field: string) => mint.word(field, 'parties', '', both)
  const texts = { place: word('meetings.place'), agenda: word('meetings.agenda'), link: `https://meet.example/${word('meetings.link')}` }
  const meeting = await agreed(supplier, await asked(leadFirm, linkageId, texts))
  const other = await asked(leadFirm, linkageId, { place: '', agenda: '' })
  done(await leadFirm.send('POST', `/meetings/${other.id}/cancel`, { note: word('meetings.note') }, versionHeader(other)), 'cancel')
  api.clock.set('2026-12-03T09:00:00Z')
  await back(leadFirm, supplier)
  const own = (who: Person) => ({
    ...OUTCOME,
    comment: mint.word('meeting_outcomes.comment', 'own', who.organizationId),
    nextNote: word('meeting_outcomes.next_note'),
  })
  const path = `/meetings/${meeting.id}/outcome`
  const first = done(await supplier.send<{ version: number }>('PUT', path, own(supplier), versionHeader(meeting)), 'outcome')
  const second = done(await leadFirm.send<{ version: number }>('PUT', path, own(leadFirm), versionHeader(first)), 'outcome')
  const findings = [{ severity: 'major', text: word('findings.text'), requirementId: null, subject: null }]
  const report = { summary: word('visit_reports.summary'), findings }
  done(await leadFirm.send('POST', `/meetings/${meeting.id}/visit-report`, report, versionHeader(second)), 'report')
  api.clock.set(NOW)
  await back(leadFirm, supplier)
  return meeting.id
}

/** Sessions end with the days that pass, and again on the way back. */
async function back(...people: Person[]): Promise<void> {
  for (const who of people) {
    done(await who.send('POST', '/sign-in', { email: who.email, password: PASSWORD }), 'sign in')
    done(await who.send('POST', '/account/acting-organization', { organizationId: who.organizationId }), 'act')
  }
}

async function markedEvents({ api, mint, leadFirm, hidden, supplier, agency, otherAgency }: Cast) {
  const texts = (tier: 'members' | 'own', owner: Person) => ({
    title: `${mint.word('events.title', tier, owner.organizationId)} day`,
    description: mint.word('events.description', tier, owner.organizationId),
    place: mint.word('events.place', tier, owner.organizationId),
  })
  const draft = await draftEvent(otherAgency, texts('own', otherAgency))
  const event = await publishedEvent(agency, texts('members', agency))
  const [named, unnamed] = [await takesPart(leadFirm, event), await takesPart(hidden, event, { underAlias: true })]
  await takesPart(supplier, event)
  const ids: string[] = []
  for (const [firm, participant] of [
    [leadFirm, named],
    [hidden, unnamed],
  ] as const) {
    const three = [firm.organizationId, supplier.organizationId, agency.organizationId]
    const meeting = await requested(supplier, event, participant, mint.word('event_meetings.reason', 'parties', '', three))
    done(await firm.send('POST', `/event-meetings/${meeting.id}/step`, { step: 'accept' }, versionHeader(meeting)), 'accept')
    ids.push(meeting.id)
  }
  done(await agency.send('POST', `/events/${event.id}/schedule`, { useProposals: true }, versionHeader(event)), 'schedule')
  const { version } = done(await agency.get<{ version: number }>(`/events/${event.id}`), 'event')
  done(await agency.send('POST', `/events/${event.id}/announce`, undefined, versionHeader({ version })), 'announce')
  api.clock.set('2026-12-11T09:00:00Z')
  await back(leadFirm, hidden)
  for (const [firm, id] of [
    [leadFirm, ids[0]],
    [hidden, ids[1]],
  ] as const) {
    const word = (field: string, ...parties: Person[]) =>
      mint.word(
        field,
        'parties',
        '',
        [firm, agency, ...parties].map((one) => one.organizationId),
      )
    const said = { ...OUTCOME, comment: word('event_outcomes.comment'), nextNote: word('event_outcomes.next_note', supplier) }
    const list = await firm.get<{ items: { id: string; version: number }[] }>(`/events/${event.id}/meetings`)
    const found = list.body.items.find((one) => one.id === id)!
    done(await firm.send('PUT', `/event-meetings/${found.id}/outcome`, said, versionHeader(found)), 'outcome')
  }
  api.clock.set(NOW)
  await back(leadFirm, hidden)
  return { events: [event.id, draft.id], eventMeetings: ids }
}
