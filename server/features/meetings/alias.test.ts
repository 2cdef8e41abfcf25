/** What an agency reads of meetings: a broker of the SME alone knows a lead firm under an alias no better than the SME does. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { mandateOf } from '../../../tests/support/mandates.ts'
import { agreed, asked, done, linked, OUTCOME, type Ref } from '../../../tests/support/meetings.ts'
import { versionHeader } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { LinkageMeetingsView, MeetingView } from './contract.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

async function firms(): Promise<{ hidden: Person; sme: Person; agency: Person }> {
  const hidden = await founder(api, 'lead-firm', { name: 'Zanzagore Holding', timeZone: 'Pacific/Auckland' })
  return { hidden, sme: await published(api, { name: 'Tamhini Pressworks' }), agency: await founder(api, 'agency') }
}

/** An agreed meeting to which the agency sends somebody, moved and agreed again. */
async function attended({ hidden, sme, agency }: Awaited<ReturnType<typeof firms>>): Promise<{ linkageId: string; meeting: Ref }> {
  const linkageId = await linked(hidden, sme, { alias: true })
  const meeting = await agreed(sme, await asked(hidden, linkageId, { timeZone: 'Pacific/Auckland' }))
  const path = `/meetings/${meeting.id}`
  const joined = done(await agency.send<Ref>('PUT', `${path}/attendees`, { userIds: [agency.userId] }, versionHeader(meeting)), 'join')
  const times = { minutes: 30, timeZone: 'Pacific/Auckland', proposals: [{ on: '2026-12-04', time: '09:00' }] }
  const moved = done(await hidden.send<Ref>('POST', `${path}/move`, times, versionHeader(joined)), 'move')
  return { linkageId, meeting: await agreed(sme, moved) }
}

/** Everything that the agency gets to read of one meeting, by mail too. */
async function allTold(agency: Person, { linkageId, meeting }: { linkageId: string; meeting: Ref }) {
  const { url } = done(await agency.send<{ url: string }>('POST', '/calendar'), 'feed')
  await api.jobs.drain()
  const texts = {
    view: (await agency.get<MeetingView>(`/meetings/${meeting.id}`)).body,
    ofLinkage: (await agency.get<LinkageMeetingsView>(`/linkages/${linkageId}/meetings`)).body.items,
    list: (await agency.get<{ items: MeetingView[] }>('/meetings')).body.items,
    file: (await agency.get(`/meetings/${meeting.id}/calendar`)).body,
    feed: (await api.visitor().get(new URL(url).pathname)).body,
    notices: (await agency.get<{ items: object[] }>('/notices')).body.items,
    mails: api.mails.filter((mail) => mail.to === agency.email),
  }
  for (const [what, told] of Object.entries(texts)) expect(JSON.stringify(told).length, what).toBeGreaterThan(40)
  return texts
}

describe('an agency at a meeting with a lead firm under an alias', () => {
  it('that brokers for the SME alone is told of it nowhere', async () => {
    const all = await firms()
    await mandateOf(all.sme, all.agency)
    const told = await allTold(all.agency, await attended(all))
    expect(told.view).toMatchObject({ party: 'agency', leadFirm: null, timeZone: 'Asia/Kolkata' })
    const { hidden } = all
    for (const secret of ['Zanzagore', hidden.organizationId, hidden.userId, hidden.email, 'Auckland'])
      expect(JSON.stringify(told)).not.toContain(secret)
  })

  it('that brokers for the lead firm knows it, and nothing more of it once the mandate has ended', async () => {
    const all = await firms()
    const { hidden, agency } = all
    const mandate = await mandateOf(hidden, agency)
    const stood = await attended(all)
    const told = await allTold(agency, stood)
    expect(told.view).toMatchObject({ leadFirm: { name: 'Zanzagore Holding' }, timeZone: 'Pacific/Auckland' })
    for (const text of [told.ofLinkage, told.list, told.file, told.feed, told.notices, told.mails])
      expect(JSON.stringify(text)).toContain('Zanzagore')

    done(await hidden.send('POST', `/mandates/${mandate.id}/withdrawal`, {}, versionHeader(mandate)), 'withdraw')
    const { url } = done(await agency.send<{ url: string }>('POST', '/calendar'), 'feed')
    await api.jobs.drain()
    api.mails.length = 0
    const before = (await agency.get<{ items: object[] }>('/notices')).body.items.length
    done(await hidden.send('POST', `/meetings/${stood.meeting.id}/cancel`, {}, versionHeader(stood.meeting)), 'cancel')
    await api.jobs.drain()
    expect(JSON.stringify((await api.visitor().get(new URL(url).pathname)).body)).not.toContain('Zanzagore')
    expect((await agency.get<{ items: object[] }>('/meetings')).body.items).toEqual([])
    expect((await agency.get<{ items: object[] }>('/notices')).body.items).toHaveLength(before)
    expect(api.mails.filter((mail) => mail.to === agency.email)).toEqual([])
    expect(api.mails.filter((mail) => mail.to === all.sme.email).length).toBeGreaterThan(0)
  })
})

it('how it was stays with the side that says so: its agency reads the next step alone', async () => {
  const { hidden, sme, agency } = await firms()
  await mandateOf(sme, agency)
  const meeting = await agreed(sme, await asked(hidden, await linked(hidden, sme)))
  // Long ago, so that nobody's session has to outlive the wait.
  const owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  await owner.query(
    "update meetings set starts_at = starts_at - interval '30 days', ends_at = ends_at - interval '30 days' where id = $1",
    [meeting.id],
  )
  await owner.end()
  done(await sme.send('PUT', `/meetings/${meeting.id}/outcome`, OUTCOME, versionHeader(meeting)), 'outcome')
  const { outcomes } = (await agency.get<MeetingView>(`/meetings/${meeting.id}`)).body
  expect(outcomes).toMatchObject([{ party: 'sme', rating: null, comment: null, nextStep: OUTCOME.nextStep, nextNote: OUTCOME.nextNote }])
})
