/** Learning from decisions: what is proposed, from how many on, and when nothing is. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CATEGORY_OF_REASON,
  type DecisionMark,
  fitOf,
  LEAST_DECISIONS,
  learn,
  learnWeights,
  PULL,
  standingOf,
  teaches,
} from './learning.ts'
import { ACCEPT_REASONS, LOSS_REASONS } from './linkages.ts'
import { evaluateNeed } from './matching.ts'
import { CRITERION_CATEGORIES } from './sourcing.ts'
import { buildCatalogue } from './standards.ts'
import { CONCEPTS, criterion, firm, need, process, requirement, TODAY } from './verdict.fixtures.ts'
import { CATEGORIES, type CategoryWeights } from './weights.ts'

/** Park and Miller's generator: the same decisions on every machine. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Decisions of lead firms that really weigh by these points, with some chance in each. */
function simulated(count: number, truth: CategoryWeights, seed = 7): DecisionMark[] {
  const next = random(seed)
  return Array.from({ length: count }, (_, at) => {
    const standing = Object.fromEntries(CATEGORIES.map((category) => [category, Math.round(next() * 100) / 100]))
    const chance = 1 / (1 + Math.exp(-14 * (fitOf(standing, truth) - 0.5)))
    return { needId: `need-${at % Math.ceil(count / 8)}`, accepted: next() < chance, standing }
  })
}

const OTHER: CategoryWeights = {
  technical: 10,
  capacity: 10,
  quality: 50,
  'track-record': 10,
  kpi: 5,
  logistics: 5,
  management: 5,
  esg: 5,
}
const distance = (one: CategoryWeights, other: CategoryWeights) =>
  Math.sqrt(CATEGORIES.reduce((sum, category) => sum + (one[category] - other[category]) ** 2, 0))
const sumOf = (weights: CategoryWeights) => CATEGORIES.reduce((sum, category) => sum + weights[category], 0)

describe('the weights learned from decisions', () => {
  test('come near those by which lead firms really decide', () => {
    const learned = learnWeights(simulated(4_000, OTHER), CRITERION_CATEGORIES, PULL)
    expect(distance(learned, OTHER)).toBeLessThan(8)
    expect(learned.quality).toBeGreaterThan(42)
  })

  test('stay where they are when lead firms decide by them', () => {
    expect(distance(learnWeights(simulated(4_000, CRITERION_CATEGORIES), CRITERION_CATEGORIES, PULL), CRITERION_CATEGORIES)).toBeLessThan(8)
  })

  test('stay where they are under an endless pull, whatever was decided', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
        const learned = learnWeights(simulated(60, OTHER, seed), CRITERION_CATEGORIES, 1e9)
        expect(distance(learned, CRITERION_CATEGORIES)).toBeLessThan(0.2)
      }),
      { numRuns: 20 },
    )
  })

  test('are no less than nought and 100 points together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 20, noNaN: true }), (seed, pull) => {
        const learned = learnWeights(simulated(50, OTHER, seed), CRITERION_CATEGORIES, pull)
        expect(CATEGORIES.filter((category) => learned[category] < 0)).toEqual([])
        expect(sumOf(learned)).toBeCloseTo(100, 6)
      }),
      { numRuns: 30 },
    )
  })
})

describe('the report', () => {
  test('says “too few” below fifty decisions and proposes nothing', () => {
    const few = learn(simulated(LEAST_DECISIONS - 1, OTHER), CRITERION_CATEGORIES)
    expect(few).toMatchObject({ standing: 'too-few', decisions: 49, weights: null, logLossBefore: null, logLossAfter: null })
    expect(learn(simulated(LEAST_DECISIONS, OTHER), CRITERION_CATEGORIES).standing).not.toBe('too-few')
  })

  test('counts no decision on a need that asked nothing the weights speak of', () => {
    const empty = simulated(80, OTHER).map((mark) => ({ ...mark, standing: {} }))
    expect(learn(empty, CRITERION_CATEGORIES)).toMatchObject({ standing: 'too-few', decisions: 0 })
  })

  test('proposes nothing when nearly everybody is accepted', () => {
    const kind = simulated(80, OTHER).map((mark, at) => ({ ...mark, accepted: at > 5 }))
    expect(learn(kind, CRITERION_CATEGORIES)).toMatchObject({ standing: 'one-sided', weights: null })
  })

  test('proposes weights that tell unseen decisions better, with both log losses', () => {
    const report = learn(simulated(600, OTHER), CRITERION_CATEGORIES)
    expect(report.standing).toBe('proposed')
    expect(report.logLossAfter!).toBeLessThan(report.logLossBefore!)
    expect(report.weights!.quality).toBeGreaterThan(CRITERION_CATEGORIES.quality)
  })

  test('never proposes weights under which unseen decisions are told worse', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
        // Coins: nothing is to be learned, and what looks like it is chance.
        const next = random(seed)
        const report = learn(
          simulated(60, OTHER, seed).map((mark) => ({ ...mark, accepted: next() < 0.5 })),
          CRITERION_CATEGORIES,
        )
        if (report.standing === 'proposed') expect(report.logLossAfter!).toBeLessThan(report.logLossBefore!)
        else expect(report.weights).toBeNull()
      }),
      { numRuns: 25 },
    )
  })

  test('does not depend on the order in which decisions are read', () => {
    const marks = simulated(200, OTHER)
    const { weights, logLossAfter } = learn([...marks].reverse(), CRITERION_CATEGORIES)
    const forward = learn(marks, CRITERION_CATEGORIES)
    expect(weights).toEqual(forward.weights)
    expect(logLossAfter).toBeCloseTo(forward.logLossAfter!, 6)
  })
})

describe('what a decision leaves behind', () => {
  test('is the mean per category, without exclusions and without what the lead firm weighed itself', () => {
    const has = (code: string) => requirement({ kind: 'process', code })
    const criteria = [
      criterion({ id: 'a' }, has('turning')),
      criterion({ id: 'b' }, has('stamping')),
      criterion({ id: 'c', category: 'quality', weight: 40 }, has('turning')),
      criterion({ id: 'd', category: 'esg', class: 'exclusion' }, has('turning')),
    ]
    const asked = need({ criteria })
    const facts = firm({ processes: [process({ process: 'turning' })], complete: { processes: '2026-05-01' } })
    const evaluation = evaluateNeed(asked, facts, { today: TODAY, catalogue: buildCatalogue([], [], []), concepts: CONCEPTS, topic: 0.5 })
    expect(standingOf(asked, evaluation)).toEqual({ technical: 0.5 })
  })

  test('teaches unless it was declined for what no weight could foresee', () => {
    expect(LOSS_REASONS.filter((reason) => teaches(false, reason))).toEqual([
      'capacity',
      'quality-system',
      'process-tolerance',
      'track-record',
      'performance',
      'management',
      'lead-time',
      'location',
      'compliance',
      'other',
    ])
    expect(ACCEPT_REASONS.every((reason) => teaches(true, reason))).toBe(true)
  })

  test('every category has a reason to decline and one to accept', () => {
    for (const reasons of [LOSS_REASONS, ACCEPT_REASONS]) {
      const named = new Set(reasons.map((reason) => CATEGORY_OF_REASON[reason]))
      expect(CATEGORIES.filter((category) => !named.has(category))).toEqual([])
    }
  })
})
