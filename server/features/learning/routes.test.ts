/** Learning through HTTP on a real PostgreSQL: decisions are marked, a report is made of them, an administrator decides. */
import { eq } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decisionMarks } from '../../../db/schema/learning.ts'
import { linkages } from '../../../db/schema/linkages.ts'
import { CRITERION_CATEGORIES } from '../../../domain/sourcing.ts'
import { CATEGORIES } from '../../../domain/weights.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { NEED, type NeedRef, openNeed, showInterest, versionHeader } from '../../../tests/support/needs.ts'
import { platformAdmin } from '../../../tests/support/principals.ts'
import { listedFirms, published } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { ProposalsView } from '../matching/contract.ts'
import type { WeightReportView, WeightsView } from './contract.ts'

let api: TestApi
let owner: pg.Client
let leadFirm: Person
let sme: Person
let administrator: Person
beforeAll(async () => {
  api = await startApi()
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  leadFirm = await founder(api, 'lead-firm')
  sme = await published(api)
  administrator = await platformAdmin(api, owner)
})
afterAll(async () => {
  await owner.end()
  await api.close()
})

const report = () => administrator.send<WeightReportView>('POST', '/weights/reports')
const decide = (one: WeightReportView, body: object, by = administrator) =>
  by.send<WeightReportView>('POST', `/weights/reports/${one.id}/decision`, body, versionHeader(one))
const marksOf = (linkageId: string) =>
  api.db.asSystem('test', (tx) => tx.select().from(decisionMarks).where(eq(decisionMarks.linkageId, linkageId)))
const STAMPING = {
  title: 'Stamping',
  category: 'technical',
  class: 'must',
  groups: [{ requirements: [{ kind: 'process', code: 'stamping', operator: 'has' }] }],
}

/** Decisions of a lead firm that looks at quality alone, as jobs would have marked them. */
async function decisions(count: number): Promise<void> {
  const agency = await founder(api, 'agency')
  const firms = await listedFirms(api, agency, count)
  const needs: NeedRef[] = []
  for (let at = 0; at < 6; at++) needs.push(await openNeed(leadFirm))
  const at = api.clock.now()
  const rows = firms.map(({ organizationId }, place) => {
    const accepted = place % 2 === 0
    const need = needs[place % needs.length]!
    const stage = accepted ? ('lead-firm-accepted' as const) : ('lead-firm-declined' as const)
    return {
      id: organizationId,
      needId: need.id,
      leadFirmId: leadFirm.organizationId,
      smeId: organizationId,
      stage,
      needVersion: 1,
      createdAt: at,
      updatedAt: at,
    }
  })
  const standingOf = (place: number) => {
    const accepted = place % 2 === 0
    const noise = (category: number) => ((place * 7 + category * 3) % 10) / 10
    return Object.fromEntries(CATEGORIES.map((name, n) => [name, name === 'quality' ? (accepted ? 0.9 : 0.2) + noise(n) / 10 : noise(n)]))
  }
  const marks = rows.map(({ id, needId, stage }, place) => ({
    linkageId: id,
    needId,
    accepted: stage === 'lead-firm-accepted',
    reason: null,
    standing: standingOf(place),
    weightsVersion: 1,
    at,
  }))
  await api.db.asSystem('test', async (tx) => {
    await tx.insert(linkages).values(rows)
    await tx.insert(decisionMarks).values(marks)
  })
}

describe('a decision of a lead firm', () => {
  it('is marked once with the standing it was made on, before the acceptance opened more of the profile', async () => {
    const need = await openNeed(leadFirm, { criteria: [STAMPING, ...NEED.criteria] })
    const linkage = await showInterest(sme, need)
    const body = { step: 'accept', reason: 'technical-fit' }
    const accepted = await leadFirm.send('POST', `/linkages/${linkage.id}/decision`, body, versionHeader(linkage))
    expect(accepted).toMatchObject({ status: 200, body: { reason: 'technical-fit' } })
    await api.jobs.drain()
    await api.jobs.drain()
    const [mark, ...more] = await marksOf(linkage.id)
    expect(more).toEqual([])
    // The firm says both itself: six tenths of each.
    expect(mark).toMatchObject({ accepted: true, reason: 'technical-fit', weightsVersion: 1, standing: { technical: 0.6, quality: 0.6 } })
  })

  it('takes only a reason that goes with it', async () => {
    const linkage = await showInterest(sme, await openNeed(leadFirm))
    const send = (body: object) => leadFirm.send('POST', `/linkages/${linkage.id}/decision`, body, versionHeader(linkage))
    expect(await send({ step: 'accept', reason: 'price' })).toMatchObject({ status: 409, body: { code: 'linkage-reason-wrong' } })
    expect(await send({ step: 'decline', reason: 'good-price' })).toMatchObject({ status: 409, body: { code: 'linkage-reason-wrong' } })
    expect((await send({ step: 'decline', reason: 'track-record' })).status).toBe(200)
  })
})

describe('a report', () => {
  it('says “too few” of fifty, and who decides cannot decide on nothing', async () => {
    const made = await report()
    expect(made).toMatchObject({ status: 201, body: { standing: 'too-few', needed: 50, after: null, logLossBefore: null, state: 'told' } })
    expect(made.body.decisions).toBeLessThan(50)
    expect(made.body.reasons).toContainEqual({ reason: 'technical-fit', category: 'technical', times: 1 })
    expect(await decide(made.body, { decision: 'apply', note: 'why not' })).toMatchObject({
      status: 409,
      body: { code: 'weight-report-decided' },
    })
  })

  it('proposes weights that tell unseen decisions better; refused, nothing changes but the record', async () => {
    await decisions(80)
    const made = (await report()).body
    expect(made).toMatchObject({ standing: 'proposed', state: 'open', weightsVersion: 1 })
    expect(made.logLossAfter!).toBeLessThan(made.logLossBefore!)
    const quality = (points: WeightReportView['before']) => points.find((one) => one.category === 'quality')!.points
    expect(quality(made.after!)).toBeGreaterThan(quality(made.before))
    const refused = await decide(made, { decision: 'refuse', note: 'One lead firm made most of these decisions.' })
    expect(refused.body).toMatchObject({ state: 'refused', note: 'One lead firm made most of these decisions.' })
    expect((await leadFirm.get<WeightsView>('/weights')).body).toMatchObject({ version: 1, versions: [{ version: 1, appliedAt: null }] })
  })

  it('applied, is the next version, under which every proposal is reckoned and which it names', async () => {
    const need = await openNeed(leadFirm, { criteria: [STAMPING, { ...NEED.criteria[0]!, class: 'scored' }] })
    const seen = async () => (await leadFirm.get<ProposalsView>(`/sourcing-needs/${need.id}/proposals`)).body.items[0]!
    const before = await seen()
    expect(before.weightsVersion).toBe(1)
    const stale = (await report()).body
    const made = (await report()).body
    expect(await decide(stale, { decision: 'apply', note: 'Newer decisions came in.' })).toMatchObject({ status: 412 })
    expect(await decide(made, { decision: 'apply', note: '  ' })).toMatchObject({ status: 409, body: { code: 'weight-note-missing' } })
    const applied = await decide(made, { decision: 'apply', note: 'Quality decides, as the officers say too.' })
    expect(applied.body).toMatchObject({ state: 'applied' })
    const { version, weights, versions } = (await leadFirm.get<WeightsView>('/weights')).body
    expect({ version, weights }).toEqual({ version: 2, weights: made.after })
    expect(versions.map((one) => one.version)).toEqual([2, 1])
    expect(versions[1]!.weights).toEqual(CATEGORIES.map((category) => ({ category, points: CRITERION_CATEGORIES[category] })))
    const after = await seen()
    expect(after.weightsVersion).toBe(2)
    const shareOf = (view: typeof after) => view.criteria.find((one) => one.category === 'quality')!.share
    expect(shareOf(after)).toBeGreaterThan(shareOf(before))
    // Whoever decides again finds it decided.
    expect(await decide(applied.body, { decision: 'refuse', note: 'No.' })).toMatchObject({
      status: 409,
      body: { code: 'weight-report-decided' },
    })
  })

  it('is nobody’s but the administrator’s; the weights are everybody’s who signed in', async () => {
    for (const who of [leadFirm, sme]) {
      expect((await who.get('/weights')).status).toBe(200)
      expect((await who.get('/weights/reports')).status).toBe(403)
      expect((await who.send('POST', '/weights/reports')).status).toBe(403)
    }
    expect((await api.visitor().get('/weights')).status).toBe(401)
    const { items } = (await administrator.get<{ items: WeightReportView[] }>('/weights/reports?limit=2')).body
    expect(items.map((one) => one.state)).toEqual(['applied', 'overtaken'])
  })
})
