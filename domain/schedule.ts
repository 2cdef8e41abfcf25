/** The automatic schedule of an event: who meets whom in which slot, so that no firm is in two places and most of what was wished is met. */
import type { PairBand } from './pairs.ts'
import { boundOf } from './schedule-bound.ts'
import { type Candidate, chainFor, createGrid, type Grid, type Hall, type Placed } from './schedule-grid.ts'
import { shake } from './schedule-shake.ts'

export type { Candidate, Hall, Placed }

export interface Schedule {
  placed: Placed[]
  /** Candidates that found no place. */
  left: string[]
  /** What is met, in weight. */
  met: number
  /** No schedule whatever could meet more; see {@link boundOf}. */
  bound: number
}

/** Accepted requests go before every proposal of the matcher; among proposals the band decides, then the score. */
const REQUEST_WEIGHT = 1_000
const BAND_WEIGHTS: Record<PairBand, number> = { ready: 400, developable: 200, incomplete: 50 }

export function requestWeight(): number {
  return REQUEST_WEIGHT
}
/** @example a ready pair with score 71.4 weighs 471. */
export function proposalWeight(band: PairBand, score: number): number {
  return BAND_WEIGHTS[band] + Math.round(Math.min(100, Math.max(0, score)))
}

const MOST_PASSES = 20
/** How a pair without a place may find one, the easiest first. */
const WAYS: readonly ((grid: Grid, one: number) => boolean)[] = [placeFreely, placeByChain, placeByTable, placeInstead]
/** Small halls are shaken more often than large ones, which have many equally good schedules. */
const MOST_ROUNDS = 80
const ROUNDS_WORK = 8_000

/**
 * Makes the schedule.
 *
 * Three ways are tried and the best one is taken: by weight, each where it first fits; first those pairs that the upper bound would
 * choose, then the rest; by weight, moving others at once. Each is improved until nothing more is gained: a pair without a place is let
 * in by moving others between two slots, or by taking the place of lighter ones; then the best is shaken a few times. The same input gives the same schedule.
 */
export function scheduleMeetings(candidates: readonly Candidate[], hall: Hall): Schedule {
  const sorted = [...candidates].sort((one, other) => other.weight - one.weight || (one.id < other.id ? -1 : 1))
  const { weight: bound, chosen } = boundOf(sorted, hall)
  const grids = STARTS.map((start) => started(sorted, hall, start(sorted, chosen)))
  for (const grid of grids) improve(grid)
  const rounds = Math.min(MOST_ROUNDS, Math.floor(ROUNDS_WORK / Math.max(1, candidates.length)))
  const grid = grids.reduce((best, one) => (one.met() > best.met() ? one : best))
  shake(grid, { rounds, bound, improve })
  const placed = grid.withTables()
  const has = new Set(placed.map((one) => one.id))
  return { placed, left: sorted.flatMap(({ id }) => (has.has(id) ? [] : [id])), met: grid.met(), bound }
}

/** By weight alone, each where it first fits: what the improved schedule is never worse than. */
export function greedyWeight(candidates: readonly Candidate[], hall: Hall): number {
  const sorted = [...candidates].sort((one, other) => other.weight - one.weight || (one.id < other.id ? -1 : 1))
  return started(sorted, hall, []).met()
}

/** Which pairs are placed first, by moving others where needed; all others follow by weight. */
type Start = (sorted: readonly Candidate[], chosen: ReadonlySet<number>) => readonly number[]
const STARTS: readonly Start[] = [
  () => [],
  (_sorted, chosen) => [...chosen].sort((one, other) => one - other),
  (sorted) => [...sorted.keys()],
]

function started(candidates: readonly Candidate[], hall: Hall, first: readonly number[]): Grid {
  const grid = createGrid(candidates, hall)
  for (const one of first) void (placeFreely(grid, one) || placeByChain(grid, one))
  for (const one of grid.all) placeFreely(grid, one)
  return grid
}

function placeFreely(grid: Grid, one: number): boolean {
  if (grid.slotOf(one) !== null || !grid.hasRoom(one)) return false
  const slot = grid.slots.find((at) => grid.isFree(one, at))
  if (slot === undefined) return false
  grid.put(one, slot)
  return true
}

function improve(grid: Grid): void {
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const without = grid.all.filter((one) => grid.slotOf(one) === null)
    const gained = without.filter((one) => WAYS.some((place) => place(grid, one)))
    if (gained.length === 0) return
  }
}

/** Moves others back and forth between two slots until both firms are free in the same one. */
function placeByChain(grid: Grid, one: number): boolean {
  if (grid.slotOf(one) !== null || !grid.hasRoom(one)) return false
  for (const mine of grid.slots) {
    for (const theirs of grid.slots) {
      const moves = mine === theirs ? null : chainFor(grid, one, { mine, theirs })
      if (!moves) continue
      for (const { pair } of moves) grid.take(pair)
      for (const { pair, slot } of moves) grid.put(pair, slot)
      grid.put(one, mine)
      return true
    }
  }
  return false
}

/** Where both firms are free but every table is taken, somebody else moves to another slot. */
function placeByTable(grid: Grid, one: number): boolean {
  if (grid.slotOf(one) !== null || !grid.hasRoom(one)) return false
  for (const slot of grid.slots.filter((at) => grid.lacksOnlyTable(one, at))) {
    for (const other of grid.pairsIn(slot)) {
      const to = grid.isPinned(other) ? undefined : grid.slots.find((at) => grid.isFree(other, at))
      if (to === undefined) continue
      grid.take(other)
      grid.put(other, to)
      grid.put(one, slot)
      return true
    }
  }
  return false
}

/** Takes the place of lighter ones, which then look for another; kept only where the whole gains by it. */
function placeInstead(grid: Grid, one: number): boolean {
  if (grid.slotOf(one) !== null) return false
  const before = grid.met()
  for (const slot of grid.slots) {
    const inTheWay = grid.inTheWay(one, slot)
    if (inTheWay === null) continue
    const mark = grid.mark()
    for (const pair of inTheWay) grid.take(pair)
    grid.put(one, slot)
    for (const pair of inTheWay) void (placeFreely(grid, pair) || placeByChain(grid, pair))
    if (grid.met() <= before) fillUp(grid, inTheWay)
    if (grid.met() > before) return true
    grid.undo(mark)
  }
  return false
}

/** Whoever shares a firm with those that gave way may sit in their place. */
function fillUp(grid: Grid, gone: readonly number[]): void {
  const firms = new Set(gone.filter((pair) => grid.slotOf(pair) === null).flatMap((pair) => grid.firmsOf(pair)))
  const waiting = [...firms].flatMap((firm) => grid.pairsOf(firm)).filter((pair) => grid.slotOf(pair) === null)
  for (const pair of waiting.sort((one, other) => one - other)) placeFreely(grid, pair)
}
