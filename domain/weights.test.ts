/** Shares of fit: what a criterion counts under the weights in force. */
import { describe, expect, test } from 'vitest'
import { evaluateNeed } from './matching.ts'
import { CRITERION_CATEGORIES } from './sourcing.ts'
import { buildCatalogue } from './standards.ts'
import { CONCEPTS, criterion, firm, need, process, requirement, TODAY } from './verdict.fixtures.ts'
import { CATEGORIES, decideReport, sharesOf, WEIGHT_REPORT_STATES } from './weights.ts'

const asks = (code: string) => requirement({ kind: 'process', code })

describe('shares', () => {
  test('split a category among its criteria, and leave exclusions and empty criteria out', () => {
    const criteria = [
      criterion({ id: 'a' }, asks('turning')),
      criterion({ id: 'b' }, asks('milling')),
      criterion({ id: 'c', category: 'quality' }, asks('stamping')),
      criterion({ id: 'd', category: 'esg', class: 'exclusion' }, asks('stamping')),
      { ...criterion({ id: 'e', category: 'kpi' }), groups: [] },
    ]
    expect([...sharesOf(criteria)].map(([{ id }, share]) => [id, share])).toEqual([
      ['a', 0.35],
      ['b', 0.35],
      ['c', 0.3],
    ])
  })

  test('follow the weights in force, but for criteria that the lead firm weighed itself', () => {
    const criteria = [
      criterion({ id: 'a' }, asks('turning')),
      criterion({ id: 'b', category: 'quality' }, asks('milling')),
      criterion({ id: 'c', category: 'kpi', weight: 20 }, asks('stamping')),
    ]
    const shares = sharesOf(criteria, { ...CRITERION_CATEGORIES, technical: 20, quality: 40 })
    expect([...shares.values()]).toEqual([0.25, 0.5, 0.25])
  })
})

test('a proposal is reckoned under the weights handed in, and names their version', () => {
  const criteria = [criterion({ id: 'a' }, asks('turning')), criterion({ id: 'b', category: 'quality' }, asks('stamping'))]
  const facts = firm({ processes: [process({ process: 'turning' })], complete: { processes: '2026-05-01' } })
  const context = { today: TODAY, catalogue: buildCatalogue([], [], []), concepts: CONCEPTS, topic: 0 }
  const asked = need({ criteria })
  expect(evaluateNeed(asked, facts, context)).toMatchObject({ fit: 0.7, weightsVersion: 1 })
  const weights = { version: 4, weights: { ...CRITERION_CATEGORIES, technical: 10, quality: 30 } }
  expect(evaluateNeed(asked, facts, { ...context, weights })).toMatchObject({ fit: 0.25, weightsVersion: 4 })
})

test('the default weights are a hundred points together', () => {
  expect(CATEGORIES.reduce((sum, category) => sum + CRITERION_CATEGORIES[category], 0)).toBe(100)
})

describe('a report', () => {
  test.each([
    ['open', 'apply', 3, 'applied'],
    ['open', 'refuse', 3, 'refused'],
    ['open', 'refuse', 4, 'refused'],
    ['open', 'apply', 4, 'weights-moved-on'],
  ] as const)('%s, learned on version 3: to %s it while version %i is in force gives %s', (state, decision, inForce, expected) => {
    const decided = decideReport({ state, weightsVersion: 3 }, { decision, note: 'Because.' }, inForce)
    expect(decided.ok ? decided.value : decided.refusal.code).toBe(expected)
  })

  test('is neither applied nor refused without a word why', () => {
    for (const decision of ['apply', 'refuse'] as const) {
      const decided = decideReport({ state: 'open', weightsVersion: 3 }, { decision, note: ' ' }, 3)
      expect(decided).toMatchObject({ ok: false, refusal: { code: 'weight-note-missing' } })
    }
  })

  test.each(WEIGHT_REPORT_STATES.filter((state) => state !== 'open'))('%s is not decided again', (state) => {
    for (const decision of ['apply', 'refuse'] as const) {
      const decided = decideReport({ state, weightsVersion: 3 }, { decision, note: 'Because.' }, 3)
      expect(decided).toMatchObject({ ok: false, refusal: { code: 'weight-report-decided' } })
    }
  })
})
