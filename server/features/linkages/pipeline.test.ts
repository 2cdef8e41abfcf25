/** The pipeline through HTTP: from the officer's shortlist to the repeat order, and what each party may not do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { stepNeed, versionHeader } from '../../../tests/support/needs.ts'
import { member, type Person } from '../../../tests/support/world.ts'
import type { LinkageView } from './contract.ts'
import { accepted, answer, broker, giveMandate, read, type Trio, take, told, trio } from './linkages.fixtures.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

async function brokered(need: object = {}): Promise<Trio> {
  const on = await trio(api, need)
  await giveMandate(on.leadFirm, on.agency)
  await giveMandate(on.sme, on.agency)
  return on
}

describe('a brokered linkage', () => {
  it('goes from the shortlist to the repeat order, each step by its party, and its log says so', async () => {
    const on = await brokered()
    const { leadFirm, sme, agency } = on
    const shortlisted = (await broker(on, 'shortlist')).body
    expect(shortlisted).toMatchObject({ stage: 'broker-shortlisted', party: 'agency', turn: 'agency', dueOn: expect.any(String) })
    const way: [Person, string, string, string | null][] = [
      [agency, 'offer', 'offered-to-sme', 'sme'],
      [sme, 'show-interest', 'sme-interested', 'lead-firm'],
      [leadFirm, 'accept', 'lead-firm-accepted', 'agency'],
      [agency, 'introduce', 'introduced', 'lead-firm'],
      [leadFirm, 'sign-nda', 'nda', 'lead-firm'],
      [sme, 'meet', 'meeting', 'lead-firm'],
      [agency, 'visit', 'site-visit', 'lead-firm'],
      [leadFirm, 'ask-quote', 'rfq', 'sme'],
      [sme, 'quote', 'quoted', 'lead-firm'],
      [leadFirm, 'start-trial', 'sample-trial', 'lead-firm'],
      [leadFirm, 'approve', 'approved', 'lead-firm'],
      [leadFirm, 'record-contract', 'contracted', null],
      [leadFirm, 'repeat', 'repeat-order', null],
    ]
    for (const [who, step, stage, turn] of way) {
      const taken = await take(who, shortlisted, { step })
      expect(taken, step).toMatchObject({ status: 200, body: { stage, turn } })
      expect(taken.body.dueOn === null).toBe(turn === null)
    }
    const { body } = await read(leadFirm, shortlisted)
    expect(body.entries.map((one) => [one.by, one.stage])).toEqual([
      ['agency', 'broker-shortlisted'],
      ...way.map(([who, , stage]) => [who === agency ? 'agency' : who === sme ? 'sme' : 'lead-firm', stage]),
    ])
    expect(body.version).toBe(way.length + 1)
  })

  it('refuses every other step at every stage, and changes nothing', async () => {
    const on = await brokered()
    const linkage = (await broker(on, 'offer')).body
    const before = (await read(on.leadFirm, linkage)).body
    const codes = []
    for (const who of [on.leadFirm, on.sme, on.agency]) {
      const open = new Set<string>((await read(who, linkage)).body.openSteps)
      for (const step of ['accept', 'introduce', 'ask-quote', 'quote', 'approve', 'record-contract', 'lapse', 'resume', 'reopen']) {
        expect(open.has(step)).toBe(false)
        const refused = await take(who, linkage, { step, ...(step === 'lapse' && { reason: 'sme-silent' }) })
        expect(refused.status).toBe(409)
        codes.push(refused.body)
      }
    }
    expect(new Set(codes.map((one) => (one as unknown as { code: string }).code))).toEqual(
      new Set(['linkage-wrong-party', 'linkage-wrong-stage']),
    )
    expect((await read(on.leadFirm, linkage)).body).toEqual(before)
  })

  it('asks for the version that stands, and for a day that lies ahead', async () => {
    const on = await trio(api)
    const linkage = (await answer(on, { step: 'show-interest' })).body
    const path = `/linkages/${linkage.id}/steps`
    expect((await on.leadFirm.send('POST', path, { step: 'accept' })).status).toBe(428)
    expect((await on.leadFirm.send('POST', path, { step: 'accept' }, versionHeader({ version: 9 }))).status).toBe(412)
    const hold = { step: 'hold', reason: 'capacity' }
    expect(await take(on.sme, linkage, hold)).toMatchObject({ status: 409, body: { code: 'linkage-day-missing' } })
    expect(await take(on.sme, linkage, { ...hold, dueOn: '2020-01-01' })).toMatchObject({ body: { code: 'linkage-day-wrong' } })
    expect((await read(on.sme, linkage)).body).toMatchObject({ stage: 'sme-interested', version: 1 })
  })

  it('is introduced by the agency that brokers; by the lead firm where none does, or the agency is late', async () => {
    const alone = await trio(api)
    const first = await accepted(alone)
    expect(first).toMatchObject({ turn: 'lead-firm', agency: null })
    expect((await take(alone.leadFirm, first, { step: 'introduce' })).body.stage).toBe('introduced')
    const on = await brokered()
    const second = await accepted(on)
    expect(second).toMatchObject({ turn: 'agency', agency: { id: on.agency.organizationId } })
    expect(await take(on.leadFirm, second, { step: 'introduce' })).toMatchObject({
      status: 409,
      body: { code: 'linkage-agency-introduces' },
    })
    expect((await take(on.agency, second, { step: 'introduce' })).body.stage).toBe('introduced')
  })

  it('tells the other parties, each with the names it may read', async () => {
    const on = await brokered({ alias: true })
    const linkage = (await broker(on, 'offer')).body
    await answer(on, { step: 'show-interest' })
    await take(on.leadFirm, linkage, { step: 'accept' })
    await take(on.agency, linkage, { step: 'introduce' })
    const list = await told(api, linkage.id)
    const firm = (await on.leadFirm.get<{ name: string }>('/organization')).body.name
    const toSme = list.filter((one) => one.organizationId === on.sme.organizationId)
    expect(toSme.map((one) => [one.topic, one.params.firm])).toEqual([
      ['proposal-released', ''],
      ['introduced', firm],
    ])
    expect(list.filter((one) => one.organizationId === on.agency.organizationId).map((one) => one.topic)).toEqual([
      'stage-changed',
      'stage-changed',
    ])
    expect(new Set(list.map((one) => `${one.organizationId} ${one.key}`)).size).toBe(list.length)
  })
})

describe('held and ended', () => {
  it('a linkage is taken up where it stood, by who held it', async () => {
    const on = await trio(api)
    const linkage = await accepted(on)
    const held = await take(on.sme, linkage, { step: 'hold', reason: 'capacity', dueOn: '2027-01-15' })
    expect(held.body).toMatchObject({ stage: 'on-hold', leftStage: 'lead-firm-accepted', turn: 'sme', dueOn: '2027-01-15' })
    expect(await take(on.leadFirm, linkage, { step: 'resume' })).toMatchObject({ body: { code: 'linkage-held-by-other' } })
    const back = await take(on.sme, linkage, { step: 'resume' })
    expect(back.body).toMatchObject({ stage: 'lead-firm-accepted', leftStage: null, turn: 'lead-firm' })
  })

  it('keeps the matched tier open on hold, and closes it when it is lost', async () => {
    const on = await trio(api)
    const linkage = await accepted(on)
    const opens = async () => JSON.stringify((await on.leadFirm.get(`/suppliers/${on.sme.organizationId}`)).body).includes('Canary Lane')
    expect(await opens()).toBe(true)
    await take(on.sme, linkage, { step: 'hold', reason: 'capacity', dueOn: '2027-01-15' })
    expect(await opens()).toBe(true)
    await take(on.leadFirm, linkage, { step: 'lose', reason: 'price' })
    expect(await opens()).toBe(false)
    expect(await take(on.sme, linkage, { step: 'reopen' })).toMatchObject({ status: 409, body: { code: 'linkage-ended-by-other' } })
    const again = await take(on.leadFirm, linkage, { step: 'reopen' })
    expect(again.body.stage).toBe('lead-firm-accepted')
    expect(await opens()).toBe(true)
  })

  it('names a lead firm under an alias from the introduction on, and for good', async () => {
    const on = await trio(api, { alias: true })
    const linkage = await accepted(on)
    const nameSeen = async (who: Person) => (await read(who, linkage)).body.leadFirm
    expect(await nameSeen(on.sme)).toBeNull()
    await take(on.leadFirm, linkage, { step: 'introduce' })
    expect(await nameSeen(on.sme)).not.toBeNull()
    await take(on.sme, linkage, { step: 'lose', reason: 'price' })
    expect(await nameSeen(on.sme)).not.toBeNull()
    const other = await trio(api, { alias: true })
    const early = await accepted(other)
    await take(other.leadFirm, early, { step: 'lose', reason: 'price' })
    expect((await read(other.sme, early)).body.leadFirm).toBeNull()
  })

  it('a closed need takes no acceptance, and what runs goes on', async () => {
    const on = await trio(api)
    const waiting = (await answer(on, { step: 'show-interest' })).body
    const second = await trio(api)
    const runs = await accepted({ ...second })
    await stepNeed(on.leadFirm, { ...on.need, state: 'open' }, 'close')
    await stepNeed(second.leadFirm, { ...second.need, state: 'open' }, 'close')
    expect(await take(on.leadFirm, waiting, { step: 'accept' })).toMatchObject({ status: 409, body: { code: 'need-takes-no-answers' } })
    expect((await take(second.leadFirm, runs, { step: 'introduce' })).status).toBe(200)
  })
})

describe('an agency', () => {
  it('without a mandate sees no linkage and takes no step', async () => {
    const on = await trio(api)
    const linkage = (await answer(on, { step: 'show-interest' })).body
    expect((await read(on.agency, linkage)).status).toBe(404)
    expect((await on.agency.get<{ items: object[] }>('/linkages')).body.items).toEqual([])
    const step = { step: 'lose', reason: 'price' }
    expect((await on.agency.send('POST', `/linkages/${linkage.id}/steps`, step, versionHeader(linkage))).status).toBe(404)
    expect(await broker(await trio(api), 'offer')).toMatchObject({ status: 409, body: { code: 'mandate-missing' } })
  })

  it('with the SME’s mandate alone is kept from an alias as the SME is, and sees the SME’s side', async () => {
    const on = await trio(api, { alias: true })
    await giveMandate(on.sme, on.agency)
    const linkage = (await answer(on, { step: 'show-interest' })).body
    const seen = await read(on.agency, linkage)
    expect(seen.body).toMatchObject({ party: 'agency', leadFirm: null })
    const listed = await on.agency.get<{ items: LinkageView[] }>('/linkages')
    expect(listed.body.items.map((one) => [one.id, one.leadFirm])).toEqual([[linkage.id, null]])
    expect(JSON.stringify((await on.agency.get(`/suppliers/${on.sme.organizationId}`)).body)).toContain('Canary Lane')
  })

  it('with the lead firm’s mandate alone reads its name, and of the SME what every agency reads', async () => {
    const on = await trio(api, { alias: true })
    await giveMandate(on.leadFirm, on.agency)
    const linkage = (await answer(on, { step: 'show-interest' })).body
    expect((await read(on.agency, linkage)).body.leadFirm).not.toBeNull()
    expect(JSON.stringify((await on.agency.get(`/suppliers/${on.sme.organizationId}`)).body)).not.toContain('Canary Lane')
  })

  it('brokers only what its mandate covers', async () => {
    const on = await trio(api)
    const elsewhere = await trio(api)
    await giveMandate(on.leadFirm, on.agency, { scope: 'needs', needIds: [on.need.id] })
    const linkage = (await broker(on, 'offer')).body
    expect(linkage.stage).toBe('offered-to-sme')
    const other = await answer({ ...elsewhere, sme: on.sme }, { step: 'show-interest' })
    expect((await read(on.agency, other.body)).status).toBe(404)
  })

  it('leaves it to its officers: a plain member reads nothing that a mandate opens', async () => {
    const on = await brokered()
    const plain = await member(api, on.agency)
    const linkage = (await broker(on, 'offer')).body
    expect((await read(plain, linkage)).status).toBe(403)
    expect(JSON.stringify((await plain.get(`/suppliers/${on.sme.organizationId}`)).body)).not.toContain('Canary Lane')
  })

  it('does not step for one of its people who belongs to the lead firm, too', async () => {
    const on = await brokered()
    const linkage = (await broker(on, 'offer')).body
    const sent = await on.leadFirm.send<{ link: string }>('POST', '/organization/invitations', {
      email: on.agency.email,
      role: 'member',
      duties: [],
    })
    await on.agency.send('POST', '/invitations/accept', { token: new URL(sent.body.link).searchParams.get('token') })
    const refused = await take(on.agency, linkage, { step: 'hold', reason: 'price', dueOn: '2027-01-15' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'linkage-both-sides' } })
  })
})
