/** Meetings through HTTP on a real PostgreSQL: asked, picked, moved, called off, reported; calendar files, feeds, visits and the alias. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { agreed, asked, done, linked, OUTCOME, type Ref, readCalendar } from '../../../tests/support/meetings.ts'
import { versionHeader } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, member, PASSWORD, type Person } from '../../../tests/support/world.ts'
import type { LinkageMeetingsView, MeetingView } from './contract.ts'
import type { VisitReportView } from './contract-visits.ts'

let api: TestApi
let leadFirm: Person
let sme: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm', { name: 'Verrano Mobility', timeZone: 'America/Mexico_City' })
  sme = await published(api, { name: 'Tamhini Pressworks' })
})
afterAll(() => api.close())

const send = (who: Person, meeting: Ref, step: string, body: object) =>
  who.send<MeetingView>(
    step === 'outcome' || step === 'attendees' ? 'PUT' : 'POST',
    `/meetings/${meeting.id}/${step}`,
    body,
    versionHeader(meeting),
  )
const calendarsTo = async (who: Person) => {
  await api.jobs.drain()
  return api.mails
    .filter((mail) => mail.to === who.email && mail.calendar)
    .map((mail) => ({ mail, file: readCalendar(mail.calendar!.text) }))
}

/** Sessions end with the days that pass. */
async function at(instant: string): Promise<void> {
  api.clock.set(instant)
  for (const who of [leadFirm, sme]) {
    done(await who.send('POST', '/sign-in', { email: who.email, password: PASSWORD }), 'sign in')
    done(await who.send('POST', '/account/acting-organization', { organizationId: who.organizationId }), 'act')
  }
}
const START = '2026-11-23T09:00:00Z'

describe('a meeting', () => {
  it('is asked for by one side, agreed by the other, moved and called off: one UID, a rising SEQUENCE', async () => {
    api.mails.length = 0
    const linkageId = await linked(leadFirm, sme)
    const meeting = await asked(leadFirm, linkageId)
    expect((await calendarsTo(leadFirm)).length).toBe(0)
    expect((await send(leadFirm, meeting, 'answer', { step: 'accept', pick: 0 })).body).toMatchObject({ code: 'meeting-wrong-party' })
    const accepted = await agreed(sme, meeting, 1)
    expect(accepted).toMatchObject({ state: 'accepted', picked: 1, startsAt: '2026-12-02T10:00:00.000Z' })
    const moved = done(
      await send(sme, accepted, 'move', { minutes: 30, timeZone: 'Europe/Madrid', proposals: [{ on: '2026-12-04', time: '09:00' }] }),
      'move',
    )
    expect(moved).toMatchObject({ state: 'requested', waitingFor: ['lead-firm'], startsAt: '2026-12-04T08:00:00.000Z' })
    const again = await agreed(leadFirm, moved, 0)
    done(await send(leadFirm, again, 'cancel', { note: 'The line stands still' }), 'cancel')
    const files = await calendarsTo(sme)
    expect(files.at(-1)!.mail.calendar!.method).toBe('CANCEL')
    const all = files.map(({ file }) => file.events[0]!)
    expect(new Set(all.map((one) => one.UID)).size).toBe(1)
    expect(all.at(-1)).toMatchObject({ SEQUENCE: '3', STATUS: 'CANCELLED', DTSTART: '20261204T080000Z' })
    expect(files.at(-1)!.file.properties).toMatchObject({ METHOD: 'CANCEL', VERSION: '2.0' })
  })

  it('goes into the calendars of both sides in their language, with texts escaped and one UID over all changes', async () => {
    api.mails.length = 0
    await sme.send('PATCH', '/account', { name: 'Señora Ñandú', locale: 'es' })
    const meeting = await asked(
      leadFirm,
      await linked(leadFirm, sme, { title: 'Soportes; ángulos, piezas ñandú de chapa estampada para asientos delanteros y traseros' }),
    )
    const accepted = await agreed(sme, meeting)
    const first = await calendarsTo(sme)
    const moved = done(
      await send(leadFirm, accepted, 'move', { minutes: 60, timeZone: 'UTC', proposals: [{ on: '2026-12-03', time: '09:00' }] }),
      'move',
    )
    const second = await calendarsTo(sme)
    await agreed(sme, moved)
    const third = await calendarsTo(sme)
    const events = [first, second, third].map((list) => list.at(-1)!.file.events[0]!)
    expect(events[0]!.SUMMARY).toBe(
      'Visita a planta: Soportes; ángulos, piezas ñandú de chapa estampada para asientos delanteros y traseros',
    )
    expect(events[0]!.DESCRIPTION).toContain('Con Verrano Mobility\nLine walk; press shop, tool room\n')
    expect(events[0]!.ORGANIZER).toContain('CN="Verrano Mobility"')
    expect(events[0]!.ATTENDEE).toContain(`mailto:${sme.email}`)
    expect(new Set(events.map((one) => one.UID)).size).toBe(1)
    expect(events.map((one) => one.SEQUENCE)).toEqual(['0', '1', '2'])
    expect(events.map((one) => one.STATUS)).toEqual(['CONFIRMED', 'TENTATIVE', 'CONFIRMED'])
    expect(first[0]!.mail.subject).toContain('Acordado')
    await sme.send('PATCH', '/account', { locale: 'en' })
  })

  it('is read on the clocks of its zone, also where summer time begins', async () => {
    const linkageId = await linked(leadFirm, sme)
    const skipped = { timeZone: 'Europe/Madrid', proposals: [{ on: '2027-03-28', time: '02:30' }] }
    const refused = await leadFirm.send('POST', `/linkages/${linkageId}/meetings`, { kind: 'meeting', minutes: 60, ...skipped })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: '/proposals/0/on', code: 'time-not-there' }] } })
    const summer = await asked(leadFirm, linkageId, { timeZone: 'Europe/Madrid', proposals: [{ on: '2027-03-28', time: '03:30' }] })
    const winter = await asked(leadFirm, linkageId, { timeZone: 'Europe/Madrid', proposals: [{ on: '2027-03-27', time: '03:30' }] })
    expect([summer, winter]).toMatchObject([{ startsAt: '2027-03-28T01:30:00.000Z' }, { startsAt: '2027-03-27T02:30:00.000Z' }])
  })

  it('is hidden from a third firm, and not asked for before both sides have accepted', async () => {
    const meeting = await asked(leadFirm, await linked(leadFirm, sme))
    const stranger = await published(api)
    for (const path of ['', '/calendar']) expect((await stranger.get(`/meetings/${meeting.id}${path}`)).status).toBe(404)
    expect((await send(stranger, meeting, 'cancel', {})).status).toBe(404)
  })

  it('expires when nobody answers, and is reminded of once within the day before', async () => {
    const linkageId = await linked(leadFirm, sme)
    const silent = await asked(leadFirm, linkageId, { proposals: [{ on: '2026-12-20', time: '10:00' }] })
    const agreedOne = await agreed(sme, await asked(leadFirm, linkageId, { proposals: [{ on: '2026-11-30', time: '10:00' }] }))
    await at('2026-11-29T12:00:00Z')
    api.mails.length = 0
    await api.services.meetings.jobs.turnHour()
    await api.services.meetings.jobs.turnHour()
    await api.jobs.drain()
    expect(api.mails.filter((mail) => mail.to === sme.email && mail.subject.startsWith('Soon'))).toHaveLength(1)
    expect((await sme.get(`/meetings/${silent.id}`)).body).toMatchObject({ state: 'requested' })
    await at('2026-12-01T09:00:00Z')
    await api.services.meetings.jobs.turnHour()
    expect((await sme.get(`/meetings/${silent.id}`)).body).toMatchObject({ state: 'expired', openSteps: [] })
    expect((await sme.get(`/meetings/${agreedOne.id}`)).body).toMatchObject({ state: 'accepted', lacksNextStep: true })
    await at(START)
  })
})

describe('a meeting that is over', () => {
  async function over(): Promise<{ linkageId: string; meeting: Ref }> {
    const linkageId = await linked(leadFirm, sme)
    const meeting = await agreed(sme, await asked(leadFirm, linkageId))
    expect((await send(sme, meeting, 'outcome', OUTCOME)).body).toMatchObject({ code: 'meeting-not-over' })
    await at('2026-12-03T09:00:00Z')
    return { linkageId, meeting }
  }

  it('is owed a next step with its day by each side; how it was stays with the side that says so', async () => {
    const { linkageId, meeting } = await over()
    const flagged = async (who: Person) => (await who.get<LinkageMeetingsView>(`/linkages/${linkageId}/meetings`)).body.lacksNextStep
    expect([await flagged(leadFirm), await flagged(sme)]).toEqual([true, true])
    expect((await send(sme, meeting, 'outcome', { ...OUTCOME, nextOn: '2026-12-01' })).body).toMatchObject({ code: 'next-day-past' })
    expect((await send(sme, meeting, 'outcome', { ...OUTCOME, nextStep: 'other', nextNote: '' })).body).toMatchObject({
      code: 'next-step-missing',
    })
    const said = done(await send(sme, meeting, 'outcome', OUTCOME), 'outcome')
    expect(said).toMatchObject({ state: 'held', outcomes: [{ rating: 4, comment: 'Well prepared', nextStep: 'sample-trial' }] })
    const theirs = (await leadFirm.get<MeetingView>(`/meetings/${meeting.id}`)).body
    expect(theirs.outcomes).toMatchObject([{ party: 'sme', rating: null, comment: null, nextStep: 'sample-trial', nextOn: '2027-01-15' }])
    expect([await flagged(leadFirm), await flagged(sme)]).toEqual([true, false])
    await at(START)
  })

  it('that was a visit gets one report, whose findings are gaps that the SME reads and the visitor settles', async () => {
    const { linkageId, meeting } = await over()
    const held = done(await send(sme, meeting, 'outcome', OUTCOME), 'outcome')
    const need = (await leadFirm.get<{ need: { id: string } }>(`/linkages/${linkageId}`)).body.need.id
    const { criteria } = (await leadFirm.get<{ criteria: { groups: { requirements: { id: string }[] }[] }[] }>(`/sourcing-needs/${need}`))
      .body
    const requirementId = criteria[0]!.groups[0]!.requirements[0]!.id
    const findings = [
      { severity: 'major', text: 'No control plan at the press', requirementId, subject: null },
      { severity: 'observation', text: 'Gauges are calibrated', requirementId: null, subject: { kind: 'standard', code: 'iso-9001' } },
    ]
    const body = { summary: 'Good order, one gap', findings }
    expect((await send(sme, held, 'visit-report', body)).status).toBe(403)
    const strange = { ...body, findings: [{ ...findings[0]!, subject: { kind: 'standard', code: 'no-such' } }] }
    expect((await send(leadFirm, held, 'visit-report', strange)).body).toMatchObject({ errors: [{ field: '/findings/0/subject/code' }] })
    const filed = done(
      await leadFirm.send<VisitReportView>('POST', `/meetings/${meeting.id}/visit-report`, body, versionHeader(held)),
      'report',
    )
    const shown = (await sme.get<MeetingView>(`/meetings/${meeting.id}`)).body
    expect(shown.report).toMatchObject({
      summary: 'Good order, one gap',
      findings: [{ severity: 'major', maySettle: false, state: 'open' }, {}],
    })
    expect((await send(leadFirm, shown, 'visit-report', body)).body).toMatchObject({ code: 'visit-reported' })
    const path = `/findings/${filed.findings[0]!.id}`
    expect((await sme.send('PUT', path, { state: 'closed' }, versionHeader(filed.findings[0]!))).status).toBe(403)
    done(await leadFirm.send('PUT', path, { state: 'closed' }, versionHeader(filed.findings[0]!)), 'settle')
    const open = (await sme.get<{ items: { text: string }[] }>(`/linkages/${linkageId}/findings?state=open`)).body.items
    expect(open.map((one) => one.text)).toEqual(['Gauges are calibrated'])
    await at(START)
  })
})

describe('a lead firm under an alias', () => {
  it('is named in no view, notice, mail, calendar file or feed of the SME', async () => {
    await at(START)
    const hidden = await founder(api, 'lead-firm', { name: 'Zanzagore Holding', timeZone: 'Pacific/Auckland' })
    const colleague = await member(api, hidden)
    api.mails.length = 0
    const meeting = await asked(hidden, await linked(hidden, sme, { alias: true }), { timeZone: 'Pacific/Auckland' })
    const accepted = await agreed(sme, meeting)
    done(await send(hidden, accepted, 'attendees', { userIds: [hidden.userId, colleague.userId] }), 'attendees')
    const view = (await sme.get<MeetingView>(`/meetings/${meeting.id}`)).body
    expect(view).toMatchObject({ leadFirm: null, timeZone: 'Asia/Kolkata', attendees: [{ own: true }] })
    const { url } = done(await sme.send<{ url: string }>('POST', '/calendar'), 'feed')
    const feed = (await api.visitor().get<string>(new URL(url).pathname)).body as unknown as string
    const file = (await sme.get(`/meetings/${meeting.id}/calendar?lang=fr`)).body as unknown as string
    expect(readCalendar(file).events[0]!.ORGANIZER).toBe(';CN="Highroad":MAILTO:no-reply@localhost')
    expect(readCalendar(feed).events.map((one) => one.UID)).toContain(readCalendar(file).events[0]!.UID)
    await api.jobs.drain()
    const mails = api.mails.filter((mail) => mail.to === sme.email)
    expect(mails.length).toBeGreaterThan(0)
    const told = JSON.stringify([view, feed, file, mails])
    for (const secret of ['Zanzagore', hidden.organizationId, hidden.email, colleague.email, hidden.userId, colleague.userId, 'Auckland'])
      expect(told).not.toContain(secret)
    expect((await calendarsTo(colleague)).at(-1)!.file.events[0]!.ORGANIZER).toContain('CN="Zanzagore Holding"')
  })
})

describe('a calendar address', () => {
  it('opens by its secret alone, is renewed and closed, and ends with the membership', async () => {
    const one = await member(api, sme)
    const path = async () => new URL(done(await one.send<{ url: string }>('POST', '/calendar'), 'open').url).pathname
    const first = await path()
    const visitor = api.visitor()
    expect((await visitor.get(first)).headers['content-type']).toContain('text/calendar')
    expect((await visitor.get(first.replace(/.{8}$/, 'xxxxxxxx'))).status).toBe(404)
    const second = await path()
    expect([(await visitor.get(first)).status, (await visitor.get(second)).status]).toEqual([404, 200])
    expect((await one.get('/calendar')).body).toEqual({ open: true })
    expect((await one.send('DELETE', '/calendar')).status).toBe(204)
    expect((await visitor.get(second)).status).toBe(404)
    const third = await path()
    const members = (await sme.get<{ items: { userId: string; version: number }[] }>('/organization/members')).body.items
    const { version } = members.find(({ userId }) => userId === one.userId)!
    done(await sme.send('DELETE', `/organization/members/${one.userId}`, undefined, versionHeader({ version })), 'remove')
    expect((await visitor.get(third)).status).toBe(404)
  })
})
