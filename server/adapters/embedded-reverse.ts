/** Open needs found from the profile's side: whom a new or changed profile may concern. */
import { FULL_IMPACT, type ProfileFeatures, type Standing, TOPIC_GROUPS } from '../../domain/match-query.ts'
import { KNOWLEDGE, knowledgeOf, textImpact, topicFrom } from '../../domain/topic.ts'
import type { NeedHit, ReverseQuestion } from '../ports/match-engine.ts'
import { type Askers, GROUPS, type Must, type OpenNeeds } from './embedded-open-needs.ts'

const PLACE = TOPIC_GROUPS.indexOf('place')

/** Needs near enough by topic, the nearest first; a place alone brings nobody. */
export function needsFor(needs: OpenNeeds, profile: ProfileFeatures, asked: ReverseQuestion): NeedHit[] {
  const near = nearest(topicsOf(needs, profile), asked.least)
  const standing = createStandings(needs, profile)
  const possible: NeedHit[] = []
  const failing: NeedHit[] = []
  const isFull = () => possible.length >= asked.most && (!asked.failing || failing.length >= asked.most)
  for (const ring of near) {
    for (const [number, topic] of ring) {
      const hit = { needId: needs.ids[number] ?? '', topic, standing: standing(number) }
      if (hit.standing !== 'fails') possible.push(hit)
      else if (asked.failing) failing.push(hit)
    }
    // A ring is taken whole: equal topics stand in one, and the best of it are chosen by id.
    if (isFull()) break
  }
  return [...best(possible, asked.most), ...best(failing, asked.most)].sort(byTopic)
}

function best(hits: NeedHit[], most: number): NeedHit[] {
  return hits.length > most ? hits.sort(byTopic).slice(0, most) : hits
}

function byTopic(a: NeedHit, b: NeedHit): number {
  return b.topic - a.topic || (a.needId < b.needId ? -1 : 1)
}

/** Topic by need's number; nought where nothing but a place is shared. */
function topicsOf(needs: OpenNeeds, profile: ProfileFeatures): Float64Array {
  const sums = new Float64Array(needs.ids.length * GROUPS)
  for (const [word, count] of profile.terms) addWord(needs, sums, needs.byWord.get(word), { count, length: profile.length })
  for (const tag of profile.tags) addTag(sums, needs.byTag.get(tag), FULL_IMPACT)
  for (const [key, impact] of profile.graded) addTag(sums, needs.byTag.get(key), impact)
  const topics = new Float64Array(needs.ids.length)
  for (let number = 0; number < topics.length; number++) topics[number] = topicOf(needs, sums, number)
  return topics
}

function addTag(sums: Float64Array, askers: Askers | undefined, impact: number): void {
  if (!askers) return
  const { slots, weights, size } = askers
  for (let at = 0; at < size; at++) {
    const slot = slots[at] as number
    sums[slot] = (sums[slot] as number) + (weights[at] as number) * impact
  }
}

/** A word counts by the average length that the need was planned with. */
function addWord(
  { eras, lengths }: OpenNeeds,
  sums: Float64Array,
  askers: Askers | undefined,
  { count, length }: { count: number; length: number },
): void {
  if (!askers) return
  const { slots, weights, size } = askers
  let [era, impact] = [-1, 0]
  for (let at = 0; at < size; at++) {
    const slot = slots[at] as number
    const eraNow = eras[(slot / GROUPS) | 0] as number
    if (eraNow !== era) {
      era = eraNow
      impact = textImpact(count, length, lengths[era] as number)
    }
    sums[slot] = (sums[slot] as number) + (weights[at] as number) * impact
  }
}

function topicOf({ caps }: OpenNeeds, sums: Float64Array, number: number): number {
  let shared = 0
  for (let slot = number * GROUPS, group = 0; group < GROUPS; slot++, group++) {
    if (group !== PLACE) shared += Math.min(caps[slot] as number, sums[slot] as number)
  }
  if (shared === 0) return 0
  const place = number * GROUPS + PLACE
  return topicFrom(shared + Math.min(caps[place] as number, sums[place] as number))
}

/** Topics fall into rings of this width. */
const RINGS = 1024

/** Needs near enough with their topics, ring by ring from the nearest; within a ring in no order. */
function* nearest(topics: Float64Array, least: number): Generator<[number: number, topic: number][]> {
  const rings: [number, number][][] = []
  for (let number = 0; number < topics.length; number++) {
    const topic = topics[number] as number
    if (topic === 0 || topic < least) continue
    const ring = Math.floor(topic * RINGS)
    rings[ring] ??= []
    rings[ring].push([number, topic])
  }
  for (let ring = rings.length - 1; ring >= 0; ring--) if (rings[ring]) yield rings[ring] as [number, number][]
}

const MET = KNOWLEDGE.indexOf('met')
const OPEN = KNOWLEDGE.indexOf('open')
const FAILED = KNOWLEDGE.indexOf('failed')

/** How the profile stands to a need's musts, as `standingOf` says it, each condition looked at once for all needs. */
function createStandings({ musts, conditions }: OpenNeeds, profile: ProfileFeatures): (number: number) => Standing {
  const known = new Int8Array(conditions.length).fill(-1)
  const knownOf = (condition: number): number => {
    const before = known[condition] as number
    if (before >= 0) return before
    const now = KNOWLEDGE.indexOf(knowledgeOf(conditions[condition] as (typeof conditions)[number], profile))
    known[condition] = now
    return now
  }
  return (number) => standingBy(musts[number] ?? [], knownOf)
}

function standingBy(musts: readonly Must[], knownOf: (condition: number) => number): Standing {
  let standing: Standing = 'met'
  for (const must of musts) {
    const known = knownOfMust(must, knownOf)
    if (known === MET) continue
    if (!must.developable && known === FAILED) return 'fails'
    if (!must.developable && known === OPEN) standing = 'open'
    else if (standing === 'met') standing = 'developable'
  }
  return standing
}

/** All conditions of a group, the best of the groups. */
function knownOfMust({ groups }: Must, knownOf: (condition: number) => number): number {
  let least = groups.length === 0 ? OPEN : FAILED
  for (const group of groups) {
    let most = 0
    for (const condition of group) most = Math.max(most, knownOf(condition))
    least = Math.min(least, most)
  }
  return least
}
