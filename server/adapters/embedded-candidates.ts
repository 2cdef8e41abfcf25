/** Recall: the exact first k of three recalls in one pass over the windows, those that promise most first. */
import { FULL_IMPACT, type KnockOut } from '../../domain/match-query.ts'
import { type Best, bestOf, makeRoom, noneSeen, offer, type Seen, together } from './embedded-best.ts'
import { type Evidence, evidenceOf } from './embedded-evidence.ts'
import { decodeId } from './embedded-ids.ts'
import { FAILS, type Masks, MET, type Musts, maskWords, mustsOf, OPEN, standingIn } from './embedded-musts.ts'
import { addProbes, probed } from './embedded-probes.ts'
import { knockOutsOf, type Question } from './embedded-question.ts'
import { type Scan, scanOf, sumWindow } from './embedded-scan.ts'
import { WINDOW } from './embedded-segment.ts'
import { countOf } from './embedded-sets.ts'
import { idsOf } from './embedded-texts.ts'
import type { SegmentView } from './embedded-view.ts'

/** A candidate set in columns, as it crosses back to the asking thread. */
export interface Found {
  /** One line a candidate. */
  ids: string
  topics: Int32Array
  standings: Uint8Array
  evidence: Evidence
  exhaustive: boolean
}

interface Recall {
  met: Best
  near: Best
  possible: Best
  /** Everyone not known to fail who may be among the first. */
  seen: Seen
  /** How many candidates not known to fail were met with. */
  count: number
}

/** A segment being recalled from. */
interface Pass {
  recall: Recall
  place: number
  scan: Scan
  musts: Musts
  /** What the probes come to at most that are not in the sums yet. */
  rest: number
}

const WORDS = WINDOW / 32
const masks: Masks = { met: new Int32Array(WORDS), near: new Int32Array(WORDS), possible: new Int32Array(WORDS) }

export function candidatesIn(views: readonly SegmentView[], question: Question, k: number): Found {
  const seen = noneSeen(
    views.map(({ segment }) => segment),
    4 * k + 64,
  )
  const recall: Recall = { met: bestOf(k, seen), near: bestOf(k, seen), possible: bestOf(k, seen), seen, count: 0 }
  const knockOuts = knockOutsOf(question)
  const passes = views.map((view, place) => passOf(view, question, knockOuts, { recall, place }))
  for (const pass of passes) recallFrom(pass)
  const winners = together(seen, [recall.met, recall.near, recall.possible])
  return {
    ids: winners.map((winner) => idOf(seen, winner)).join('\n'),
    topics: Int32Array.from(winners, (winner) => seen.topics[winner] as number),
    standings: Uint8Array.from(winners, (winner) => seen.standings[winner] as number),
    evidence: evidenceOf(
      passes.map(({ scan }) => scan),
      seen,
      winners,
    ),
    exhaustive: recall.count <= k,
  }
}

function idOf({ segments, places, docs }: Seen, winner: number): string {
  return decodeId(idsOf(segments[places[winner] as number] as Seen['segments'][number]), docs[winner] as number)
}

function passOf(view: SegmentView, question: Question, knockOuts: readonly KnockOut[], at: Pick<Pass, 'recall' | 'place'>): Pass {
  return { ...at, scan: scanOf(view.segment, question), musts: mustsOf(view, knockOuts), rest: 0 }
}

function recallFrom(pass: Pass): void {
  const { bounds } = pass.scan
  const order = Array.from(bounds.keys()).sort((a, b) => (bounds[b] as number) - (bounds[a] as number))
  for (const window of order) if (bounds[window] !== 0) recallWindow(pass, window)
}

/** Two sweeps: those who may meet all musts come to any recall, and all the rest to the wider two with a smaller fit. */
function recallWindow(pass: Pass, window: number): void {
  const bound = pass.scan.bounds[window] as number
  const least = leastTopic(pass)
  if (bound < Math.min(least.met, least.near, least.possible)) return
  const who = maskWords(pass.musts, window * WORDS, masks)
  // Where nobody is near, only those whose musts are unknown remain.
  const leastRest = (who & 2) !== 0 ? Math.min(least.near, least.possible) : least.possible
  const sweepsMet = (who & 1) !== 0 && bound >= least.met
  const sweepsRest = (who & 6) !== 0 && bound >= leastRest
  if (!sweepsMet && !sweepsRest) return
  pass.rest = sumWindow(pass.scan, window)
  if (sweepsMet) sweep(pass, window, masks.met, Math.max(1, least.met))
  if (!sweepsRest) return
  for (let word = 0; word < WORDS; word++) {
    masks.possible[word] = (masks.possible[word] as number) & ~(masks.met[word] as number)
  }
  sweep(pass, window, masks.possible, Math.max(1, leastRest))
}

/** The least topic with which one who may meet all, one at least near, or one not known to fail still gets in anywhere. */
function leastTopic({ musts, recall }: Pass): Record<'met' | 'near' | 'possible', number> {
  // Who misses a must lacks at least the lightest of them.
  const rest = musts.list.length === 0 ? Number.NEGATIVE_INFINITY : (musts.whole - musts.least) * FULL_IMPACT
  const [met, near, possible] = [recall.met.least, recall.near.least, leastPossible(recall)]
  return { met: Math.min(met, near, possible) - musts.whole * FULL_IMPACT, near: near - rest, possible: possible - rest }
}

/** Until more than k are seen nobody may be passed over, so that a set is called exhaustive only where it is. */
function leastPossible({ possible, count }: Recall): number {
  return count > possible.k ? possible.least : 0
}

/** So many documents that adding the probes to all is cheaper than looking each of them up. */
const MANY = 256

function sweep(pass: Pass, window: number, among: Int32Array, least: number): void {
  const { scan } = pass
  // Where even the probes alone may bring somebody in, they are added for all who are asked about.
  if (pass.rest >= least && countOf(among) > MANY) {
    addProbes(scan, window)
    pass.rest = 0
  }
  const { sums } = scan
  const { rest } = pass
  const enough = least - rest
  for (let word = 0; word < WORDS; word++) {
    const bits = among[word] as number
    if (bits === 0) continue
    const first = word * 32
    for (let at = 0; at < 32; at++) {
      const sum = sums[first + at] as number
      if (sum < enough || ((bits >>> at) & 1) === 0) continue
      const doc = window * WINDOW + first + at
      const whole = rest === 0 ? sum : probed(scan, doc, sum, { least, rest })
      if (whole > 0) consider(pass, doc, whole)
    }
  }
}

function consider({ recall, place, musts }: Pass, doc: number, topic: number): void {
  const least = Math.min(recall.near.least, leastPossible(recall))
  const standing = standingIn(musts, doc, (least - topic) / FULL_IMPACT)
  if (standing === FAILS) return
  recall.count++
  const promise = topic + musts.fit * FULL_IMPACT
  const isNear = standing !== OPEN && promise >= recall.near.least
  const isMet = standing === MET && promise >= recall.met.least
  const isPossible = promise >= recall.possible.least
  if (!isMet && !isNear && !isPossible) return
  const { seen } = recall
  makeRoom(seen)
  const number = seen.size++
  seen.promises[number] = promise
  seen.topics[number] = topic
  seen.places[number] = place
  seen.docs[number] = doc
  seen.standings[number] = standing
  if (isPossible) offer(recall.possible, number, promise)
  if (isNear) offer(recall.near, number, promise)
  if (isMet) offer(recall.met, number, promise)
}
