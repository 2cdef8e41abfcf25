/** Recall over the embedded index: the exact first k by the capped additive score, three times, with the evidence of each. */
import {
  type FeatureKey,
  FULL_IMPACT,
  fieldOf,
  type MatchQuery,
  type Standing,
  TOPIC_GROUPS,
  type TopicGroup,
} from '../../domain/match-query.ts'
import { textImpact, topicFrom } from '../../domain/topic.ts'
import type { Candidate, CandidateSet, FeatureEvidence } from '../ports/match-engine.ts'
import { addAll, copyOf, hasBit, keepCommon, listBits, noBits } from './embedded-bits.ts'
import { type EmbeddedIndex, postingsOf } from './embedded-index.ts'
import { bitsOf, type Standings, standingsOf } from './embedded-standing.ts'
import { keepTop } from './embedded-top.ts'

/** Everything of a candidate set but the position, which the caller knows. */
export function recall(index: EmbeddedIndex, query: MatchQuery, k: number): Omit<CandidateSet, 'asOf'> {
  const standings = standingsOf(index, query.knockOuts)
  const totals = totalsOf(index, query)
  const before = firstByPromise(index, promisesOf(totals, query, standings))
  const tops = { met: keepTop(k, before), near: keepTop(k, before), possible: keepTop(k, before) }
  let possible = 0
  for (let doc = 0; doc < totals.length; doc++) {
    if (totals[doc] === 0 || !hasBit(index.alive, doc)) continue
    const standing = standingAt(standings, doc)
    if (standing === 'fails') continue
    possible++
    tops.possible.offer(doc)
    if (standing !== 'open') tops.near.offer(doc)
    if (standing === 'met') tops.met.offer(doc)
  }
  const docs = [...new Set([...tops.met.list(), ...tops.near.list(), ...tops.possible.list()])].sort((a, b) => (before(a, b) ? -1 : 1))
  const evidence = evidenceOf(index, query, docs)
  const items = docs.map((doc, at) => ({
    profileId: index.ids[doc] ?? '',
    standing: standingAt(standings, doc) as Candidate['standing'],
    topic: topicFrom(totals[doc] ?? 0),
    evidence: evidence[at] ?? [],
  }))
  return { items, exhaustive: possible <= k, partial: 'none' }
}

/** How the firms of the need's field stand to its musts. */
export function countStandings(index: EmbeddedIndex, query: MatchQuery): Record<Standing, number> {
  const standings = standingsOf(index, query.knockOuts)
  const counts = { met: 0, developable: 0, open: 0, fails: 0 }
  const field = copyOf(noBits(), index.ids.length)
  for (const key of fieldOf(query)) addAll(field, bitsOf(postingsOf(index, key)))
  keepCommon(field, index.alive)
  for (const doc of listBits(field)) counts[standingAt(standings, doc)]++
  return counts
}

function standingAt(standings: Standings, doc: number): Standing {
  if (!hasBit(standings.possible, doc)) return 'fails'
  if (!hasBit(standings.near, doc)) return 'open'
  return hasBit(standings.met, doc) ? 'met' : 'developable'
}

function firstByPromise(index: EmbeddedIndex, promises: Float64Array): (a: number, b: number) => boolean {
  return (a, b) => {
    const difference = (promises[a] ?? 0) - (promises[b] ?? 0)
    return difference === 0 ? (index.ids[a] ?? '') < (index.ids[b] ?? '') : difference > 0
  }
}

/** Topic and the fit of musts known met, the same whole sum as `promiseOf`. */
function promisesOf(totals: Float64Array, query: MatchQuery, { metEach }: Standings): Float64Array {
  const promises = totals.slice()
  for (const [at, { weight }] of query.knockOuts.entries()) {
    for (const doc of listBits(metEach[at] ?? noBits())) promises[doc] = (promises[doc] ?? 0) + weight * FULL_IMPACT
  }
  return promises
}

/** Whole sums of weight times impact by document: group by group, each up to its cap. */
function totalsOf(index: EmbeddedIndex, query: MatchQuery): Float64Array {
  const totals = new Float64Array(index.ids.length)
  const sums = new Float64Array(index.ids.length)
  for (const group of TOPIC_GROUPS) {
    sums.fill(0)
    addGroup(index, query, group, sums)
    const cap = query.caps[group] * FULL_IMPACT
    for (let doc = 0; doc < totals.length; doc++) totals[doc] = (totals[doc] ?? 0) + Math.min(cap, sums[doc] ?? 0)
  }
  return totals
}

function addGroup(index: EmbeddedIndex, query: MatchQuery, group: TopicGroup, sums: Float64Array): void {
  for (const feature of query.features) {
    if (feature.group !== group) continue
    eachImpact(index, feature.key, query.averageLength, (doc, impact) => {
      sums[doc] = (sums[doc] ?? 0) + feature.weight * impact
    })
  }
}

function eachImpact(index: EmbeddedIndex, key: FeatureKey, averageLength: number, visit: (doc: number, impact: number) => void): void {
  const postings = postingsOf(index, key)
  if (!postings) return
  const isWord = key.startsWith('term:')
  const { docs, counts, size } = postings
  for (let at = 0; at < size; at++) {
    const doc = docs[at] ?? 0
    const count = counts?.[at] ?? FULL_IMPACT
    visit(doc, isWord ? textImpact(count, index.lengths[doc] ?? 0, averageLength) : count)
  }
}

/** What each of the documents has of the query's features, in the query's order; reading the lists again is cheaper than keeping all. */
function evidenceOf(index: EmbeddedIndex, query: MatchQuery, docs: number[]): FeatureEvidence[][] {
  const places = new Int32Array(index.ids.length).fill(-1)
  for (const [place, doc] of docs.entries()) places[doc] = place
  const evidence: FeatureEvidence[][] = docs.map(() => [])
  for (const [feature, { key }] of query.features.entries()) {
    eachImpact(index, key, query.averageLength, (doc, impact) => {
      const place = places[doc] ?? -1
      if (place >= 0) evidence[place]?.push({ feature, impact })
    })
  }
  return evidence
}
