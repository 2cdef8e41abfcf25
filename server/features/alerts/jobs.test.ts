/** Matching goes on by itself: after each commit, with each day, and in runs that match everything again. */
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { NEED, type NeedRef, openNeed, stepNeed, versionHeader } from '../../../tests/support/needs.ts'
import { platformAdmin } from '../../../tests/support/principals.ts'
import { CERTIFICATE, PROCESS, published, save } from '../../../tests/support/profiles.ts'
import { founder, PASSWORD, type Person } from '../../../tests/support/world.ts'
import type { AlertView, MatchRunView } from './contract.ts'

let api: TestApi
let owner: pg.Client
let leadFirm: Person
beforeAll(async () => {
  api = await startApi()
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  leadFirm = await founder(api, 'lead-firm')
})
afterAll(async () => {
  await owner.end()
  await api.close()
})

const follow = () => api.services.news.pairs.catchUp()
/** Sessions are over long before: whoever comes on another day signs in again. */
const onDay = async (day: string, ...people: Person[]) => {
  api.clock.set(`${day}T06:00:00Z`)
  for (const one of people) await one.send('POST', '/sign-in', { email: one.email, password: PASSWORD })
}
const newsOf = async (who: Person) => (await who.get<{ items: AlertView[] }>('/alerts?limit=100')).body.items
const pairs = async () =>
  (await owner.query('select need_id, sme_id, band, score, fit, topic, need_version from match_pairs order by 1, 2')).rows
const alertCount = async () => Number((await owner.query('select count(*) as n from alerts')).rows[0].n)
const newestRun = async () => (await owner.query('select id, state from match_runs order by id desc limit 1')).rows[0] as { id: string }

async function matchAllAgain(): Promise<void> {
  await api.services.news.pairs.runTonight()
  await api.services.news.pairs.runAll((await newestRun()).id)
}

/** Asks until it is so; how long that takes is the benchmark's affair. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it never came')
}

describe('whoever follows', () => {
  it('hears of a commit and matches it without being asked', async () => {
    const sme = await published(api)
    await api.services.news.pairs.start()
    const need = await openNeed(leadFirm)
    await eventually(async () => (await newsOf(sme)).some((one) => one.need?.id === need.id))
    await api.services.news.pairs.stop()
    const { rows } = await owner.query('select seq from match_cursor')
    expect(BigInt(rows[0].seq)).toBe(await api.services.index.catchUp().then(() => lastChange()))
  })

  it('keeps exactly the pairs that matching everything from scratch would find, after any changes', async () => {
    const smes = [await published(api), await published(api)]
    const needs: NeedRef[] = []
    const certificates = fc.constantFrom<object[]>([], [CERTIFICATE])
    const change = fc.oneof(
      fc.record({ kind: fc.constant('post' as const), volumePerMonth: fc.constantFrom(1_000, 90_000) }),
      fc.record({ kind: fc.constant('close' as const), at: fc.nat(9) }),
      fc.record({ kind: fc.constant('edit' as const), at: fc.nat(9), sure: fc.boolean() }),
      fc.record({ kind: fc.constant('certificates' as const), sme: fc.nat(1), items: certificates }),
      fc.record({ kind: fc.constant('processes' as const), sme: fc.nat(1), some: fc.boolean() }),
    )
    const changes = fc.sample(change, { numRuns: 24, seed: 20_261_123 })
    for (const one of changes) {
      await make(one, smes, needs)
      await follow()
    }
    const touchedOnly = await pairs()
    const told = await alertCount()
    await owner.query('delete from match_pairs')
    await matchAllAgain()
    expect(await pairs()).toEqual(touchedOnly)
    expect(touchedOnly.length).toBeGreaterThan(2)
    // A quiet run tells nobody.
    expect(await alertCount()).toBe(told)
  }, 60_000)
})

async function lastChange(): Promise<bigint> {
  return BigInt((await owner.query('select coalesce(max(seq), 0) as seq from changes')).rows[0].seq)
}

type Made =
  | { kind: 'post'; volumePerMonth: number }
  | { kind: 'close'; at: number }
  | { kind: 'edit'; at: number; sure: boolean }
  | { kind: 'certificates'; sme: number; items: object[] }
  | { kind: 'processes'; sme: number; some: boolean }

async function make(one: Made, smes: readonly Person[], needs: NeedRef[]): Promise<void> {
  if (one.kind === 'post') return void needs.push(await openNeed(leadFirm, { volumePerMonth: one.volumePerMonth }))
  if (one.kind === 'certificates') return void (await save(smes[one.sme]!, 'certificates', { items: one.items, complete: true }))
  if (one.kind === 'processes') return void (await save(smes[one.sme]!, 'processes', { items: one.some ? [PROCESS] : [], complete: true }))
  const at = one.at % Math.max(1, needs.length)
  const need = needs[at]
  if (need?.state !== 'open') return
  if (one.kind === 'close') {
    needs[at] = await stepNeed(leadFirm, need, 'close')
    return
  }
  const criteria = one.sure ? NEED.criteria : [{ ...NEED.criteria[0]!, class: 'must' }]
  const edited = await leadFirm.send<NeedRef>('PUT', `/sourcing-needs/${need.id}`, { ...NEED, criteria }, versionHeader(need))
  needs[at] = edited.body
}

describe('a new day', () => {
  it('warns of a certificate that is about to end, with the needs that hang on it, once a threshold', async () => {
    const sme = await published(api)
    const need = await openNeed(leadFirm, { startOn: '2028-06-01', answerOn: '2028-03-31' })
    await save(sme, 'certificates', { items: [{ ...CERTIFICATE, validUntil: '2027-04-01' }], complete: true })
    await follow()
    const warnings = async () => (await newsOf(sme)).flatMap((one) => (one.reason === 'certificate-expiring' ? [one.certificate] : []))
    expect(await warnings()).toEqual([])
    for (const day of ['2027-01-01', '2027-01-02', '2027-02-10', '2027-03-26', '2027-03-27']) {
      await onDay(day, sme)
      await follow()
    }
    // Between the 10th of February and the 26th of March the days of 30 and 7 passed unseen: one warning, the nearest.
    expect((await warnings()).map((one) => [one?.standard, one?.days, one?.needs])).toEqual([
      ['iso-9001', 7, expect.any(Number)],
      ['iso-9001', 60, expect.any(Number)],
      ['iso-9001', 90, expect.any(Number)],
    ])
    await onDay('2027-04-02', sme)
    await follow()
    const over = (await newsOf(sme)).filter((one) => one.need?.id === need.id && one.reason === 'no-longer-fits')
    expect(over).toMatchObject([{ cause: 'certificate', before: 'ready', after: 'developable', because: { code: 'certificate-expired' } }])
  })

  it('warns of nothing where no need hangs on it', async () => {
    const sme = await published(api, { name: 'Mulshi Pressworks' })
    await save(sme, 'certificates', { items: [{ standard: 'oeko-tex-100', status: 'active', validUntil: '2027-07-01' }], complete: true })
    await follow()
    await onDay('2027-06-26', sme)
    await follow()
    expect((await newsOf(sme)).filter((one) => one.reason === 'certificate-expiring')).toEqual([])
  })

  it('takes news of a quarter of a year ago off the list', async () => {
    await onDay('2027-06-27', leadFirm)
    const sme = await published(api)
    await openNeed(leadFirm, { startOn: '2028-06-01', answerOn: '2028-03-31' })
    await follow()
    expect((await newsOf(sme)).length).toBeGreaterThan(0)
    await onDay('2027-09-30', sme)
    await follow()
    expect(await newsOf(sme)).toEqual([])
  })
})

describe('a change of the catalogue', () => {
  it('is a run that matches everything again, whose progress agencies and administrators see', async () => {
    await onDay('2027-10-01', leadFirm)
    await follow()
    const before = (await newestRun()).id
    await leadFirm.send('POST', '/standards', { name: 'Line walk' })
    await leadFirm.send('POST', '/standards', { name: 'Second line walk' })
    await follow()
    const run = await newestRun()
    expect(run.id).not.toBe(before)
    await api.services.news.pairs.runAll(run.id)
    const watchers = [await founder(api, 'agency'), await platformAdmin(api, owner)]
    for (const who of watchers) {
      const [shown] = (await who.get<{ items: MatchRunView[] }>('/match-runs')).body.items
      expect(shown).toMatchObject({ id: run.id, cause: 'catalogue', state: 'done', quiet: false })
      expect(shown?.done).toBe(shown?.total)
      expect(shown?.total).toBeGreaterThan(2)
    }
    expect((await leadFirm.get('/match-runs')).status).toBe(403)
  })

  it('goes on where it stopped, and does nothing once it is done', async () => {
    await api.services.news.pairs.runTonight()
    const { id } = await newestRun()
    await owner.query(
      "update match_runs set state = 'running', total = 9, done = 9, after = 'ffffffff-ffff-ffff-ffff-ffffffffffff' where id = $1",
      [id],
    )
    await api.services.news.pairs.runAll(id)
    await api.services.news.pairs.runAll(id)
    const { rows } = await owner.query('select state, done from match_runs where id = $1', [id])
    expect(rows).toEqual([{ state: 'done', done: 9 }])
  })
})
