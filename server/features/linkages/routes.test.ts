/** Linkages through HTTP on a real PostgreSQL: interest, invitation, acceptance, decline. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { NeedView } from '../sourcing/contract.ts'
import type { LinkageView } from './contract.ts'

let api: TestApi
let leadFirm: Person
let sme: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm', { name: 'Verrano Mobility' })
  sme = await published(api)
})
afterAll(() => api.close())

const NEED = {
  title: 'Stamped brackets',
  products: ['p-stamped-brackets'],
  volumePerMonth: 5_000,
  startOn: '2028-01-01',
  answerOn: '2027-01-31',
  deliveryCountry: 'IN',
}

async function openNeed(body: object = {}): Promise<NeedView> {
  const made = await leadFirm.send<NeedView>('POST', '/sourcing-needs', { ...NEED, ...body })
  const version = { 'if-match': `"${made.body.version}"` }
  return (await leadFirm.send<NeedView>('POST', `/sourcing-needs/${made.body.id}/publish`, undefined, version)).body
}
const answer = (need: NeedView, body: object, by = sme) => by.send<LinkageView>('POST', `/open-needs/${need.id}/answer`, body)
const decide = (linkage: LinkageView, body: object, by = leadFirm) =>
  by.send<LinkageView>('POST', `/linkages/${linkage.id}/decision`, body, { 'if-match': `"${linkage.version}"` })

describe('a linkage', () => {
  it('is born by the SME’s interest, reaches the lead firm’s list and mail, and is accepted', async () => {
    const need = await openNeed()
    api.mails.length = 0
    const shown = await answer(need, { step: 'show-interest', note: 'We make 40 like these.' })
    expect(shown.body).toMatchObject({
      stage: 'sme-interested',
      leadFirm: { name: 'Verrano Mobility' },
      openSteps: ['decline-interest', 'hold'],
    })
    await api.jobs.drain()
    await api.jobs.drain()
    expect(api.mails.map((mail) => mail.to)).toEqual([leadFirm.email])
    const listed = await leadFirm.get<{ items: LinkageView[] }>(`/linkages?needId=${need.id}`)
    expect(listed.body.items).toHaveLength(1)
    const accepted = await decide(listed.body.items[0]!, { step: 'accept' })
    expect(accepted.body).toMatchObject({ stage: 'lead-firm-accepted', version: 2 })
    expect(accepted.body.entries.map((one) => [one.by, one.stage])).toEqual([
      ['sme', 'sme-interested'],
      ['lead-firm', 'lead-firm-accepted'],
    ])
  })

  it('opens the deeper tier of the profile to the lead firm that accepted, and to it alone', async () => {
    const other = await published(api)
    const before = await leadFirm.get<Record<string, unknown>>(`/suppliers/${other.organizationId}`)
    expect(JSON.stringify(before.body)).not.toContain('Canary Lane')
    const need = await openNeed()
    const { body } = await answer(need, { step: 'show-interest' }, other)
    await decide(body, { step: 'accept' })
    expect(JSON.stringify((await leadFirm.get(`/suppliers/${other.organizationId}`)).body)).toContain('Canary Lane')
    const stranger = await founder(api, 'lead-firm')
    expect(JSON.stringify((await stranger.get(`/suppliers/${other.organizationId}`)).body)).not.toContain('Canary Lane')
  })

  it('ends with a reason, which the other side reads', async () => {
    const need = await openNeed()
    expect(await answer(need, { step: 'decline-interest' })).toMatchObject({ status: 409, body: { code: 'linkage-reason-missing' } })
    expect(await answer(need, { step: 'decline-interest', reason: 'other' })).toMatchObject({
      status: 409,
      body: { code: 'linkage-note-missing' },
    })
    const declined = await answer(need, { step: 'decline-interest', reason: 'capacity' })
    expect(declined.body).toMatchObject({ stage: 'sme-declined', reason: 'capacity' })
    const read = await leadFirm.get<LinkageView>(`/linkages/${declined.body.id}`)
    expect(read.body).toMatchObject({ stage: 'sme-declined', reason: 'capacity', openSteps: ['invite'] })
  })

  it('is born by an invitation too; under an alias the SME does not learn whose', async () => {
    const need = await openNeed({ alias: true })
    api.mails.length = 0
    const invited = await leadFirm.send<LinkageView>('POST', `/sourcing-needs/${need.id}/invitations`, {
      organizationId: sme.organizationId,
    })
    expect(invited.body.stage).toBe('offered-to-sme')
    await api.jobs.drain()
    await api.jobs.drain()
    const seen = await sme.get<LinkageView>(`/linkages/${invited.body.id}`)
    expect(seen.body).toMatchObject({ leadFirm: null, openSteps: ['show-interest', 'decline-interest', 'hold'] })
    expect(JSON.stringify([seen.body, api.mails])).not.toContain('Verrano')
  })
})

describe('a step of a linkage', () => {
  it('in the wrong order, by the wrong party or on an old version changes nothing', async () => {
    const need = await openNeed()
    const { body } = await answer(need, { step: 'show-interest' })
    expect(await answer(need, { step: 'show-interest' })).toMatchObject({ status: 409, body: { code: 'linkage-wrong-stage' } })
    expect((await decide(body, { step: 'accept' }, sme)).status).toBe(403)
    const declined = await decide(body, { step: 'decline', reason: 'price' })
    expect(await decide(body, { step: 'accept' })).toMatchObject({ status: 412 })
    expect(await decide(declined.body, { step: 'accept' })).toMatchObject({ status: 409, body: { code: 'linkage-wrong-stage' } })
    expect((await leadFirm.get<LinkageView>(`/linkages/${body.id}`)).body.stage).toBe('lead-firm-declined')
  })

  it('is refused once the need is closed or its time is over, and without a published profile', async () => {
    const need = await openNeed()
    const draft = await founder(api, 'sme')
    expect(await answer(need, { step: 'show-interest' }, draft)).toMatchObject({ status: 409, body: { code: 'profile-not-published' } })
    await leadFirm.send('POST', `/sourcing-needs/${need.id}/close`, { reason: 'no-fit' }, { 'if-match': `"${need.version}"` })
    expect(await answer(need, { step: 'show-interest' })).toMatchObject({ status: 409, body: { code: 'need-takes-no-answers' } })
  })

  it('of others does not exist', async () => {
    const need = await openNeed()
    const { body } = await answer(need, { step: 'show-interest' })
    const stranger = await founder(api, 'lead-firm')
    const competitor = await published(api)
    expect((await stranger.get(`/linkages/${body.id}`)).status).toBe(404)
    expect((await competitor.get(`/linkages/${body.id}`)).status).toBe(404)
    expect((await decide(body, { step: 'accept' }, stranger)).status).toBe(404)
    expect(
      (await stranger.send('POST', `/sourcing-needs/${need.id}/invitations`, { organizationId: competitor.organizationId })).status,
    ).toBe(404)
    expect(
      (await leadFirm.send('POST', `/sourcing-needs/${need.id}/invitations`, { organizationId: stranger.organizationId })).status,
    ).toBe(404)
  })

  it('is taken once, however often two clicks send it', async () => {
    const need = await openNeed()
    const key = { 'idempotency-key': 'twice-clicked-1' }
    const send = () => sme.send<LinkageView>('POST', `/open-needs/${need.id}/answer`, { step: 'show-interest' }, key)
    const [one, two] = await Promise.all([send(), send()])
    expect([one.status, two.status]).toEqual([200, 200])
    expect(one.body.id).toBe(two.body.id)
    expect((await leadFirm.get<LinkageView>(`/linkages/${one.body.id}`)).body.entries).toHaveLength(1)
  })
})
