/** Features that very many profiles have: looked up for who can still get in, since most of them cannot. */
import { FULL_IMPACT } from '../../domain/match-query.ts'
import { denseSet, type Segment, WINDOW } from './embedded-segment.ts'
import type { DocSet } from './embedded-sets.ts'

/** A feature so many have that it is looked up instead of scanned. */
export interface Probe {
  set: DocSet
  /** Weight times 255. */
  sum: number
  /** By window, whether anybody has it there. */
  inWindow: Uint8Array
}

/** The probes of a window and the sums that they are not in yet. */
interface Probing {
  live: Probe[]
  sums: Int32Array
}

/** The dense ones of the features, weightiest first. */
export function probesOf(segment: Segment, asked: readonly { row: number; weight: number }[]): Probe[] {
  const { windowed, rareFrom, windows, denseIn } = segment
  return asked
    .filter(({ row }) => row >= windowed && row < rareFrom)
    .map(({ row, weight }) => ({
      set: denseSet(segment, row),
      sum: weight * FULL_IMPACT,
      inWindow: denseIn.subarray((row - windowed) * windows, (row - windowed + 1) * windows),
    }))
    .sort((a, b) => b.sum - a.sum)
}

/** Adds the probes to all sums. */
export function addProbes({ live, sums: into }: Probing, window: number): void {
  for (const { set, sum } of live) addSet(set, window, sum, into)
}

/** The document's whole sum, or -1 where that cannot come to `least`; `rest` is what all probes come to. */
export function probed(
  { live }: Pick<Probing, 'live'>,
  doc: number,
  sum: number,
  { least, rest }: { least: number; rest: number },
): number {
  const [word, bit] = [doc >>> 5, doc & 31]
  let whole = sum
  let most = sum + rest
  for (let at = 0; at < live.length && most >= least; at++) {
    const probe = live[at] as Probe
    if ((((probe.set[word] as number) >>> bit) & 1) === 1) whole += probe.sum
    else most -= probe.sum
  }
  return most >= least ? whole : -1
}

/** Adds the same to all of a set in the window. */
export function addSet(set: DocSet, window: number, sum: number, into: Int32Array): void {
  const first = window * (WINDOW / 32)
  const end = Math.min(set.length, first + WINDOW / 32)
  for (let word = first; word < end; word++) {
    for (let bits = set[word] as number; bits !== 0; bits &= bits - 1) {
      const offset = (word - first) * 32 + 31 - Math.clz32(bits & -bits)
      into[offset] = ((into[offset] as number) + sum) | 0
    }
  }
}
