/** Contract of a search engine, recall: the exact first k, the knock-outs, the evidence and the signal. */
import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import type { MatchQuery, ProfileFeatures, Standing } from '../../domain/match-query.ts'
import { featureKey, fieldOf, STANDINGS, WHOLE_TOPIC } from '../../domain/match-query.ts'
import { standingOf, topicFrom, topicOf } from '../../domain/topic.ts'
import type { Candidate } from '../ports/match-engine.ts'
import { at, type Cluster, calm, count, directory, exhaustive, nobody, type Open, plain } from './match-engine.contract-cluster.ts'

export function recallTests(withAll: Open, { profiles, queries }: Cluster, recallFloor: number): void {
  test('the first k of each recall are those of scoring every profile', async () => {
    const engine = await withAll()
    let wanted = 0
    let found = 0
    for (const query of queries) {
      const answer = await engine.candidates(query, 50, calm())
      const exact = exhaustive(query, profiles, 50)
      if (engine.capabilities().exact) expect(answer.items.map(plain)).toEqual(exact)
      const ids = new Set(answer.items.map((item) => item.profileId))
      wanted += exact.length
      found += exact.filter((item) => ids.has(item.profileId)).length
    }
    expect(wanted).toBeGreaterThan(queries.length * 20)
    expect(found / wanted).toBeGreaterThanOrEqual(recallFloor)
    await engine.close()
  })

  test('the evidence of a candidate adds up to its topic', async () => {
    const engine = await withAll()
    for (const query of queries.slice(0, 40)) {
      for (const item of (await engine.candidates(query, 20, calm())).items) {
        if (item.evidence) expect(addUp(query, item.evidence)).toBeCloseTo(item.topic, 12)
      }
    }
    await engine.close()
  })

  test('the counts say how many stand how, and k limits what comes back', async () => {
    const engine = await withAll()
    for (const query of queries.slice(0, 20)) {
      const field = new Set<string>(fieldOf(query))
      const sharing = profiles.filter((profile) => namesOf(profile).some((key) => field.has(key)))
      const counts = Object.fromEntries(
        STANDINGS.map((each) => [each, count(sharing, (profile) => standingOf(query.knockOuts, profile) === each)]),
      )
      expect(await engine.standings(query, calm())).toEqual(counts)
      const answer = await engine.candidates(query, 5, calm())
      expect(answer.items.length).toBeLessThanOrEqual(15)
      const possible = count(profiles, (profile) => topicOf(query, profile).topic > 0 && standingOf(query.knockOuts, profile) !== 'fails')
      expect(answer.exhaustive).toBe(possible <= 5)
    }
    await engine.close()
  })

  test('an aborted question is not answered, and no listener stays on its signal', async () => {
    const engine = await withAll()
    const query = at(queries, 0)
    const gone = AbortSignal.abort(new Error('the reader left'))
    await expect(engine.candidates(query, 10, gone)).rejects.toThrow('the reader left')
    await expect(engine.reached(99n, gone)).rejects.toThrow('the reader left')
    const controller = new AbortController()
    await engine.candidates(query, 10, controller.signal)
    await engine.search(directory({}), controller.signal)
    await engine.reverse(at(profiles, 0), { least: 0, failing: false, most: 10 }, controller.signal)
    await engine.standings(query, controller.signal)
    const waiting = engine.reached(99n, controller.signal)
    controller.abort(new Error('too late'))
    await expect(waiting).rejects.toThrow('too late')
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
    await engine.close()
  })
}

/** Everything a profile has, by the keys of features. */
function namesOf({ tags, graded, terms }: ProfileFeatures): string[] {
  return [...tags, ...graded.map(([key]) => key), ...terms.map(([word]) => featureKey('term', word))]
}

/** Requirements of the cases below. */
const iso = { kind: 'certificate' as const, anyOf: ['iso-9001', 'iatf-16949'], near: ['iso-14001'], validOn: '2027-03-01' }
const days = {
  kind: 'number' as const,
  column: 'series-lead-days' as const,
  min: null,
  max: 30,
  nearMin: null,
  nearMax: 60,
  sure: 'always' as const,
}
const india = {
  kind: 'feature' as const,
  anyOf: [featureKey('country', 'IN')],
  near: [],
  unsaid: [featureKey('country', 'unknown')],
  section: null,
}
const held = (until: string | null, from: string | null = null, pending = false) => [{ standard: 'iso-9001', from, until, pending }]
/** What is recorded, what is asked as a plain must, and how the firm then stands. */
const cases: [string, Partial<ProfileFeatures>, MatchQuery['knockOuts'][number]['groups'], Standing][] = [
  ['a certificate that ends on the day itself is held', { certificates: held('2027-03-01') }, [[iso]], 'met'],
  ['an expired certificate is as good as none, which is unknown', { certificates: held('2027-02-28') }, [[iso]], 'open'],
  [
    'an expired one fails once certificates are complete',
    { certificates: held('2027-02-28'), complete: ['certificates'] },
    [[iso]],
    'fails',
  ],
  ['one in progress is near', { certificates: held(null, null, true), complete: ['certificates'] }, [[iso]], 'developable'],
  ['one valid from a later day is near', { certificates: held(null, '2027-03-02'), complete: ['certificates'] }, [[iso]], 'developable'],
  [
    'a standard that leads there is near',
    { certificates: [{ ...at(held(null), 0), standard: 'iso-14001' }], complete: ['certificates'] },
    [[iso]],
    'developable',
  ],
  ['a standard that implies it counts', { certificates: [{ ...at(held(null), 0), standard: 'iatf-16949' }] }, [[iso]], 'met'],
  ['a lead time not stated is unknown', {}, [[days]], 'open'],
  ['a lead time in time is met', { numbers: { 'series-lead-days': 30 } }, [[days]], 'met'],
  ['a lead time a little late is near', { numbers: { 'series-lead-days': 60 } }, [[days]], 'developable'],
  ['a lead time far too long fails', { numbers: { 'series-lead-days': 61 } }, [[days]], 'fails'],
  ['another country fails', { tags: ['country:VN'] }, [[india]], 'fails'],
  ['an unknown country does not', { tags: ['country:unknown'] }, [[india]], 'open'],
  ['one group of two suffices', { tags: ['country:VN'], numbers: { 'series-lead-days': 10 } }, [[india], [days]], 'met'],
  ['all of a group must hold', { tags: ['country:VN'], numbers: { 'series-lead-days': 10 } }, [[india, days]], 'fails'],
  ['a refused sector fails', { tags: ['refuses:aerospace'] }, [[{ kind: 'without', feature: 'refuses:aerospace' }]], 'fails'],
]

export function knockOutTests(open: Open): void {
  test.each(cases)('%s', async (_, firm, groups, standing) => {
    const engine = await open()
    const profile = { ...nobody('p-1'), ...firm, terms: [['bracket', 1] as [string, number]], length: 1 }
    await engine.apply([{ seq: 1n, kind: 'profile', id: 'p-1', profile }], 1n)
    for (const developable of [false, true]) {
      const expected = developable && standing !== 'met' ? 'developable' : standing
      const query = { ...aboutBrackets(), knockOuts: [{ criterion: 'c', developable, weight: 0, groups }] }
      const answer = await engine.candidates(query, 10, calm())
      expect(standingOf(query.knockOuts, profile)).toBe(expected)
      expect(answer.items.map((item) => item.standing)).toEqual(expected === 'fails' ? [] : [expected])
    }
    await engine.close()
  })
}

function addUp(query: MatchQuery, evidence: NonNullable<Candidate['evidence']>): number {
  const sums = { text: 0, codes: 0, process: 0, place: 0 }
  for (const { feature, impact } of evidence) {
    const asked = query.features[feature]
    if (asked) sums[asked.group] += asked.weight * impact
  }
  const groups = Object.keys(sums) as (keyof typeof sums)[]
  return topicFrom(groups.reduce((sum, group) => sum + Math.min(sums[group], query.caps[group] * 255), 0))
}

function aboutBrackets(): MatchQuery {
  const caps = { text: WHOLE_TOPIC, codes: 0, process: 0, place: 0 }
  return { features: [{ key: 'term:bracket', group: 'text', weight: WHOLE_TOPIC }], caps, knockOuts: [], averageLength: 1 }
}
