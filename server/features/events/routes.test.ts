/** Events through HTTP on a real PostgreSQL: planned, joined, asked, scheduled around what is fixed, told, and reported. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import {
  done,
  draftEvent,
  EVENT,
  OUTCOME,
  publishedEvent,
  type Ref,
  readCalendar,
  requested,
  takesPart,
} from '../../../tests/support/meetings.ts'
import { openNeed, versionHeader } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, PASSWORD, type Person } from '../../../tests/support/world.ts'
import type { EventView, ParticipantView } from './contract.ts'
import type { EventMeetingView } from './contract-meetings.ts'
import type { Made } from './service-schedule.ts'

let api: TestApi
let agency: Person
let leads: Person[]
let smes: Person[]
beforeAll(async () => {
  api = await startApi()
  agency = await founder(api, 'agency')
  leads = [await founder(api, 'lead-firm', { name: 'Verrano Mobility' }), await founder(api, 'lead-firm', { name: 'Zanzagore Holding' })]
  smes = []
  for (const name of ['Tamhini Pressworks', 'Mula Castings', 'Mutha Plating']) smes.push(await published(api, { name }))
})
afterAll(() => api.close())

const viewOf = async (who: Person, event: Ref) => (await who.get<EventView>(`/events/${event.id}`)).body
const meetingsOf = async (who: Person, event: Ref) =>
  (await who.get<{ items: EventMeetingView[] }>(`/events/${event.id}/meetings?limit=100`)).body.items
const step = (who: Person, meeting: Ref, name: string) =>
  who.send<EventMeetingView>('POST', `/event-meetings/${meeting.id}/step`, { step: name }, versionHeader(meeting))
const schedule = async (event: Ref, useProposals = false) =>
  done(
    await agency.send<Made>('POST', `/events/${event.id}/schedule`, { useProposals }, versionHeader(await viewOf(agency, event))),
    'schedule',
  )
const announce = async (event: Ref) =>
  done(await agency.send('POST', `/events/${event.id}/announce`, undefined, versionHeader(await viewOf(agency, event))), 'announce')
async function at(instant: string): Promise<void> {
  api.clock.set(instant)
  for (const who of [agency, ...leads, ...smes]) {
    done(await who.send('POST', '/sign-in', { email: who.email, password: PASSWORD }), 'sign in')
    done(await who.send('POST', '/account/acting-organization', { organizationId: who.organizationId }), 'act')
  }
}

/** All take part, and every SME has asked every lead firm, which has accepted. */
async function fullEvent(changes: object = {}): Promise<{ event: Ref; ids: string[] }> {
  const event = await publishedEvent(agency, changes)
  const ids: string[] = []
  for (const firm of leads) ids.push(await takesPart(firm, event))
  for (const sme of smes) {
    await takesPart(sme, event)
    for (const [n, firm] of leads.entries()) done(await step(firm, await requested(sme, event, ids[n]!), 'accept'), 'accept')
  }
  return { event, ids }
}

describe('an event', () => {
  it('is planned on the clocks of its zone, and stands once it is published', async () => {
    const draft = await draftEvent(agency, {
      sessions: [
        { from: '09:00', to: '10:10' },
        { from: '11:00', to: '11:30' },
      ],
    })
    const view = await viewOf(agency, draft)
    expect(view.slots.map((one) => one.startsAt)).toEqual([
      '2026-12-10T03:30:00.000Z',
      '2026-12-10T04:00:00.000Z',
      '2026-12-10T05:30:00.000Z',
    ])
    expect((await smes[0]!.get(`/events/${draft.id}`)).status).toBe(404)
    const open = done(await agency.send<EventView>('POST', `/events/${draft.id}/publish`, undefined, versionHeader(view)), 'publish')
    const moved = await agency.send('PUT', `/events/${draft.id}`, { ...EVENT, on: '2026-12-11' }, versionHeader(open))
    expect(moved.body).toMatchObject({ code: 'event-plan-fixed' })
    const bad = await agency.send('POST', '/events', { ...EVENT, sessions: [{ from: '10:00', to: '09:00' }] })
    expect(bad.body).toMatchObject({ errors: [{ field: '/sessions/0/to', code: 'ends-before-start' }] })
  })

  it('shows a firm those of the other side, a lead firm under an alias by its letter alone, and no number of rivals', async () => {
    const event = await publishedEvent(agency)
    await takesPart(leads[0]!, event)
    const hidden = await takesPart(leads[1]!, event, { underAlias: true })
    await takesPart(smes[0]!, event)
    await takesPart(smes[1]!, event)
    const guests = async (who: Person) => (await who.get<{ items: ParticipantView[] }>(`/events/${event.id}/participants`)).body.items
    const seen = await guests(smes[0]!)
    expect(seen.map((one) => [one.kind, one.name, one.alias, one.place])).toEqual([
      ['lead-firm', 'Verrano Mobility', null, ''],
      ['lead-firm', null, 'A', ''],
    ])
    expect((await guests(leads[0]!)).map((one) => one.name)).toEqual(['Tamhini Pressworks', 'Mula Castings'])
    const told = JSON.stringify([seen, await viewOf(smes[0]!, event), await guests(agency), await viewOf(agency, event)])
    expect(told).not.toContain('Zanzagore')
    expect(told).not.toContain(leads[1]!.organizationId)
    expect((await viewOf(smes[0]!, event)).organiser).toBeNull()
    expect((await smes[2]!.get(`/events/${event.id}/participants`)).status).toBe(404)
    const rival = (await guests(leads[0]!))[1]!.id
    expect((await smes[0]!.send('POST', `/events/${event.id}/meetings`, { participantId: rival, reason: '' })).status).toBe(404)
    expect((await smes[0]!.send('PUT', `/events/${event.id}/participation`, { underAlias: true, away: [] })).body).toMatchObject({
      code: 'alias-not-for-you',
    })
    await requested(smes[0]!, event, hidden)
    expect(JSON.stringify(await meetingsOf(smes[0]!, event))).not.toContain('Zanzagore')
  })

  it('gives its last place once, and takes nobody after the registration', async () => {
    const event = await publishedEvent(agency, { capacity: 2 })
    const answers = await Promise.all(
      smes.map((who) => who.send('PUT', `/events/${event.id}/participation`, { underAlias: false, away: [] })),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 200, 409])
  })

  it('reminds of requests every two days, and lets them expire with the registration', async () => {
    const event = await publishedEvent(agency, { registerUntilOn: '2026-11-26' })
    const lead = await takesPart(leads[0]!, event)
    await takesPart(smes[0]!, event)
    const meeting = await requested(smes[0]!, event, lead)
    await at('2026-11-25T10:00:00Z')
    await api.services.meetings.jobs.turnHour()
    expect((await meetingsOf(leads[0]!, event))[0]).toMatchObject({ id: meeting.id, state: 'requested', openSteps: ['accept', 'decline'] })
    await at('2026-11-27T10:00:00Z')
    await api.services.meetings.jobs.turnHour()
    expect((await meetingsOf(leads[0]!, event))[0]).toMatchObject({ state: 'expired', openSteps: [] })
    await at('2026-11-23T09:00:00Z')
  })
})

describe('the automatic schedule', () => {
  it('places what is agreed, keeps what is fixed, and tells the firms only when it is announced', async () => {
    const { event } = await fullEvent()
    const made = await schedule(event)
    expect(made).toMatchObject({ placed: 6, left: 0, met: made.bound })
    expect((await meetingsOf(smes[0]!, event)).map((one) => [one.state, one.slot])).toEqual([
      ['accepted', null],
      ['accepted', null],
    ])
    const [first, other] = await meetingsOf(agency, event)
    const put = (meeting: EventMeetingView, place: object | null) =>
      agency.send<EventMeetingView>('PUT', `/event-meetings/${meeting.id}/place`, { place }, versionHeader(meeting))
    expect((await put(first!, { slot: other!.slot!, table: other!.table! })).body).toMatchObject({ code: 'place-taken' })
    const pinned = done(await put(first!, { slot: first!.slot!, table: 2 }), 'place')
    await schedule(event)
    const all = await meetingsOf(agency, event)
    expect(all.find((one) => one.id === pinned.id)).toMatchObject({ slot: pinned.slot, table: 2, pinned: true })
    const seats = all.flatMap((one) => [
      `t${one.slot}.${one.table}`,
      `l${one.slot}.${one.leadFirm.participantId}`,
      `s${one.slot}.${one.sme.participantId}`,
    ])
    expect(new Set(seats).size).toBe(18)
    api.mails.length = 0
    await announce(event)
    await api.jobs.drain()
    const files = api.mails.filter((mail) => mail.to === smes[0]!.email).map((mail) => readCalendar(mail.calendar!.text).events[0]!)
    expect(files.map((one) => one.SEQUENCE)).toEqual(['0', '0'])
    expect(files[0]!.LOCATION).toMatch(/^Hall 2, Table \d$/)
    expect((await viewOf(agency, event)).organiser).toMatchObject({ untold: 0, registered: 5 })
    const own = (await meetingsOf(smes[0]!, event)).filter((one) => one.state === 'scheduled')
    expect(own).toHaveLength(2)
    done(await step(smes[0]!, own[0]!, 'cancel'), 'cancel')
    api.mails.length = 0
    await api.jobs.drain()
  })

  it('fills what is free with pairs of the matcher where the agency wants it, and forgets them when it does not', async () => {
    await openNeed(leads[0]!)
    await api.services.news.pairs.catchUp()
    const event = await publishedEvent(agency)
    await takesPart(leads[0]!, event)
    for (const sme of smes) await takesPart(sme, event)
    expect((await schedule(event, false)).placed).toBe(0)
    const made = await schedule(event, true)
    expect(made.placed).toBe(3)
    expect(await meetingsOf(smes[0]!, event)).toEqual([])
    expect((await schedule(event, false)).placed).toBe(0)
    expect((await schedule(event, true)).placed).toBe(3)
    await announce(event)
    expect(await meetingsOf(smes[0]!, event)).toMatchObject([{ state: 'scheduled', askedBy: null }])
  })

  it('leaves a firm out of the slots in which it is away', async () => {
    const event = await publishedEvent(agency)
    const lead = await takesPart(leads[0]!, event, { away: [0, 1, 2] })
    for (const sme of smes) {
      await takesPart(sme, event)
      done(await step(leads[0]!, await requested(sme, event, lead), 'accept'), 'accept')
    }
    expect(await schedule(event)).toMatchObject({ placed: 1, left: 2 })
    expect((await meetingsOf(agency, event)).filter((one) => one.slot !== null)).toMatchObject([{ slot: 3 }])
  })

  it('is owed a next step by both when the day is over, and the officer reads them all', async () => {
    const { event } = await fullEvent({ most: 2 })
    await schedule(event)
    await announce(event)
    const mine = (await meetingsOf(smes[0]!, event)).find((one) => one.slot !== null)!
    const path = `/event-meetings/${mine.id}/outcome`
    expect((await smes[0]!.send('PUT', path, OUTCOME, versionHeader(mine))).body).toMatchObject({ code: 'meeting-not-over' })
    await at('2026-12-10T12:00:00Z')
    expect((await meetingsOf(smes[0]!, event)).find((one) => one.id === mine.id)).toMatchObject({ lacksNextStep: true, mayReport: true })
    const said = done(await smes[0]!.send<EventMeetingView>('PUT', path, OUTCOME, versionHeader(mine)), 'outcome')
    expect(said).toMatchObject({ state: 'held', lacksNextStep: false })
    const theirs = (await meetingsOf(agency, event)).find((one) => one.id === mine.id)!
    expect(theirs.outcomes).toMatchObject([{ party: 'sme', rating: 4, nextStep: 'sample-trial', nextOn: '2027-01-15' }])
    await at('2026-11-23T09:00:00Z')
  })
})
