/** Contract of a search engine, properties: the laws of the domain reference (3.6) hold for whatever an engine answers. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KnockOut, type MatchQuery, type ProfileFeatures, STANDINGS, type Standing } from '../../domain/match-query.ts'
import { standingOf, topicOf } from '../../domain/topic.ts'
import type { Candidate, MatchEngine } from '../ports/match-engine.ts'
import { at, type Cluster, calm, nobody, type Open, plain } from './match-engine.contract-cluster.ts'

/** Candidates asked for; more than any change below can push one out of. */
const K = 400

/** The laws; `runs` is small where every change is a task of a server. */
export function propertyTests(withAll: Open, made: Cluster, runs: number): void {
  const course = { withAll, cases: pairs(made), runs, put: putter() }
  monotonyTests(course)
  sameAnswerTests(course)
}

interface Course {
  withAll: Open
  cases: Pair[]
  runs: number
  put(engine: MatchEngine, profile: ProfileFeatures): Promise<void>
}

/** Applies a changed profile under the next number. */
function putter(): Course['put'] {
  let seq = 1n
  return async (engine, profile) => {
    seq++
    await engine.apply([{ seq, kind: 'profile', id: profile.profileId, profile }], seq)
  }
}

/** Recorded exchanges stay the same only where the same cases come each time. */
const SEED = 36

function monotonyTests({ withAll, cases, runs, put }: Course): void {
  const parameters = { numRuns: runs, seed: SEED }

  test('more capability never lowers a firm’s topic or standing', async () => {
    const engine = await withAll()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cases), fc.nat(), async ({ query, profile }, choice) => {
        await put(engine, profile)
        const before = await found(engine, query, profile.profileId)
        await put(engine, moreCapable(query, profile, choice))
        const after = await found(engine, query, profile.profileId)
        await put(engine, profile)
        expectNoWorse(after, before)
      }),
      parameters,
    )
    await engine.close()
  })

  test('a stricter need never raises a standing or lets in whom the looser one left out', async () => {
    const engine = await withAll()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cases), async ({ query, other }) => {
        const stricter = { ...query, knockOuts: [...query.knockOuts, ...other.knockOuts.map(plainMust)] }
        const loose = await standingsById(engine, query)
        for (const [id, standing] of await standingsById(engine, stricter)) {
          const before = loose.get(id)
          if (before) expect(STANDINGS.indexOf(standing)).toBeGreaterThanOrEqual(STANDINGS.indexOf(before))
        }
      }),
      parameters,
    )
    await engine.close()
  })

  test('an expired certificate counts as none', async () => {
    const engine = await withAll()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cases), async ({ query, profile }) => {
        const asked = withoutSteps(query)
        const certificates = profile.certificates.map((each) => ({ ...each, pending: false, from: null, until: '2001-01-01' }))
        await put(engine, { ...profile, certificates: [] })
        const without = await found(engine, asked, profile.profileId)
        await put(engine, { ...profile, certificates })
        const expired = await found(engine, asked, profile.profileId)
        await put(engine, profile)
        expect(expired && plain(expired)).toEqual(without && plain(without))
      }),
      parameters,
    )
    await engine.close()
  })
}

function sameAnswerTests({ withAll, cases, runs, put }: Course): void {
  test('a firm that shares nothing with a need changes nobody’s answer', async () => {
    const engine = await withAll()
    const stranger: ProfileFeatures = { ...nobody('00000000-0000-4000-8000-00000000beef'), terms: [['zzyzx', 9]], length: 9 }
    for (const { query } of cases.slice(0, runs)) {
      const before = await engine.candidates(query, K, calm())
      await put(engine, stranger)
      expect((await engine.candidates(query, K, calm())).items.map(plain)).toEqual(before.items.map(plain))
    }
    await engine.close()
  })

  test('the same question has the same answer, equal ones in the same order', async () => {
    const engine = await withAll()
    for (const { query } of cases.slice(0, runs)) {
      expect((await engine.candidates(query, K, calm())).items).toEqual((await engine.candidates(query, K, calm())).items)
    }
    await engine.close()
  })
}

interface Pair {
  query: MatchQuery
  /** Another need's musts, to make the first stricter. */
  other: MatchQuery
  profile: ProfileFeatures
}

/** Needs with firms that surely are among their first. */
function pairs({ profiles, queries }: Cluster): Pair[] {
  return queries.slice(0, 40).flatMap((query, place) => {
    const near = profiles
      .map((profile) => ({ profile, topic: topicOf(query, profile).topic }))
      .filter(({ profile }) => standingOf(query.knockOuts, profile) !== 'fails')
      .sort((a, b) => b.topic - a.topic)
      .slice(0, 3)
    return near.map(({ profile }) => ({ query, other: at(queries, place + 1), profile }))
  })
}

/** The firm and one thing more of what the need asks: a feature, a certificate, or a figure it had not told. */
function moreCapable(query: MatchQuery, profile: ProfileFeatures, choice: number): ProfileFeatures {
  const missing = query.features.map(({ key }) => key).filter((key) => !key.startsWith('term:') && !profile.tags.includes(key))
  const asked = query.knockOuts.flatMap(({ groups }) => groups.flat()).flatMap((one) => (one.kind === 'certificate' ? one.anyOf : []))
  const standard = asked[choice % Math.max(1, asked.length)]
  const key = missing[choice % Math.max(1, missing.length)]
  if (standard && choice % 2 === 0) {
    return { ...profile, certificates: [...profile.certificates, { standard, from: null, until: null, pending: false }] }
  }
  return key ? { ...profile, tags: [...profile.tags, key] } : profile
}

/** The same need where no other standard counts as a step on the way: even an old paper may be one. */
function withoutSteps(query: MatchQuery): MatchQuery {
  const strict = (knockOut: KnockOut): KnockOut => ({
    ...knockOut,
    groups: knockOut.groups.map((group) => group.map((one) => (one.kind === 'certificate' ? { ...one, near: [] } : one))),
  })
  return { ...query, knockOuts: query.knockOuts.map(strict) }
}

/** A must that asks for all that a developable one leaves for later. */
function plainMust(knockOut: KnockOut): KnockOut {
  return { ...knockOut, developable: false }
}

async function found(engine: MatchEngine, query: MatchQuery, profileId: string): Promise<Candidate | undefined> {
  return (await engine.candidates(query, K, calm())).items.find((item) => item.profileId === profileId)
}

async function standingsById(engine: MatchEngine, query: MatchQuery): Promise<Map<string, Standing>> {
  return new Map((await engine.candidates(query, K, calm())).items.map((item) => [item.profileId, item.standing]))
}

function expectNoWorse(one: Candidate | undefined, than: Candidate | undefined): void {
  expect(rankOf(one)).toBeLessThanOrEqual(rankOf(than))
  expect(one?.topic ?? 0).toBeGreaterThanOrEqual(than?.topic ?? 0)
}

/** What is not among the candidates is known to fail. */
function rankOf(item: Pick<Candidate, 'standing'> | undefined): number {
  return STANDINGS.indexOf(item?.standing ?? 'fails')
}
