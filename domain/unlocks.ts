/** What would move a firm to *ready* in how many open needs: each missing thing assumed to be there, and the needs evaluated anew (rulings: computed, not guessed). */
import { evaluateNeed, type JudgedBefore, judgedIn, type NeedContext } from './matching.ts'
import type { ProfileFacts, QuantityUnit } from './profiles.ts'
import { affects, covers, familyOf, itemsOf, type Openable, type UnlockItem, withItems } from './unlock-items.ts'

export type UnlockContext = Omit<NeedContext, 'topic'>

/** What is opened: the needs that become ready and are not, and their volume a month by unit, never summed across units. */
export interface Opening {
  needIds: string[]
  volumes: Partial<Record<QuantityUnit, number>>
}

export interface Unlock extends Opening {
  item: UnlockItem
  /** How many more needs it is a part of: they open with it and others. */
  withOthers: number
}

export interface Unlocks {
  /** Needs for which the firm is ready today. */
  ready: number
  /** Needs that what can be brought would open, all of it together. */
  reachable: number
  /** What opens most by itself first, then what is part of most. */
  items: Unlock[]
  /** Two to four things that open more together than any of them alone, by their keys. */
  together: (Opening & { keys: string[] })[]
}

/** How many different things are looked at, and how many sets of them: those that most needs ask for. */
const MOST_ITEMS = 60
const MOST_SETS = 20
const MOST_IN_A_SET = 4

interface Closed {
  openable: Openable
  missing: UnlockItem[]
  /** False where a criterion has alternatives: then more than what is missing may open it. */
  plain: boolean
  /** How its criteria were judged as things are. */
  known: JudgedBefore
}

/**
 * Counts what each missing thing opens. `open` are the open needs near the firm's work, `facts` all its own.
 * @example Two needs lack ISO 9001 alone, a third lacks it and a press of 400 t: ISO 9001 opens two, and is part of one more.
 */
export function unlocks(open: readonly Openable[], facts: ProfileFacts, context: UnlockContext): Unlocks {
  const steps = unlockSteps(open, facts, context)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same in small steps, so that whoever serves others meanwhile can pause between them. */
export function* unlockSteps(open: readonly Openable[], facts: ProfileFacts, context: UnlockContext): Generator<void, Unlocks> {
  let ready = 0
  const closed: Closed[] = []
  for (const openable of open) {
    const evaluation = evaluateNeed(openable.need, facts, { ...context, topic: openable.topic })
    const missing = evaluation.band === 'ready' ? [] : itemsOf(openable, evaluation)
    if (evaluation.band === 'ready') ready++
    if (missing.length > 0)
      closed.push({ openable, missing, plain: hasNoAlternatives(openable), known: judgedIn(openable.need, evaluation) })
    yield
  }
  const reachable = new Set<Closed>()
  for (const one of closed) {
    if (opensWith(one, one.missing, { facts, context })) reachable.add(one)
    yield
  }
  const opened = function* (items: readonly UnlockItem[]): Generator<void, Openable[]> {
    const found: Openable[] = []
    for (const one of closed) {
      if (!mayOpen(one, items)) continue
      if (opensWith(one, items, { facts, context })) found.push(one.openable)
      yield
    }
    return found
  }
  const items: Unlock[] = []
  for (const item of distinct(closed)) {
    const alone = yield* opened([item])
    const others = [...reachable].filter((one) => !alone.includes(one.openable) && one.missing.some((each) => covers(item, each)))
    items.push({ item, ...openingOf(alone), withOthers: others.length })
  }
  const together = yield* togetherOf([...reachable], items, opened)
  const shown = items.filter((one) => !items.some((other) => isBeatenBy(one, other)) && one.needIds.length + one.withOthers > 0)
  return { ready, reachable: reachable.size, items: shown.sort(byWorth), together }
}

/** Whether the firm would be ready for this need with these things, everything else as it is. */
export function opensWith(
  { openable, known }: Pick<Closed, 'openable'> & Partial<Pick<Closed, 'known'>>,
  items: readonly UnlockItem[],
  { facts, context }: { facts: ProfileFacts; context: UnlockContext },
): boolean {
  const pair = withItems(openable, facts, { items, today: context.today })
  const same = known && unaffected(known, items)
  return evaluateNeed(pair.need, pair.facts, { ...context, topic: openable.topic, ...(same && { known: same }) }).band === 'ready'
}

/** Criteria that these things do not touch are judged as before. */
function unaffected(known: JudgedBefore, items: readonly UnlockItem[]): JudgedBefore {
  const kinds = new Set(items.flatMap(affects))
  if (kinds.size === 0) return known
  return new Map([...known].filter(([groups]) => groups.every(({ requirements }) => requirements.every(({ kind }) => !kinds.has(kind)))))
}

function hasNoAlternatives({ need }: Openable): boolean {
  return need.criteria.every(({ groups }) => groups.length === 1)
}

/** Spares evaluations: a need with a gap of another sort stays closed. */
function mayOpen({ missing, plain }: Closed, items: readonly UnlockItem[]): boolean {
  return !plain || missing.every((gap) => items.some((item) => sortOf(item) === sortOf(gap)))
}

/** A certificate may stand for another one and a process for its relatives; a figure only for figures of its family. */
function sortOf({ asked, key }: UnlockItem): string {
  if (!asked) return key
  return asked.kind === 'certificate' || asked.kind === 'process' ? asked.kind : familyOf(asked)
}

/** Each thing once, those that most needs lack first; its months are the longest that any of them gives. */
function distinct(closed: readonly Closed[]): UnlockItem[] {
  const found = new Map<string, { item: UnlockItem; needs: number }>()
  for (const item of closed.flatMap(({ missing }) => missing)) {
    const before = found.get(item.key)
    const months = before && Math.max(before.item.months ?? 0, item.months ?? 0)
    found.set(item.key, { item: before ? { ...before.item, months: months || null } : item, needs: (before?.needs ?? 0) + 1 })
  }
  const ranked = [...found.values()].sort((one, other) => other.needs - one.needs || (one.item.key < other.item.key ? -1 : 1))
  return ranked.slice(0, MOST_ITEMS).map(({ item }) => item)
}

/** More of the same that opens no more is not worth asking for. */
function isBeatenBy(one: Unlock, other: Unlock): boolean {
  if (one === other || !covers(one.item, other.item)) return false
  const same = covers(other.item, one.item)
  const asMuch =
    other.needIds.length >= one.needIds.length && other.withOthers + other.needIds.length >= one.withOthers + one.needIds.length
  return asMuch && (!same || other.item.key < one.item.key)
}

function byWorth(one: Unlock, other: Unlock): number {
  return (
    other.needIds.length - one.needIds.length ||
    other.withOthers - one.withOthers ||
    (one.item.months ?? 0) - (other.item.months ?? 0) ||
    (one.item.key < other.item.key ? -1 : 1)
  )
}

/** Sets of two to four that some needs lack together, those that most lack first. */
function setsIn(reachable: readonly Closed[], known: ReadonlyMap<string, Unlock>): UnlockItem[][] {
  const sets = new Map<string, { items: UnlockItem[]; needs: number }>()
  for (const { missing } of reachable) {
    const inSet = missing.length > 1 && missing.length <= MOST_IN_A_SET && missing.every(({ key }) => known.has(key))
    if (!inSet) continue
    const items = [...missing].sort((one, other) => (one.key < other.key ? -1 : 1))
    const name = items.map(({ key }) => key).join('\n')
    sets.set(name, { items, needs: (sets.get(name)?.needs ?? 0) + 1 })
  }
  const ranked = [...sets.entries()].sort((one, other) => other[1].needs - one[1].needs || (one[0] < other[0] ? -1 : 1))
  return ranked.slice(0, MOST_SETS).map(([, { items }]) => items)
}

function* togetherOf(
  reachable: readonly Closed[],
  items: readonly Unlock[],
  opened: (items: readonly UnlockItem[]) => Generator<void, Openable[]>,
): Generator<void, Unlocks['together']> {
  const known = new Map(items.map((one) => [one.item.key, one]))
  const found: Unlocks['together'] = []
  for (const set of setsIn(reachable, known)) {
    const opening = openingOf(yield* opened(set))
    const more = set.every(({ key }) => opening.needIds.length > (known.get(key)?.needIds.length ?? 0))
    if (more) found.push({ keys: set.map(({ key }) => key), ...opening })
  }
  return found.sort((one, other) => other.needIds.length - one.needIds.length || one.keys.length - other.keys.length)
}

function openingOf(opened: readonly Openable[]): Opening {
  const volumes: Opening['volumes'] = {}
  for (const { need } of opened) {
    if (need.volumePerMonth !== null) volumes[need.volumeUnit] = (volumes[need.volumeUnit] ?? 0) + need.volumePerMonth
  }
  return { needIds: opened.map(({ need }) => need.id), volumes }
}
