/** Contracts through HTTP on a real PostgreSQL: recorded, confirmed, disputed, checked, and what each party reads of the amounts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { approvedLinkage, confirmed, entered, quotedLinkage, recorded, type Sides, TERMS } from '../../../tests/support/contracts.ts'
import { versionHeader } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, member, type Person } from '../../../tests/support/world.ts'
import type { LinkageView } from '../linkages/contract.ts'
import { told } from '../linkages/linkages.fixtures.ts'
import type { ContractView } from './contract.ts'

let api: TestApi
let sides: Sides
beforeAll(async () => {
  api = await startApi()
  api.clock.set('2026-12-02T06:00:00Z')
  sides = { leadFirm: await founder(api, 'lead-firm'), sme: await published(api), agency: await founder(api, 'agency') }
})
afterAll(() => api.close())

const stageOf = async (linkage: { id: string }) => (await sides.leadFirm.get<LinkageView>(`/linkages/${linkage.id}`)).body.stage
const read = async (who: Person, { id }: { id: string }) => (await who.get<ContractView>(`/contracts/${id}`)).body
const answer = (who: Person, contract: { id: string; version: number }, body: object) =>
  who.send<ContractView>('POST', `/contracts/${contract.id}/answer`, body, versionHeader(contract))
const check = (who: Person, contract: { id: string; version: number }, body: object) =>
  who.send<ContractView>('POST', `/contracts/${contract.id}/check`, body, versionHeader(contract))

describe('a contract', () => {
  it('is recorded by one side, confirmed by the other and checked by the agency, and makes its linkage contracted', async () => {
    const { leadFirm, sme, agency } = sides
    const linkage = await approvedLinkage(sides)
    const made = await recorded(leadFirm, linkage)
    expect(await stageOf(linkage)).toBe('approved')
    expect((await read(sme, made)).openSteps).toEqual(['confirm', 'dispute'])
    const done = await answer(sme, made, { confirm: true, attribution: 'independent' })
    expect(done.body).toMatchObject({
      state: 'confirmed',
      attribution: { leadFirm: 'found-on-platform', sme: 'independent', differs: true },
      value: { minor: TERMS.valueMinor, band: 'over-1m' },
    })
    expect(await stageOf(linkage)).toBe('contracted')
    expect((await check(agency, done.body, { isRight: true })).body).toMatchObject({ state: 'checked', openSteps: [] })
    const topics = (await told(api, made.id)).map((one) => [one.organizationId, one.topic])
    const expected = [
      [sme.organizationId, 'contract-recorded'],
      [leadFirm.organizationId, 'contract-confirmed'],
      [agency.organizationId, 'contract-confirmed'],
    ]
    expect(topics.sort()).toEqual(expected.sort())
  })

  it('that follows another one is a repeat order', async () => {
    const linkage = await approvedLinkage(sides)
    await confirmed(sides.sme, await recorded(sides.leadFirm, linkage))
    await confirmed(sides.leadFirm, await recorded(sides.sme, linkage, { part: 'Bracket, right' }))
    expect(await stageOf(linkage)).toBe('repeat-order')
    const { body } = await sides.sme.get<{ items: ContractView[]; next: string | null }>(`/linkages/${linkage.id}/contracts?limit=1`)
    expect(body.items.map((one) => one.part)).toEqual(['Bracket, right'])
    const rest = await sides.sme.get<{ items: ContractView[] }>(`/linkages/${linkage.id}/contracts?limit=1&cursor=${body.next}`)
    expect(rest.body.items.map((one) => one.part)).toEqual([TERMS.part])
  })

  it('that is disputed says why, and is answered by a new version', async () => {
    const { leadFirm, sme, agency } = sides
    const linkage = await approvedLinkage(sides)
    const made = await recorded(sme, linkage)
    expect(await answer(leadFirm, made, { confirm: false })).toMatchObject({ status: 409, body: { code: 'contract-reason-missing' } })
    const disputed = (await answer(leadFirm, made, { confirm: false, reason: 'The value is that of three years.' })).body
    expect(disputed).toMatchObject({ state: 'disputed', openSteps: [] })
    const change = { ...TERMS, valueMinor: 160_900_000 }
    const revised = await sme.send<ContractView>('PUT', `/contracts/${made.id}`, change, versionHeader(disputed))
    expect(revised.body).toMatchObject({ state: 'recorded', round: 2, value: { minor: 160_900_000 } })
    expect(revised.body.entries.map((one) => [one.step, one.round, one.by, one.value?.minor ?? null])).toEqual([
      ['record', 1, 'sme', TERMS.valueMinor],
      ['dispute', 1, 'lead-firm', null],
      ['revise', 2, 'sme', 160_900_000],
    ])
    expect(await stageOf(linkage)).toBe('approved')
    const standing = await confirmed(leadFirm, revised.body)
    const doubted = (await check(agency, standing, { isRight: false, reason: 'The days do not fit the need.' })).body
    expect(doubted.state).toBe('disputed')
    const again = await sme.send<ContractView>('PUT', `/contracts/${made.id}`, change, versionHeader(doubted))
    await confirmed(leadFirm, again.body)
    expect(await stageOf(linkage)).toBe('contracted')
  })

  it('is recorded before the approval only where the lead firm says that it is agreed', async () => {
    const linkage = await quotedLinkage(sides)
    const record = (who: Person, body: object) => who.send('POST', `/linkages/${linkage.id}/contracts`, { ...TERMS, ...body })
    expect(await record(sides.sme, { agreed: true })).toMatchObject({ status: 409, body: { code: 'contract-not-agreed' } })
    expect(await record(sides.leadFirm, {})).toMatchObject({ status: 409, body: { code: 'contract-not-agreed' } })
    expect(await record(sides.leadFirm, { agreed: true })).toMatchObject({ status: 201 })
    expect(await stageOf(linkage)).toBe('approved')
  })

  it('whose linkage is on hold meanwhile is not confirmed, and nothing changes', async () => {
    const linkage = await approvedLinkage(sides)
    const made = await recorded(sides.leadFirm, linkage)
    const { body } = await sides.sme.get<LinkageView>(`/linkages/${linkage.id}`)
    const hold = { step: 'hold', reason: 'capacity', dueOn: '2027-01-20' }
    await sides.sme.send('POST', `/linkages/${linkage.id}/steps`, hold, versionHeader(body))
    const refused = await answer(sides.sme, made, { confirm: true, attribution: 'assisted' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'contract-linkage-moved' } })
    expect(await read(sides.sme, made)).toMatchObject({ state: 'recorded', version: 1, attribution: { sme: null } })
  })
})

describe('who may not', () => {
  it('confirm or check what his own organization recorded', async () => {
    const made = await recorded(sides.leadFirm, await approvedLinkage(sides))
    const yes = { confirm: true, attribution: 'assisted' }
    expect(await answer(sides.leadFirm, made, yes)).toMatchObject({ status: 409, body: { code: 'contract-wrong-party' } })
    expect((await check(sides.leadFirm, made, { isRight: true })).status).toBe(403)
    expect(await check(sides.agency, made, { isRight: true })).toMatchObject({ status: 409, body: { code: 'contract-wrong-state' } })
    expect((await answer(await founder(api, 'lead-firm'), made, yes)).status).toBe(404)
    expect((await answer(sides.sme, { ...made, version: 7 }, yes)).status).toBe(412)
    expect(await answer(sides.sme, made, { confirm: true })).toMatchObject({ status: 422, body: { errors: [{ field: '/attribution' }] } })
  })

  it('read the amounts: an agency and a plain member of the SME see how large they are', async () => {
    const { leadFirm, sme, agency } = sides
    const made = await confirmed(sme, await recorded(leadFirm, await approvedLinkage(sides)))
    await entered(sme, made)
    const plain = await member(api, sme)
    const finance = await member(api, sme, ['finance'])
    for (const who of [agency, plain]) {
      const seen = await read(who, made)
      expect(seen).toMatchObject({
        seesAmounts: false,
        value: { minor: null, band: 'over-1m' },
        investment: { minor: null, band: '100k-1m' },
        importSubstituted: { hs6: '732690', origin: 'DE', value: { minor: null, band: 'over-1m' } },
        flows: [{ amount: { minor: null, band: '100k-1m' }, onTime: 96 }],
      })
      expect(JSON.stringify(seen)).not.toMatch(/482700000|61300000|250000000|31200000/)
    }
    expect(await read(finance, made)).toMatchObject({ seesAmounts: true, value: { minor: TERMS.valueMinor } })
    // An admin reads them too, now that the duty is somebody else's.
    expect(await read(sme, made)).toMatchObject({ seesAmounts: true, value: { minor: TERMS.valueMinor } })
    expect((await plain.send('POST', `/contracts/${made.id}/flows`, { kind: 'payment', year: 2026, minor: 1, onTime: 1 })).status).toBe(403)
  })
})

describe('terms', () => {
  it('that do not go together are refused beside their fields', async () => {
    const linkage = await approvedLinkage(sides)
    const body = { ...TERMS, endOn: '2026-11-30', jobsWomen: 99, importHs6: null }
    const refused = await sides.leadFirm.send('POST', `/linkages/${linkage.id}/contracts`, body)
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/endOn' }, { field: '/jobsWomen' }, { field: '/importHs6' }] },
    })
  })
})

describe('a year', () => {
  const answerFlow = (who: Person, contract: { id: string }, flow: { id: string; version: number }, body: object) =>
    who.send<ContractView>('POST', `/contracts/${contract.id}/flows/${flow.id}/answer`, body, versionHeader(flow))

  it('is entered by one side and confirmed by the other; a disputed one is entered anew', async () => {
    const { leadFirm, sme } = sides
    const made = await recorded(leadFirm, await approvedLinkage(sides))
    const enter = (year: number) => sme.send('POST', `/contracts/${made.id}/flows`, { kind: 'delivery', year, minor: 5, onTime: 90 })
    expect(await enter(2026)).toMatchObject({ status: 409, body: { code: 'contract-not-confirmed' } })
    await confirmed(sme, made)
    expect(await enter(2027)).toMatchObject({ status: 409, body: { code: 'flow-year-wrong' } })
    const [flow] = (await entered(sme, made)).flows
    if (!flow) throw new Error('no flow')
    expect(await enter(2026)).toMatchObject({ status: 409, body: { code: 'flow-there-already' } })
    expect(await answerFlow(sme, made, flow, { confirm: true })).toMatchObject({ status: 409, body: { code: 'contract-wrong-party' } })
    const disputed = await answerFlow(leadFirm, made, flow, { confirm: false, reason: 'Two were late.' })
    expect(disputed.body.flows).toMatchObject([{ state: 'disputed', reason: 'Two were late.', mayAnswer: false }])
    const anew = (await entered(sme, made, { onTime: 88 })).flows.at(-1)
    if (!anew) throw new Error('no flow')
    const done = await answerFlow(leadFirm, made, anew, { confirm: true })
    expect(done.body.flows.map((one) => [one.state, one.onTime])).toEqual([
      ['disputed', 96],
      ['confirmed', 88],
    ])
  })
})
