/** Open needs found from the profile's side: whom a new or changed profile may concern. */
import { type Condition, FULL_IMPACT, type ProfileFeatures, type Standing, TOPIC_GROUPS } from '../../domain/match-query.ts'
import { KNOWLEDGE, knowledgeOf, textImpact, topicFrom } from '../../domain/topic.ts'
import type { NeedHit, ReverseQuestion } from '../ports/match-engine.ts'
import { type Askers, GROUPS, type OpenNeeds } from './embedded-open-needs.ts'

const PLACE = TOPIC_GROUPS.indexOf('place')

/** Needs near enough by topic, the nearest first; a place alone brings nobody. */
export function needsFor(needs: OpenNeeds, profile: ProfileFeatures, asked: ReverseQuestion): NeedHit[] {
  addUp(needs, profile)
  const near = nearest(needs, asked.least)
  const standing = createStandings(needs, profile)
  const hits: Hits = { possible: [], failing: [] }
  let start = 0
  for (const end of near.ends) {
    for (let at = start; at < end; at++) {
      const number = near.numbers[at] as number
      const hit = { needId: needs.ids[number] ?? '', topic: near.topics[at] as number, standing: standing(number) }
      hits[hit.standing === 'fails' ? 'failing' : 'possible'].push(hit)
    }
    start = end
    // A ring is taken whole: equal topics stand in one, and the best of it are chosen by id.
    if (isFull(hits, asked)) break
  }
  const possible = best(hits.possible, asked.most)
  return asked.failing ? [...possible, ...best(hits.failing, asked.most)].sort(byTopic) : possible
}

interface Hits {
  possible: NeedHit[]
  failing: NeedHit[]
}

function isFull({ possible, failing }: Hits, { most, failing: withFailing }: ReverseQuestion): boolean {
  return possible.length >= most && (!withFailing || failing.length >= most)
}

function best(hits: NeedHit[], most: number): NeedHit[] {
  const sorted = hits.sort(byTopic)
  return sorted.length > most ? sorted.slice(0, most) : sorted
}

function byTopic(a: NeedHit, b: NeedHit): number {
  return b.topic - a.topic || (a.needId < b.needId ? -1 : 1)
}

/** What a profile has of what is asked, by slot: kept between questions, and nought again after each. */
let sums = new Float64Array(0)

function addUp(needs: OpenNeeds, profile: ProfileFeatures): void {
  if (sums.length < needs.ids.length * GROUPS) sums = new Float64Array(needs.eras.length * GROUPS)
  for (const [word, count] of profile.terms) addWord(needs, needs.byWord.get(word), { count, length: profile.length })
  for (const tag of profile.tags) addTag(needs.byTag.get(tag), FULL_IMPACT)
  for (const [key, impact] of profile.graded) addTag(needs.byTag.get(key), impact)
}

function addTag(askers: Askers | undefined, impact: number): void {
  if (!askers) return
  const { slots, weights, size } = askers
  const own = sums
  for (let at = 0; at < size; at++) {
    const slot = slots[at] as number
    own[slot] = (own[slot] as number) + (weights[at] as number) * impact
  }
}

/** A word counts by the average length that the need was planned with. */
function addWord({ eras, lengths }: OpenNeeds, askers: Askers | undefined, { count, length }: { count: number; length: number }): void {
  if (!askers) return
  const { slots, weights, size } = askers
  const own = sums
  let era = -1
  let impact = 0
  for (let at = 0; at < size; at++) {
    const slot = slots[at] as number
    const eraNow = eras[(slot / GROUPS) | 0] as number
    if (eraNow !== era) {
      era = eraNow
      impact = textImpact(count, length, lengths[era] as number)
    }
    own[slot] = (own[slot] as number) + (weights[at] as number) * impact
  }
}

/** Topics fall into rings of this width. */
const RINGS = 1024

/** Needs near enough with their topics, ring by ring from the nearest, and where each ring ends; within a ring in no order. */
interface Near {
  numbers: Int32Array
  topics: Float64Array
  ends: Int32Array
}

/** Room for those near enough, kept between questions. */
let found: Omit<Near, 'ends'> = { numbers: new Int32Array(0), topics: new Float64Array(0) }

function nearest(needs: OpenNeeds, least: number): Near {
  const { ids } = needs
  if (found.numbers.length < ids.length) found = { numbers: new Int32Array(2 * ids.length), topics: new Float64Array(2 * ids.length) }
  const size = nearEnough(needs, least, found)
  // Counted first, so that each goes straight to its place.
  const ends = new Int32Array(RINGS + 1)
  for (let at = 0; at < size; at++) {
    const ring = ringOf(found.topics[at] as number)
    ends[ring] = (ends[ring] as number) + 1
  }
  for (let ring = 1; ring <= RINGS; ring++) ends[ring] = (ends[ring] as number) + (ends[ring - 1] as number)
  const next = ends.slice()
  const near: Near = { numbers: new Int32Array(size), topics: new Float64Array(size), ends }
  for (let at = size - 1; at >= 0; at--) {
    const topic = found.topics[at] as number
    const ring = ringOf(topic)
    const place = (next[ring] as number) - 1
    next[ring] = place
    near.numbers[place] = found.numbers[at] as number
    near.topics[place] = topic
  }
  return near
}

/** The nearest have the first ring. */
function ringOf(topic: number): number {
  return RINGS - Math.min(RINGS, Math.floor(topic * RINGS))
}

/** Fills in who is near enough and tells how many; nought is left behind in the sums for the next question. */
function nearEnough({ ids, caps }: OpenNeeds, least: number, { numbers, topics }: Omit<Near, 'ends'>): number {
  const own = sums
  let size = 0
  for (let number = 0, slot = 0; number < ids.length; number++, slot += GROUPS) {
    let shared = 0
    for (let group = 0; group < PLACE; group++) shared += Math.min(caps[slot + group] as number, own[slot + group] as number)
    if (shared === 0) continue
    const topic = topicFrom(shared + Math.min(caps[slot + PLACE] as number, own[slot + PLACE] as number))
    if (topic < least) continue
    numbers[size] = number
    topics[size++] = topic
  }
  own.fill(0, 0, ids.length * GROUPS)
  return size
}

const MET = KNOWLEDGE.indexOf('met')
const NEAR = KNOWLEDGE.indexOf('near')
const OPEN = KNOWLEDGE.indexOf('open')
const FAILED = KNOWLEDGE.indexOf('failed')

/** How the profile stands to a need's musts, as `standingOf` says it, each condition looked at once for all needs. */
function createStandings({ musts, mustsOf, conditions }: OpenNeeds, profile: ProfileFeatures): (number: number) => Standing {
  const known = new Int8Array(conditions.length).fill(-1)
  const tags: ReadonlySet<string> = new Set(profile.tags)
  const look = (condition: number): number => {
    const now = knownIn(conditions[condition] as Condition, profile, tags)
    known[condition] = now
    return now
  }
  return (number) => standingBy({ musts, known, look }, mustsOf[number] as number)
}

/** What of a profile is known, by condition; below nought is not looked at yet. */
interface Known {
  musts: Int32Array
  known: Int8Array
  look(condition: number): number
}

/** As `knowledgeOf` says it; thousands of conditions name features, which a set finds sooner than a list. */
function knownIn(condition: Condition, profile: ProfileFeatures, tags: ReadonlySet<string>): number {
  if (condition.kind !== 'feature') return KNOWLEDGE.indexOf(knowledgeOf(condition, profile))
  if (hasAny(tags, condition.anyOf)) return MET
  if (hasAny(tags, condition.near)) return NEAR
  if (hasAny(tags, condition.unsaid)) return OPEN
  return condition.section === null || profile.complete.includes(condition.section) ? FAILED : OPEN
}

function hasAny(tags: ReadonlySet<string>, keys: readonly string[]): boolean {
  for (const key of keys) if (tags.has(key)) return true
  return false
}

function standingBy(known: Known, start: number): Standing {
  const { musts } = known
  let standing: Standing = 'met'
  let at = start + 1
  for (let left = musts[start] as number; left > 0; left--) {
    const isDevelopable = musts[at] === 1
    const best = knownOfMust(known, at)
    at = endOfMust(musts, at)
    if (best === MET) continue
    if (!isDevelopable && best === FAILED) return 'fails'
    if (!isDevelopable && best === OPEN) standing = 'open'
    else if (standing === 'met') standing = 'developable'
  }
  return standing
}

/** All conditions of a group, the best of the groups. */
function knownOfMust({ musts, known, look }: Known, must: number): number {
  const groups = musts[must + 1] as number
  let least = groups === 0 ? OPEN : FAILED
  for (let group = 0, at = must + 2; group < groups; group++) {
    const end = at + 1 + (musts[at] as number)
    let most = 0
    for (at++; at < end; at++) {
      const condition = musts[at] as number
      const before = known[condition] as number
      most = Math.max(most, before < 0 ? look(condition) : before)
    }
    least = Math.min(least, most)
  }
  return least
}

function endOfMust(musts: Int32Array, must: number): number {
  let at = must + 2
  for (let group = musts[must + 1] as number; group > 0; group--) at += 1 + (musts[at] as number)
  return at
}
