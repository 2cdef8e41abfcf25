/** Bundles against every set there is, and the cases that an officer would try first. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partsAmong, takingPart } from './bundle-shares.ts'
import {
  type BundleCandidate,
  bundlesInSteps,
  compareBundles,
  LEAST_IN_BUNDLE,
  MOST_IN_BUNDLE,
  proposeBundles,
  takersOf,
  worthOf,
} from './bundles.ts'

const one = (id: string, shares: (number | null)[], score = 50, over: Partial<BundleCandidate> = {}): BundleCandidate => ({
  id,
  shares,
  score,
  minimum: 0,
  months: 0,
  ...over,
})

describe('a bundle', () => {
  test('joins the firm that stamps and the firm that paints', () => {
    const [best] = proposeBundles([one('stamper', [1, null]), one('painter', [null, 1]), one('small stamper', [0.3, null], 90)])
    expect(best).toMatchObject({ covered: 2, share: 1, members: 2, singlePoints: 2 })
    expect(best!.ids.sort()).toEqual(['painter', 'stamper'])
  })

  test('joins firms that do the same until the volume is covered, and not one more', () => {
    const [best] = proposeBundles([one('a', [0.4]), one('b', [0.4]), one('c', [0.4]), one('d', [0.4])])
    expect(best).toMatchObject({ covered: 1, share: 1, members: 3, singlePoints: 0 })
  })

  test('is not proposed when one firm does it all, nor when no set does more than the best firm', () => {
    expect(proposeBundles([one('whole', [1, 1]), one('stamper', [1, null]), one('painter', [null, 1])])).toEqual([])
    expect(proposeBundles([one('stamper', [0.5, null]), one('lame', [0, null])])).toEqual([])
    expect(proposeBundles([one('alone', [0.5])])).toEqual([])
    expect(proposeBundles([])).toEqual([])
  })

  test('prefers cover to volume, volume to an early start, that to fewness, fewness to safety, safety to score', () => {
    const worth = { covered: 2, share: 0.5, months: 6, members: 3, singlePoints: 1, score: 50, ids: ['a'] }
    const better = [
      { ...worth, covered: 3, share: 0 },
      { ...worth, share: 0.6, months: 9 },
      { ...worth, months: 3, members: 4 },
      { ...worth, members: 2, singlePoints: 2 },
      { ...worth, singlePoints: 0, score: 0 },
      { ...worth, score: 51 },
    ]
    for (const first of better) expect(compareBundles(first, worth)).toBeLessThan(0)
  })

  test('comes with others that do without one of its members', () => {
    const list = [one('a', [1, null], 80), one('b', [null, 1], 80), one('c', [1, null], 60), one('d', [null, 1], 60)]
    const ids = proposeBundles(list).map((bundle) => [...bundle.ids].sort().join())
    expect(ids).toEqual(['a,b', 'a,d', 'b,c'])
  })
})

describe('a smallest order', () => {
  const choosy = (id: string, share: number, minimum: number) => one(id, [share], 50, { minimum })

  test('is held against the part that a firm gets, not against the whole', () => {
    const [best] = proposeBundles([choosy('a', 0.5, 0.4), choosy('b', 0.5, 0.5)])
    expect(best).toMatchObject({ share: 1, members: 2 })
  })

  test('keeps firms apart whose smallest orders do not fit into the volume together', () => {
    expect(proposeBundles([choosy('a', 0.7, 0.6), choosy('b', 0.7, 0.6)])).toEqual([])
    const [best] = proposeBundles([choosy('a', 0.7, 0.6), choosy('b', 0.7, 0.6), choosy('c', 0.2, 0), choosy('d', 0.1, 0.1)])
    expect(best).toMatchObject({ share: 1, members: 3 })
    expect(best!.ids.filter((id) => id === 'a' || id === 'b')).toHaveLength(1)
  })

  test('of one task may be too large while the firm makes the other', () => {
    const list = [one('a', [1, 0.5], 50, { minimum: 0.5 }), one('b', [null, 1], 50, { minimum: 0.6 })]
    expect(proposeBundles(list)[0]).toMatchObject({ covered: 2, share: 1, members: 2 })
  })
})

describe('firms that are still to develop', () => {
  const soon = (id: string, shares: (number | null)[], months: number) => one(id, shares, 50, { months })

  test('are left alone where firms that are ready cover the need', () => {
    const list = [one('a', [1, null]), one('b', [null, 1]), soon('c', [1, 1], 3)]
    expect(bundlesInSteps(list, 2)).toMatchObject({ ready: [{ ids: ['a', 'b'], months: 0 }], later: [], laterSingle: null })
    expect(bundlesInSteps([one('whole', [1]), soon('c', [1], 3)], 1)).toMatchObject({ ready: [], later: [], laterSingle: null })
  })

  test('are a second choice with the months until the last of them is ready', () => {
    const list = [one('a', [1, null]), soon('b', [null, 1], 6), soon('c', [null, 1], 9)]
    const found = bundlesInSteps(list, 2)
    expect(found).toMatchObject({ ready: [], best: { ids: ['a'], covered: 1 }, laterSingle: null })
    expect(found.later.map(({ ids, months }) => [ids, months])).toEqual([
      [['a', 'b'], 6],
      [['a', 'c'], 9],
    ])
  })

  test('stand beside a set that is ready and covers less', () => {
    const found = bundlesInSteps([one('a', [0.3]), one('b', [0.3]), soon('c', [0.4], 4)], 1)
    expect(found.ready.map(({ ids, share }) => [ids, share])).toEqual([[['a', 'b'], 0.6]])
    expect(found.later[0]).toMatchObject({ ids: ['a', 'b', 'c'], share: 1, months: 4 })
  })

  test('are named alone where one of them does as much as any set', () => {
    expect(bundlesInSteps([one('a', [0.3]), soon('b', [1], 5)], 1)).toMatchObject({ later: [], laterSingle: { ids: ['b'], months: 5 } })
  })
})

/** Few figures, so that ties and dominance are common. */
const shares = fc.oneof(fc.constant(null), fc.constantFrom(0, 0.1, 0.25, 0.4, 0.5, 0.75, 1))
function firms(most: number, tasks: number): fc.Arbitrary<BundleCandidate[]> {
  const firm = fc.record({
    shares: fc.array(shares, { minLength: tasks, maxLength: tasks }),
    score: fc.integer({ min: 0, max: 5 }),
    minimum: fc.constantFrom(0, 0, 0, 0.1, 0.4, 0.6, 0.9),
    months: fc.constantFrom(0, 0, 3, 6),
  })
  return fc.array(firm, { minLength: 2, maxLength: most }).map((list) => list.map((each, at) => ({ ...each, id: `f${at}` })))
}
const cases = (most: number) => fc.integer({ min: 1, max: 4 }).chain((tasks) => firms(most, tasks))

/** What a task yields at most, found by trying who of its doers takes part. */
function mostMade(members: readonly BundleCandidate[], task: number): number | null {
  const able = members.filter((each) => (each.shares[task] ?? null) !== null)
  const sets = Array.from({ length: 2 ** able.length }, (_, bits) => able.filter((_each, at) => bits & (1 << at)))
  const sum = (some: readonly number[]) => some.reduce((all, each) => all + each, 0)
  const fitting = sets.filter((some) => sum(some.map((each) => Math.min(each.minimum, each.shares[task]!))) <= 1 + 1e-9)
  return able.length === 0 ? null : Math.max(...fitting.map((some) => Math.min(1, sum(some.map((each) => each.shares[task]!)))))
}

/** Every set of two to four, by counting in twos. */
function exhaustive(candidates: readonly BundleCandidate[]) {
  const sets = Array.from({ length: 2 ** candidates.length }, (_, bits) => candidates.filter((_each, at) => bits & (1 << at)))
  return sets
    .filter(({ length }) => length >= LEAST_IN_BUNDLE && length <= MOST_IN_BUNDLE)
    .map((members) => ({ ...worthOf(members), ids: members.map(({ id }) => id) }))
    .sort(compareBundles)[0]
}

test('over 200 random cases of up to twelve firms no set is better than the one proposed', () => {
  fc.assert(
    fc.property(cases(12), (candidates) => {
      const best = exhaustive(candidates)!
      const [proposed] = proposeBundles(candidates)
      const single = candidates.map((each) => worthOf([each]))
      const fuller = single.every(({ covered, share }) => covered < best.covered || (covered === best.covered && share < best.share))
      expect(proposed !== undefined).toBe(fuller)
      if (proposed) expect({ ...proposed, ids: [...proposed.ids].sort() }).toEqual({ ...best, ids: [...best.ids].sort() })
    }),
    { numRuns: 200 },
  )
})

test('over random sets nobody gets less than its smallest order, or more than it makes, and no more than all is made', () => {
  fc.assert(
    fc.property(cases(4), (members) => {
      const made = members[0]!.shares.map((_, task) => mostMade(members, task))
      expect(worthOf(members).covered).toBe(made.filter((each) => each !== null).length)
      const narrowest = Math.min(...made.map((each) => each ?? 1))
      if (worthOf(members).covered > 0) expect(worthOf(members).share).toBeCloseTo(narrowest, 8)
      made.forEach((most, task) => {
        const taking = takingPart(takersOf(task, members))
        const parts = partsAmong(taking)
        expect(parts.reduce((sum, each) => sum + each, 0)).toBeCloseTo(most ?? 0, 8)
        parts.forEach((part, at) => {
          expect(part).toBeLessThanOrEqual(taking[at]!.share + 1e-9)
          expect(part).toBeGreaterThanOrEqual(Math.min(taking[at]!.minimum, taking[at]!.share) - 1e-9)
        })
      })
    }),
    { numRuns: 500 },
  )
})

test('leaving out firms that four others outdo loses nothing, for eighteen firms', () => {
  fc.assert(
    fc.property(cases(18), (candidates) => {
      const [proposed] = proposeBundles(candidates)
      if (proposed) expect(compareBundles(exhaustive(candidates)!, proposed)).toBe(0)
    }),
    { numRuns: 25 },
  )
})

test('no member of a bundle could be left out without losing tasks or volume', () => {
  fc.assert(
    fc.property(cases(12), (candidates) => {
      for (const { ids, covered, share } of proposeBundles(candidates).slice(0, 1)) {
        for (const id of ids) {
          const rest = worthOf(candidates.filter((each) => ids.includes(each.id) && each.id !== id))
          expect(rest.covered < covered || rest.share < share).toBe(true)
        }
      }
    }),
  )
})

test('four hundred firms and eight tasks are answered within a second, in whatever order they come', () => {
  let state = 11
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  const many = Array.from({ length: 400 }, (_, at) =>
    one(
      `f${at}`,
      Array.from({ length: 8 }, () => (next() < 0.6 ? null : next() / 2)),
      100 * next(),
    ),
  )
  const start = performance.now()
  const found = proposeBundles(many)
  expect(performance.now() - start).toBeLessThan(1_000)
  expect(found.length).toBeGreaterThan(0)
  expect(proposeBundles([...many].reverse())).toEqual(found)
})
