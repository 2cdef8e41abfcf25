/** What the way to ready costs: only what somebody entered, in his country, the newest first, never across currencies. */
import { describe, expect, it } from 'vitest'
import { loadStandards } from '../db/seed/standards.ts'
import { costOf, pathCost, type UsualCost } from './costs.ts'
import { evaluateNeed, rank } from './matching.ts'
import { buildCatalogue } from './standards.ts'
import { CONCEPTS, criterion, firm, need, requirement, TODAY } from './verdict.fixtures.ts'

const { standards, editions, implications } = loadStandards()
const catalogue = buildCatalogue(standards, editions, implications)
const entry = (over: Partial<UsualCost> = {}): UsualCost => ({
  kind: 'standard',
  code: 'iso-9001',
  country: 'IN',
  minor: 60_000_000,
  currency: 'INR',
  source: 'Survey of the agency, 14 firms',
  statedOn: '2026-03-01',
  ...over,
})
const asked = (...codes: string[]) =>
  need({
    criteria: codes.map((code, at) => criterion({ id: `c${at}`, class: 'developable-must' }, requirement({ kind: 'certificate', code }))),
  })
const FACTS = firm({ complete: { certificates: '2026-05-01' } })
const criteriaOf = (...codes: string[]) =>
  evaluateNeed(asked(...codes), FACTS, { today: TODAY, catalogue, concepts: CONCEPTS, topic: 1 }).criteria

describe('the usual cost of the way to ready', () => {
  it('is the sum of what is entered, each with its source', () => {
    const found = pathCost(criteriaOf('iso-9001', 'iso-14001'), 'IN', [entry(), entry({ code: 'iso-14001', minor: 40_000_000 })])
    expect(found.total).toEqual({ minor: 100_000_000, currency: 'INR' })
    expect(found.lines.map(({ requirementId, source }) => [requirementId, source])).toEqual([
      ['c0-0', 'Survey of the agency, 14 firms'],
      ['c1-0', 'Survey of the agency, 14 firms'],
    ])
  })

  it.each<[string, UsualCost[]]>([
    ['one gap has none', [entry()]],
    ['two gaps are in two currencies', [entry(), entry({ code: 'iso-14001', currency: 'EUR' })]],
    ['it was entered for another country', [entry({ country: 'KE' }), entry({ code: 'iso-14001', country: 'KE' })]],
    ['nobody entered one', []],
  ])('has no total where %s', (_, entered) => {
    expect(pathCost(criteriaOf('iso-9001', 'iso-14001'), 'IN', entered).total).toBeNull()
  })

  it('takes the newest entry', () => {
    const entered = [
      entry({ minor: 2, statedOn: '2026-01-01' }),
      entry({ minor: 3, statedOn: '2026-02-01' }),
      entry({ minor: 1, statedOn: '2025-01-01' }),
    ]
    expect(costOf(entered, 'IN', { kind: 'standard', code: 'iso-9001' })?.minor).toBe(3)
    expect(costOf(entered, 'IN', { kind: 'process', code: 'iso-9001' })).toBeNull()
  })
})

describe('the developable', () => {
  const one = (
    profileId: string,
    score: number,
    months: number | null,
    [minor, currency = 'INR']: [minor?: number, currency?: string] = [],
  ) => ({
    profileId,
    band: 'developable' as const,
    score,
    freshOn: null,
    months,
    cost: minor === undefined ? null : { minor, currency },
  })

  it('are sorted by the shortest path: months, then cost where it is entered, then score', () => {
    const list = [
      one('slow', 99, 12, [1]),
      one('dear', 90, 6, [500]),
      one('cheap', 10, 6, [100]),
      one('unknown', 95, 6),
      one('better', 60, 6, [100]),
    ]
    expect(rank(list, TODAY).map(({ profileId }) => profileId)).toEqual(['better', 'cheap', 'dear', 'unknown', 'slow'])
  })

  it('in other bands the path decides nothing', () => {
    const list = [one('a', 10, 1, [1]), one('b', 20, 9, [9])].map((each) => ({ ...each, band: 'incomplete' as const }))
    expect(rank(list, TODAY).map(({ profileId }) => profileId)).toEqual(['b', 'a'])
  })
})
