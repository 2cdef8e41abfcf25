/** The made-up cluster that every search engine is held against, and the exhaustive answer to compare with. */
import { generateFirm, generateNeed, TODAY } from '../../bench/generate.ts'
import { lexicon } from '../../bench/lexicon.ts'
import { chance } from '../../bench/random.ts'
import type { MatchQuery, ProfileFeatures, Standing } from '../../domain/match-query.ts'
import { planNeed } from '../../domain/plan.ts'
import { featuresOf } from '../../domain/profile-features.ts'
import { buildConceptIndex } from '../../domain/taxonomy.ts'
import { countStatistics, promiseOf, standingOf, topicOf } from '../../domain/topic.ts'
import type { Candidate, DirectoryQuery, IndexedSubject, MatchEngine } from '../ports/match-engine.ts'

/** An engine, empty or with the whole cluster in it. */
export type Open = () => Promise<MatchEngine>

export interface Cluster {
  profiles: ProfileFeatures[]
  queries: MatchQuery[]
}

/** A made-up cluster, planned and analysed once for all tests. */
export function cluster(firms: number, needs: number): Cluster {
  const random = chance(7)
  const words = lexicon(random)
  const concepts = buildConceptIndex(words.concepts)
  const profiles = Array.from({ length: firms }, (_, at) => {
    const { facts, texts } = generateFirm(random, words, at)
    return featuresOf(facts, texts, { concepts })
  })
  const context = { today: TODAY, standards: words.catalogue, concepts, statistics: countStatistics(profiles) }
  const queries = Array.from({ length: needs }, (_, at) => planNeed(generateNeed(random, words, at), context))
  return { profiles, queries }
}

/** The recall rule by brute force: the best k of each of the three, together, best first. */
export function exhaustive(
  query: MatchQuery,
  profiles: readonly ProfileFeatures[],
  k: number,
): Pick<Candidate, 'profileId' | 'standing' | 'topic'>[] {
  const scored = profiles
    .map((profile) => ({
      profileId: profile.profileId,
      topic: topicOf(query, profile).topic,
      promise: promiseOf(query, profile),
      standing: standingOf(query.knockOuts, profile),
    }))
    .filter((each): each is typeof each & { standing: Candidate['standing'] } => each.topic > 0 && each.standing !== 'fails')
    .sort((a, b) => b.promise - a.promise || (a.profileId < b.profileId ? -1 : 1))
  const best = (standings: Standing[]) => scored.filter((each) => standings.includes(each.standing)).slice(0, k)
  const union = new Set([...best(['met']), ...best(['met', 'developable']), ...best(['met', 'developable', 'open'])])
  return scored.filter((each) => union.has(each)).map(plain)
}

export function plain({ profileId, topic, standing }: Omit<Candidate, 'evidence'>): Pick<Candidate, 'profileId' | 'standing' | 'topic'> {
  return { profileId, topic, standing }
}

export function nobody(profileId: string): ProfileFeatures {
  return {
    profileId,
    names: ['Nobody'],
    claimed: true,
    tags: [],
    graded: [],
    terms: [],
    length: 0,
    certificates: [],
    numbers: {},
    complete: [],
  }
}

export function directory(query: Partial<DirectoryQuery>): DirectoryQuery {
  return { text: '', language: 'en', filter: {}, on: TODAY, limit: 20, cursor: null, ...query }
}

export function count<T>(list: readonly T[], holdsFor: (item: T) => boolean): number {
  return list.filter(holdsFor).length
}

export async function* subjects(profiles: readonly ProfileFeatures[]): AsyncIterable<IndexedSubject> {
  for (const profile of profiles) yield { kind: 'profile', profile }
}

/** A signal that nobody aborts. */
export function calm(): AbortSignal {
  return new AbortController().signal
}

/** The item at a place that the cluster surely has. */
export function at<T>(list: readonly T[], place: number): T {
  const item = list[place]
  if (item === undefined) throw new RangeError(`The cluster has no item ${place}.`)
  return item
}
