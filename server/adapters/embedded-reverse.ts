/** Open needs beside the index, found from the profile's side: whom a new or changed profile may concern. */
import type { MatchQuery, ProfileFeatures } from '../../domain/match-query.ts'
import { FULL_IMPACT, TOPIC_GROUPS } from '../../domain/match-query.ts'
import { standingOf, textImpact, topicFrom } from '../../domain/topic.ts'
import type { NeedHit } from '../ports/match-engine.ts'

/** Which needs ask for a feature: number, weight and group, one after another. */
type Askers = number[]

/** A need's number is given once; a changed need gets a new one, and its old postings stay until all are written anew. */
export interface OpenNeeds {
  ids: string[]
  queries: (MatchQuery | null)[]
  numberOf: Map<string, number>
  byTag: Map<string, Askers>
  byWord: Map<string, Askers>
  /** Sums by need and group; noughts between two questions. */
  sums: Float64Array
  touched: Uint8Array
}

export function noNeeds(): OpenNeeds {
  return {
    ids: [],
    queries: [],
    numberOf: new Map(),
    byTag: new Map(),
    byWord: new Map(),
    sums: new Float64Array(0),
    touched: new Uint8Array(0),
  }
}

/** Takes a need in, or out where the query is null. */
export function putNeed(needs: OpenNeeds, id: string, query: MatchQuery | null): void {
  const old = needs.numberOf.get(id)
  if (old !== undefined) needs.queries[old] = null
  needs.numberOf.delete(id)
  if (needs.ids.length > 2 * needs.numberOf.size + 1000) writeAnew(needs)
  if (query) add(needs, id, query)
}

/** The open needs as they stand, in no order. */
export function* openNeeds({ ids, numberOf, queries }: OpenNeeds): Generator<[id: string, query: MatchQuery]> {
  for (const number of numberOf.values()) {
    const query = queries[number]
    if (query) yield [ids[number] ?? '', query]
  }
}

function add(needs: OpenNeeds, id: string, query: MatchQuery): void {
  const number = needs.ids.length
  needs.ids.push(id)
  needs.queries.push(query)
  needs.numberOf.set(id, number)
  for (const { key, weight, group } of query.features) {
    const [lists, name] = key.startsWith('term:') ? [needs.byWord, key.slice(5)] : [needs.byTag, key]
    const askers = lists.get(name)
    const asker = [number, weight, TOPIC_GROUPS.indexOf(group)] as const
    if (askers) askers.push(...asker)
    else lists.set(name, [...asker])
  }
}

function writeAnew(needs: OpenNeeds): void {
  const open = [...openNeeds(needs)]
  Object.assign(needs, noNeeds())
  for (const [id, query] of open) add(needs, id, query)
}

const GROUPS = TOPIC_GROUPS.length
const PLACE = TOPIC_GROUPS.indexOf('place')

/** Needs near enough by topic; a place alone brings nobody. */
export function needsFor(needs: OpenNeeds, profile: ProfileFeatures, { least, failing }: { least: number; failing: boolean }): NeedHit[] {
  if (needs.touched.length < needs.ids.length) {
    needs.touched = new Uint8Array(needs.ids.length * 2)
    needs.sums = new Float64Array(needs.touched.length * GROUPS)
  }
  const found: number[] = []
  const places: [Askers, number][] = []
  for (const [word, count] of profile.terms) addWord(needs, found, profile.length, { askers: needs.byWord.get(word), count })
  for (const tag of profile.tags) addTag(needs, found, places, { askers: needs.byTag.get(tag), impact: FULL_IMPACT })
  for (const [key, impact] of profile.graded) addTag(needs, found, places, { askers: needs.byTag.get(key), impact })
  for (const [askers, impact] of places) addPlace(needs, askers, impact)
  const hits = found.flatMap((number) => hitOf(needs, number, profile, least))
  for (const number of found) clear(needs, number)
  return hits.filter(({ standing }) => failing || standing !== 'fails').sort((a, b) => b.topic - a.topic || (a.needId < b.needId ? -1 : 1))
}

function addWord(
  needs: OpenNeeds,
  found: number[],
  length: number,
  { askers, count }: { askers: Askers | undefined; count: number },
): void {
  if (!askers) return
  let [average, impact] = [-1, 0]
  for (let at = 0; at < askers.length; at += 3) {
    const number = askers[at] as number
    const query = needs.queries[number]
    if (!query) continue
    if (query.averageLength !== average) {
      average = query.averageLength
      impact = textImpact(count, length, average)
    }
    addTo(needs, found, number, (askers[at + 2] as number) + (askers[at + 1] as number) * impact * GROUPS)
  }
}

function addTag(
  needs: OpenNeeds,
  found: number[],
  places: [Askers, number][],
  { askers, impact }: { askers: Askers | undefined; impact: number },
): void {
  if (!askers) return
  if (askers[2] === PLACE) {
    places.push([askers, impact])
    return
  }
  for (let at = 0; at < askers.length; at += 3) {
    addTo(needs, found, askers[at] as number, (askers[at + 2] as number) + (askers[at + 1] as number) * impact * GROUPS)
  }
}

/** `packed` is the sum to add times the number of groups, plus the group. */
function addTo({ sums, touched, queries }: OpenNeeds, found: number[], number: number, packed: number): void {
  if (queries[number] === null) return
  if (touched[number] === 0) {
    touched[number] = 1
    found.push(number)
  }
  const group = packed % GROUPS
  const place = number * GROUPS + group
  sums[place] = (sums[place] as number) + (packed - group) / GROUPS
}

/** A place counts where something else has brought the need. */
function addPlace({ sums, touched }: OpenNeeds, askers: Askers, impact: number): void {
  for (let at = 0; at < askers.length; at += 3) {
    const number = askers[at] as number
    if (touched[number] === 0) continue
    const place = number * GROUPS + (askers[at + 2] as number)
    sums[place] = (sums[place] as number) + (askers[at + 1] as number) * impact
  }
}

function hitOf({ sums, queries, ids }: OpenNeeds, number: number, profile: ProfileFeatures, least: number): NeedHit[] {
  const query = queries[number]
  if (!query) return []
  let whole = 0
  for (let group = 0; group < GROUPS; group++) {
    const cap = query.caps[TOPIC_GROUPS[group] as (typeof TOPIC_GROUPS)[number]] * FULL_IMPACT
    whole += Math.min(cap, sums[number * GROUPS + group] as number)
  }
  const topic = topicFrom(whole)
  return topic >= least ? [{ needId: ids[number] ?? '', topic, standing: standingOf(query.knockOuts, profile) }] : []
}

function clear({ sums, touched }: OpenNeeds, number: number): void {
  touched[number] = 0
  for (let group = 0; group < GROUPS; group++) sums[number * GROUPS + group] = 0
}
