/** Open needs as the embedded engine keeps them beside its index: who asks for a feature, and each condition of their musts once. */
import type { Condition, KnockOut, MatchQuery } from '../../domain/match-query.ts'
import { FULL_IMPACT, TOPIC_GROUPS } from '../../domain/match-query.ts'

export const GROUPS = TOPIC_GROUPS.length

/** Which needs ask for a feature: the need's number times the groups plus the group, and the weight. */
export interface Askers {
  slots: Int32Array
  weights: Int32Array
  size: number
}

/** A need's number is given once; a changed need gets a new one, and its old postings stay until all are written anew. */
export interface OpenNeeds {
  ids: string[]
  queries: (MatchQuery | null)[]
  /** By slot: what a group adds at most; nought once the need is closed. */
  caps: Int32Array
  /** Which of `lengths` a need was planned with; those of one day share it. */
  eras: Int32Array
  lengths: number[]
  /**
   * All musts as one row of numbers, since hundreds are read for each question: how many a need has, then of each whether it is
   * developable, how many groups it has, and of each group how many conditions and which.
   */
  musts: Int32Array
  mustsSize: number
  /** Where a need's musts begin. */
  mustsOf: Int32Array
  numberOf: Map<string, number>
  byTag: Map<string, Askers>
  byWord: Map<string, Askers>
  /** Many needs ask for the same certificate and the same country: a question answers each condition once. */
  conditions: Condition[]
  numberOfCondition: Map<string, number>
}

export function noNeeds(): OpenNeeds {
  return {
    ids: [],
    queries: [],
    caps: new Int32Array(64 * GROUPS),
    eras: new Int32Array(64),
    lengths: [],
    musts: new Int32Array(1024),
    mustsSize: 0,
    mustsOf: new Int32Array(64),
    numberOf: new Map(),
    byTag: new Map(),
    byWord: new Map(),
    conditions: [],
    numberOfCondition: new Map(),
  }
}

/** Takes a need in, or out where the query is null. */
export function putNeed(needs: OpenNeeds, id: string, query: MatchQuery | null): void {
  const old = needs.numberOf.get(id)
  if (old !== undefined) {
    needs.queries[old] = null
    needs.caps.fill(0, old * GROUPS, (old + 1) * GROUPS)
  }
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
  if (number === needs.eras.length) {
    needs.eras = twice(needs.eras)
    needs.caps = twice(needs.caps)
    needs.mustsOf = twice(needs.mustsOf)
  }
  needs.mustsOf[number] = addMusts(needs, query.knockOuts)
  needs.eras[number] = eraOf(needs, query.averageLength)
  for (const [at, group] of TOPIC_GROUPS.entries()) needs.caps[number * GROUPS + at] = query.caps[group] * FULL_IMPACT
  for (const { key, weight, group } of query.features) {
    const [lists, name] = key.startsWith('term:') ? [needs.byWord, key.slice(5)] : [needs.byTag, key]
    const askers = lists.get(name) ?? noAskers()
    if (askers.size === 0) lists.set(name, askers)
    push(askers, number * GROUPS + TOPIC_GROUPS.indexOf(group), weight)
  }
}

function eraOf({ lengths }: OpenNeeds, averageLength: number): number {
  const known = lengths.lastIndexOf(averageLength)
  return known >= 0 ? known : lengths.push(averageLength) - 1
}

function addMusts(needs: OpenNeeds, knockOuts: readonly KnockOut[]): number {
  const start = needs.mustsSize
  const row = [
    knockOuts.length,
    ...knockOuts.flatMap(({ developable, groups }) => [
      Number(developable),
      groups.length,
      ...groups.flatMap((group) => [group.length, ...group.map((condition) => numberOfCondition(needs, condition))]),
    ]),
  ]
  while (start + row.length > needs.musts.length) needs.musts = twice(needs.musts)
  needs.musts.set(row, start)
  needs.mustsSize += row.length
  return start
}

function numberOfCondition({ conditions, numberOfCondition: known }: OpenNeeds, condition: Condition): number {
  const text = JSON.stringify(condition)
  const before = known.get(text)
  if (before !== undefined) return before
  known.set(text, conditions.length)
  return conditions.push(condition) - 1
}

function noAskers(): Askers {
  return { slots: new Int32Array(4), weights: new Int32Array(4), size: 0 }
}

function push(askers: Askers, slot: number, weight: number): void {
  if (askers.size === askers.slots.length) {
    askers.slots = twice(askers.slots)
    askers.weights = twice(askers.weights)
  }
  askers.slots[askers.size] = slot
  askers.weights[askers.size] = weight
  askers.size++
}

function twice(list: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(list.length * 2)
  longer.set(list)
  return longer
}

function writeAnew(needs: OpenNeeds): void {
  const open = [...openNeeds(needs)]
  Object.assign(needs, noNeeds())
  for (const [id, query] of open) add(needs, id, query)
}
