/** Shakes a schedule: some of it is laid anew by lot and improved again, which finds what single moves cannot. */
import type { Grid } from './schedule-grid.ts'

type Draw = <T>(among: readonly T[]) => T | undefined

/** Kept where the whole loses nothing; the lots are always the same, so that the same input gives the same schedule. */
export function shake(grid: Grid, { rounds, bound, improve }: { rounds: number; bound: number; improve: (grid: Grid) => void }): void {
  const draw = createLots()
  for (let round = 0; round < rounds && grid.met() < bound; round++) {
    const [before, mark] = [grid.met(), grid.mark()]
    if (round % 2 === 0) stir(grid, draw)
    else layAnew(grid, draw)
    improve(grid)
    if (grid.met() < before) grid.undo(mark)
  }
}

/** Park and Miller's generator, with one seed. */
function createLots(): Draw {
  let lot = 20_261_201
  return (among) => {
    lot = (lot * 48_271) % 2_147_483_647
    return among[Math.floor((lot / 2_147_483_647) * among.length)]
  }
}

/** A few go out, and one that waits goes in first. */
function stir(grid: Grid, draw: Draw): void {
  const were = loose(grid)
  const waiting = draw(grid.all.filter((pair) => grid.slotOf(pair) === null))
  for (const pair of new Set([draw(were), draw(were), draw(were)])) if (pair !== undefined) grid.take(pair)
  force(grid, waiting, draw(grid.slots))
}

/** The whole day at other times than it stood, with one more that goes in first. */
function layAnew(grid: Grid, draw: Draw): void {
  const were = loose(grid)
  const waiting = draw(grid.all.filter((pair) => grid.slotOf(pair) === null))
  for (const pair of were) grid.take(pair)
  force(grid, waiting, draw(grid.slots))
  for (const pair of were) {
    const at = grid.hasRoom(pair) ? draw(grid.slots.filter((slot) => grid.isFree(pair, slot))) : undefined
    if (at !== undefined) grid.put(pair, at)
  }
}

function loose(grid: Grid): number[] {
  return grid.all.filter((pair) => grid.slotOf(pair) !== null && !grid.isPinned(pair))
}

function force(grid: Grid, pair: number | undefined, slot: number | undefined): void {
  if (pair === undefined || slot === undefined) return
  const inTheWay = grid.inTheWay(pair, slot)
  if (inTheWay === null) return
  for (const one of inTheWay) grid.take(one)
  grid.put(pair, slot)
}
