/** Mandates through HTTP on a real PostgreSQL: asked, given, refused, withdrawn, replaced and ending. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { openNeed, versionHeader } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, member, PASSWORD, type Person } from '../../../tests/support/world.ts'
import { giveMandate, told, withdraw } from '../linkages/linkages.fixtures.ts'
import type { MandateView } from './contract.ts'

let api: TestApi
let leadFirm: Person
let sme: Person
beforeAll(async () => {
  api = await startApi()
  api.clock.set('2026-12-02T06:00:00Z')
  leadFirm = await founder(api, 'lead-firm')
  sme = await published(api)
})
afterAll(() => api.close())

const newAgency = () => founder(api, 'agency')
const ask = (agency: Person, of: Person, body: object = {}) =>
  agency.send<MandateView>('POST', '/mandates/requests', { organizationId: of.organizationId, message: 'May we speak for you?', ...body })
const reply = (giver: Person, mandate: MandateView, body: object) =>
  giver.send<MandateView>('POST', `/mandates/${mandate.id}/answer`, body, versionHeader(mandate))
const readsMatched = async (agency: Person, of = sme) =>
  JSON.stringify((await agency.get(`/suppliers/${of.organizationId}`)).body).includes('Canary Lane')
const topicsTo = async (who: Person, mandate: MandateView) =>
  (await told(api, mandate.id)).filter((one) => one.organizationId === who.organizationId).map((one) => one.topic)

describe('a mandate', () => {
  it('is asked by an agency and given by the firm, for a year from today, and both hear of it', async () => {
    const agency = await newAgency()
    const asked = await ask(agency, sme)
    expect(asked).toMatchObject({ status: 201, body: { standing: 'asked', scope: 'all', openSteps: ['take-back'], fromOn: null } })
    expect((await sme.get<MandateView>(`/mandates/${asked.body.id}`)).body.openSteps).toEqual(['give', 'refuse'])
    expect(await readsMatched(agency)).toBe(false)
    const given = await reply(sme, asked.body, { grant: true })
    expect(given.body).toMatchObject({ standing: 'in-force', fromOn: '2026-12-02', untilOn: '2027-12-01', openSteps: ['withdraw'] })
    expect(await readsMatched(agency)).toBe(true)
    expect([await topicsTo(sme, asked.body), await topicsTo(agency, asked.body)]).toEqual([['mandate-asked'], ['mandate-given']])
  })

  it('is given unasked, and withdrawn with the next request', async () => {
    const agency = await newAgency()
    const mandate = await giveMandate(sme, agency)
    expect(await readsMatched(agency)).toBe(true)
    const gone = await withdraw(sme, mandate)
    expect(gone.body).toMatchObject({ standing: 'withdrawn', openSteps: [] })
    expect(await readsMatched(agency)).toBe(false)
    expect(await topicsTo(agency, mandate)).toEqual(['mandate-given', 'mandate-withdrawn'])
    expect((await withdraw(sme, gone.body)).status).toBe(409)
  })

  it('is refused, and not asked for again within a month', async () => {
    const agency = await newAgency()
    const asked = (await ask(agency, leadFirm)).body
    expect(await ask(agency, leadFirm)).toMatchObject({ status: 409, body: { code: 'mandate-asked-already' } })
    expect((await reply(leadFirm, asked, { grant: false, note: 'Not this year.' })).body).toMatchObject({
      standing: 'refused',
      note: 'Not this year.',
    })
    expect(await ask(agency, leadFirm)).toMatchObject({ status: 409, body: { code: 'mandate-refused-lately' } })
  })

  it('that is asked for may be taken back', async () => {
    const agency = await newAgency()
    const asked = (await ask(agency, leadFirm)).body
    const path = `/mandates/${asked.id}/retraction`
    expect((await agency.send<MandateView>('POST', path, undefined, versionHeader(asked))).body.standing).toBe('taken-back')
    expect(await reply(leadFirm, { ...asked, version: 2 }, { grant: true })).toMatchObject({
      status: 409,
      body: { code: 'mandate-wrong-state' },
    })
  })

  it('takes the place of the one before, and there is one at a time', async () => {
    const agency = await newAgency()
    const first = await giveMandate(sme, agency, { untilOn: '2027-01-31' })
    const second = await giveMandate(sme, agency, { untilOn: '2027-06-30' })
    expect((await sme.get<MandateView>(`/mandates/${first.id}`)).body.standing).toBe('replaced')
    expect(second).toMatchObject({ standing: 'in-force', untilOn: '2027-06-30' })
    const later = { agencyId: agency.organizationId, fromOn: '2027-03-01' }
    expect(await sme.send('POST', '/mandates', later)).toMatchObject({ status: 409, body: { code: 'mandate-in-force' } })
    const list = await agency.get<{ items: MandateView[] }>('/mandates?standing=in-force')
    expect(list.body.items.map((one) => one.id)).toEqual([second.id])
  })

  it('never lasts longer than a year, and acts from its first day to its last', async () => {
    const agency = await newAgency()
    const body = { agencyId: agency.organizationId, untilOn: '2028-01-31' }
    expect(await sme.send('POST', '/mandates', body)).toMatchObject({ status: 409, body: { code: 'mandate-too-long' } })
    const coming = await giveMandate(sme, agency, { fromOn: '2026-12-03', untilOn: '2026-12-04' })
    expect(coming.standing).toBe('coming')
    const on = async (at: string) => {
      api.clock.set(at)
      await agency.send('POST', '/sign-in', { email: agency.email, password: PASSWORD })
      return readsMatched(agency)
    }
    // Days are those of Pune, five and a half hours ahead.
    expect(await on('2026-12-02T18:29:59Z')).toBe(false)
    expect(await on('2026-12-02T18:30:00Z')).toBe(true)
    expect(await on('2026-12-04T18:29:59Z')).toBe(true)
    expect(await on('2026-12-04T18:30:00Z')).toBe(false)
    api.clock.set('2026-12-02T06:00:00Z')
  })

  it('names needs of the lead firm that gives it, and an agency finds no alias out by asking', async () => {
    const agency = await newAgency()
    const own = await openNeed(leadFirm)
    const hidden = await openNeed(leadFirm, { alias: true })
    const asking = (id: string) => ask(agency, leadFirm, { scope: 'needs', needIds: [id] })
    expect(await asking(hidden.id)).toMatchObject({ status: 422, body: { errors: [{ field: '/needIds/0', code: 'not-a-choice' }] } })
    expect(await asking('00000000-0000-7000-8000-000000000000')).toMatchObject({ status: 422 })
    const asked = await asking(own.id)
    expect(asked.body.needs).toEqual([{ id: own.id, title: 'Stamped seat brackets' }])
    expect((await reply(leadFirm, asked.body, { grant: true, scope: 'needs', needIds: [hidden.id] })).body.needs).toHaveLength(1)
    expect(await ask(agency, sme, { scope: 'sectors', sectors: [] })).toMatchObject({ status: 422 })
    expect(await ask(agency, sme, { scope: 'sectors', sectors: ['no-such-sector'] })).toMatchObject({ status: 422 })
  })
})

describe('who may not', () => {
  it('a plain member gives none, a stranger reads none, and a firm asks nobody', async () => {
    const agency = await newAgency()
    const mandate = await giveMandate(sme, agency)
    const plain = await member(api, sme)
    expect((await plain.send('POST', '/mandates', { agencyId: agency.organizationId })).status).toBe(403)
    expect((await plain.get(`/mandates/${mandate.id}`)).status).toBe(200)
    expect((await leadFirm.get(`/mandates/${mandate.id}`)).status).toBe(404)
    expect((await withdraw(leadFirm, mandate)).status).toBe(404)
    expect((await withdraw(agency, mandate)).status).toBe(403)
    expect((await ask(leadFirm, sme)).status).toBe(403)
    expect((await ask(agency, agency)).status).toBe(404)
    expect((await sme.send('POST', '/mandates', { agencyId: leadFirm.organizationId })).status).toBe(404)
  })

  it('is answered alike for a missing one', async () => {
    const nowhere = '/mandates/00000000-0000-7000-8000-000000000000'
    expect((await sme.get(nowhere)).status).toBe(404)
  })
})

describe('the end of a mandate', () => {
  it('is told to both sides a month and a week before, once each', async () => {
    const agency = await newAgency()
    const mandate = await giveMandate(sme, agency, { untilOn: '2027-03-31' })
    for (const day of ['2027-02-20', '2027-03-01', '2027-03-02', '2027-03-24', '2027-03-25', '2027-04-05']) {
      api.clock.set(`${day}T03:17:00Z`)
      await api.services.mandates.watch()
    }
    api.clock.set('2026-12-02T06:00:00Z')
    const ending = (await told(api, mandate.id)).filter((one) => one.topic === 'mandate-ending')
    expect(ending.map((one) => one.params.days).sort()).toEqual(['30', '30', '7', '7'])
    expect(new Set(ending.map((one) => one.organizationId))).toEqual(new Set([sme.organizationId, agency.organizationId]))
  })
})

describe('the list of agencies', () => {
  it('finds one by name, for every member of an organization', async () => {
    const agency = await founder(api, 'agency', { name: 'Sahyadri Trade Office', country: 'IN' })
    const found = await sme.get<{ items: { id: string }[] }>('/agencies?text=sahyadri&country=IN')
    expect(found.body.items.map((one) => one.id)).toEqual([agency.organizationId])
    expect((await api.visitor().get('/agencies')).status).toBe(401)
  })
})
