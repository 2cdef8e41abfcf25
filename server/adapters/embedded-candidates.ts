/** Recall: the exact first k of three recalls in one pass over the windows, those that promise most first. */
import { FULL_IMPACT, type KnockOut } from '../../domain/match-query.ts'
import { type Best, bestOf, leastOf, type Offer, offer, together } from './embedded-best.ts'
import { decodeId } from './embedded-ids.ts'
import { FAILS, type Masks, MET, type Musts, maskWords, mustsOf, OPEN, standingIn } from './embedded-musts.ts'
import { knockOutsOf, type Question } from './embedded-question.ts'
import { impactIn, type Scan, scanOf, sumWindow } from './embedded-scan.ts'
import { WINDOW } from './embedded-segment.ts'
import { idsOf } from './embedded-texts.ts'
import type { SegmentView } from './embedded-view.ts'

/** A candidate set in columns, as it crosses back to the asking thread. */
export interface Found {
  /** One line a candidate. */
  ids: string
  topics: Float64Array
  standings: Uint8Array
  /** Evidence of candidate n stands between `evidence[n]` and `evidence[n + 1]` of the other two. */
  evidence: Uint32Array
  features: Uint16Array
  impacts: Uint8Array
  exhaustive: boolean
}

interface Recall {
  met: Best
  near: Best
  possible: Best
  /** How many candidates not known to fail were seen. */
  seen: number
}

/** A segment being recalled from. */
interface Pass {
  recall: Recall
  place: number
  scan: Scan
  musts: Musts
}

const WORDS = WINDOW / 32
const masks: Masks = { met: new Int32Array(WORDS), near: new Int32Array(WORDS), possible: new Int32Array(WORDS) }

export function candidatesIn(views: readonly SegmentView[], question: Question, k: number): Found {
  const segments = views.map(({ segment }) => segment)
  const recall: Recall = { met: bestOf(k, segments), near: bestOf(k, segments), possible: bestOf(k, segments), seen: 0 }
  const knockOuts = knockOutsOf(question)
  const passes = views.map((view, place) => passOf(view, question, knockOuts, { recall, place }))
  for (const pass of passes) recallFrom(pass)
  const winners = together([recall.met, recall.near, recall.possible])
  return { ...columnsOf(passes, winners), exhaustive: recall.seen <= k }
}

function passOf(view: SegmentView, question: Question, knockOuts: readonly KnockOut[], at: Pick<Pass, 'recall' | 'place'>): Pass {
  return { ...at, scan: scanOf(view.segment, question), musts: mustsOf(view, knockOuts) }
}

function recallFrom(pass: Pass): void {
  const { bounds } = pass.scan
  const order = Array.from(bounds.keys()).sort((a, b) => (bounds[b] as number) - (bounds[a] as number))
  for (const window of order) if (bounds[window] !== 0) recallWindow(pass, window)
}

/** Two sweeps: those who may meet all musts come to any recall, and all the rest to the wider two with a smaller fit. */
function recallWindow(pass: Pass, window: number): void {
  const { scan, musts, recall } = pass
  const bound = scan.bounds[window] as number
  const mostMet = musts.whole * FULL_IMPACT
  const mostRest = musts.list.length === 0 ? 0 : (musts.whole - musts.least) * FULL_IMPACT
  const leastMet = Math.min(leastOf(recall.met), leastOf(recall.near), leastPossible(recall)) - mostMet
  const leastRest = Math.min(leastOf(recall.near), leastPossible(recall)) - mostRest
  if (bound < leastMet && bound < leastRest) return
  const who = maskWords(musts, window * WORDS, masks)
  // Where nobody is near, only those whose musts are unknown remain.
  const rest = who & 2 ? leastRest : leastPossible(recall) - mostRest
  const sweepsMet = (who & 1) !== 0 && bound >= leastMet
  const sweepsRest = (who & 6) !== 0 && bound >= rest && musts.list.length > 0
  if (!sweepsMet && !sweepsRest) return
  sumWindow(scan, window)
  if (sweepsMet) sweep(pass, window, masks.met, Math.max(1, leastMet))
  if (!sweepsRest) return
  for (let word = 0; word < WORDS; word++) {
    masks.possible[word] = (masks.possible[word] as number) & ~(masks.met[word] as number)
  }
  sweep(pass, window, masks.possible, Math.max(1, rest))
}

/** Until more than k are seen nobody may be passed over, so that a set is called exhaustive only where it is. */
function leastPossible({ possible, seen }: Recall): number {
  return seen > possible.k ? leastOf(possible) : 0
}

function sweep(pass: Pass, window: number, among: Int32Array, least: number): void {
  const { sums } = pass.scan
  for (let word = 0; word < WORDS; word++) {
    const bits = among[word] as number
    if (bits === 0) continue
    const first = word * 32
    for (let at = 0; at < 32; at++) {
      const sum = sums[first + at] as number
      if (sum >= least && ((bits >>> at) & 1) !== 0) consider(pass, window * WINDOW + first + at, sum)
    }
  }
}

function consider({ recall, place, musts }: Pass, doc: number, topic: number): void {
  const standing = standingIn(musts, doc)
  if (standing === FAILS) return
  recall.seen++
  const promise = topic + musts.fit * FULL_IMPACT
  const offered: Offer = { promise, topic, place, doc, standing }
  if (promise >= leastOf(recall.possible)) offer(recall.possible, offered)
  if (standing === OPEN) return
  if (promise >= leastOf(recall.near)) offer(recall.near, offered)
  if (standing === MET && promise >= leastOf(recall.met)) offer(recall.met, offered)
}

function columnsOf(passes: readonly Pass[], winners: readonly Offer[]): Omit<Found, 'exhaustive'> {
  const evidence = new Uint32Array(winners.length + 1)
  const features: number[] = []
  const impacts: number[] = []
  const asked = passes.map(({ scan }) => scan.lanes.flatMap((lane) => lane.asked).sort((a, b) => a.feature - b.feature))
  for (const [at, { place, doc }] of winners.entries()) {
    const { scan } = passes[place] as Pass
    for (const each of asked[place] ?? []) {
      const impact = impactIn(scan, each, doc)
      if (impact === 0) continue
      features.push(each.feature)
      impacts.push(impact)
    }
    evidence[at + 1] = features.length
  }
  return {
    ids: winners.map(({ place, doc }) => decodeId(idsOf((passes[place] as Pass).scan.segment), doc)).join('\n'),
    topics: Float64Array.from(winners, ({ topic }) => topic),
    standings: Uint8Array.from(winners, ({ standing }) => standing),
    evidence,
    features: Uint16Array.from(features),
    impacts: Uint8Array.from(impacts),
  }
}
