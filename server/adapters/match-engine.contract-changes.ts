/** Contract of a search engine, changes: in order or not, once or twice, beside a rebuild, and what they mean for open needs. */
import { expect, test } from 'vitest'
import { fieldOf, type ProfileFeatures } from '../../domain/match-query.ts'
import { standingOf, topicOf } from '../../domain/topic.ts'
import type { FeatureChange, IndexedSubject, MatchEngine } from '../ports/match-engine.ts'
import { at, type Cluster, calm, count, directory, exhaustive, type Open, plain, subjects } from './match-engine.contract-cluster.ts'

export function changeTests(open: Open, { profiles, queries }: Cluster): void {
  const { some, puts, end, answers, exactly } = course({ profiles, queries })

  test('a profile shows once its change is applied, and the position says so', async () => {
    const engine = await open()
    const waiting = engine.reached(end, calm())
    await engine.apply(puts, end)
    await waiting
    expect(await engine.position()).toBe(end)
    expect((await answers(engine)).map((items) => items.map(plain))).toEqual(exactly(some))
    await engine.close()
  })

  test('the same batch twice, or an older one late, changes nothing', async () => {
    const engine = await open()
    await engine.apply(puts, end)
    await engine.apply([{ seq: end + 1n, kind: 'profile', id: at(some, 0).profileId, profile: null }], end + 1n)
    const before = await answers(engine)
    await engine.apply(puts, end)
    await engine.apply(puts.slice(0, 1), 1n)
    expect(await answers(engine)).toEqual(before)
    expect(await engine.position()).toBe(end + 1n)
    expect(before.map((items) => items.map(plain))).toEqual(exactly(some.slice(1)))
    await engine.close()
  })

  test('the order in which profiles come does not matter', async () => {
    const [first, second] = [await open(), await open()]
    await first.apply(puts, end)
    await second.apply([...puts].reverse(), end)
    expect(await answers(second)).toEqual(await answers(first))
    await Promise.all([first.close(), second.close()])
  })

  test('thousands of replaced profiles leave candidates, counts, names and directory exact', async () => {
    const engine = await open()
    await engine.apply(puts, end)
    for (let round = 1; round <= 8; round++) {
      const again = some.slice(KEPT).map((profile, place): FeatureChange => {
        const seq = end * BigInt(round) + BigInt(place + 1)
        return { seq, kind: 'profile', id: profile.profileId, profile: moved(some, KEPT + place + round, profile.profileId) }
      })
      await engine.apply(again, end * BigInt(round + 1))
    }
    const last = some.map((profile, place) => (place < KEPT ? profile : moved(some, place + 8, profile.profileId)))
    expect((await answers(engine)).map((items) => items.map(plain))).toEqual(exactly(last))
    const query = at(queries, 1)
    const field = new Set(fieldOf(query))
    const sharing = last.filter(({ tags }) => tags.some((tag) => field.has(tag)))
    expect((await engine.standings(query, calm())).fails).toBe(
      count(sharing, (profile) => standingOf(query.knockOuts, profile) === 'fails'),
    )
    expect((await engine.suggestNames(at(last, 3).names[0], 5)).map((hit) => hit.profileId)).toContain(at(last, 3).profileId)
    const directoryPage = await engine.search(directory({ filter: { country: ['IN'], state: ['claimed'] } }), calm())
    expect(directoryPage.total).toBe(count(last, (profile) => profile.claimed && profile.tags.includes('country:IN')))
    await engine.close()
  })
}

/** Firms that stay while the others are replaced again and again. */
const KEPT = 120

export function rebuildTests(open: Open, { profiles, queries }: Cluster): void {
  const { some, puts, end, answers, exactly } = course({ profiles, queries })

  test('a rebuild replaces everything, keeps changes that came meanwhile, and refuses to go back', async () => {
    const engine = await open()
    await engine.apply(puts.slice(0, 10), 10n)
    const building = engine.rebuild(subjects(some.slice(100)), 20n)
    await engine.apply([{ seq: 21n, kind: 'profile', id: at(some, 0).profileId, profile: at(some, 0) }], 21n)
    await building
    expect(await engine.position()).toBe(21n)
    expect((await answers(engine)).map((items) => items.map(plain))).toEqual(exactly([at(some, 0), ...some.slice(100)]))
    await expect(engine.rebuild(subjects([]), 5n)).rejects.toThrow(RangeError)
    await engine.close()
  })

  test('a rebuild whose source breaks off leaves the answers as they were', async () => {
    const engine = await open()
    await engine.apply(puts, end)
    await expect(engine.rebuild(broken(some), end)).rejects.toThrow('the line broke')
    expect((await answers(engine)).map((items) => items.map(plain))).toEqual(exactly(some))
    await engine.close()
  })
}

export function reverseTests(open: Open, { profiles, queries }: Cluster): void {
  test('a profile finds the open needs near its topic, with or without those it fails', async () => {
    const engine = await open()
    const needs = queries.map((query, place): FeatureChange => ({ seq: BigInt(place + 1), kind: 'need', id: `n-${place}`, query }))
    await engine.apply(needs, BigInt(needs.length))
    await engine.apply([{ seq: 1000n, kind: 'need', id: 'n-0', query: null }], 1000n)
    let found = 0
    for (const profile of profiles.slice(0, 60)) {
      const near = queries
        .map((query, place) => ({
          needId: `n-${place}`,
          topic: topicOf(query, profile).topic,
          standing: standingOf(query.knockOuts, profile),
        }))
        .filter(({ needId, topic }) => needId !== 'n-0' && topic >= 0.2)
        .sort((a, b) => b.topic - a.topic || (a.needId < b.needId ? -1 : 1))
      expect(await engine.reverse(profile, { least: 0.2, failing: true, most: 1_000 }, calm())).toEqual(near)
      const possible = near.filter(({ standing }) => standing !== 'fails')
      expect(await engine.reverse(profile, { least: 0.2, failing: false, most: 1_000 }, calm())).toEqual(possible)
      const failing = near.filter(({ standing }) => standing === 'fails').slice(0, 2)
      const few = near.filter((hit) => possible.slice(0, 2).includes(hit) || failing.includes(hit))
      expect(await engine.reverse(profile, { least: 0.2, failing: true, most: 2 }, calm())).toEqual(few)
      found += possible.length
    }
    expect(found).toBeGreaterThan(0)
    await engine.close()
  })
}

/** 300 firms as numbered changes, and the answers to 25 needs before and after. */
function course({ profiles, queries }: Cluster) {
  const some = profiles.slice(0, 300)
  const puts = some.map((profile, place): FeatureChange => ({ seq: BigInt(place + 1), kind: 'profile', id: profile.profileId, profile }))
  const end = BigInt(puts.length)
  const answers = async (engine: MatchEngine) => {
    const found = await Promise.all(queries.slice(0, 25).map((query) => engine.candidates(query, 400, calm())))
    return found.map((answer) => answer.items)
  }
  const exactly = (list: ProfileFeatures[]) => queries.slice(0, 25).map((query) => exhaustive(query, list, 400))
  return { some, puts, end, answers, exactly }
}

function moved(some: ProfileFeatures[], from: number, profileId: string): ProfileFeatures {
  return { ...at(some, from % some.length), profileId }
}

async function* broken(profiles: readonly ProfileFeatures[]): AsyncIterable<IndexedSubject> {
  yield* subjects(profiles.slice(0, 50))
  throw new Error('the line broke')
}
