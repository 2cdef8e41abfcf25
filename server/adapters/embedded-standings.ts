/** How the firms of a need's field stand to its musts, counted 32 at a time. */
import type { Standing } from '../../domain/match-query.ts'
import { STANDINGS } from '../../domain/match-query.ts'
import { type Masks, maskWords, mustsOf, standingIn } from './embedded-musts.ts'
import { knockOutsOf, type Question } from './embedded-question.ts'
import { rowOf, WINDOW } from './embedded-segment.ts'
import { bitsIn, type DocSet, emptySet, narrow } from './embedded-sets.ts'
import { addRow, type SegmentView } from './embedded-view.ts'

const WORDS = WINDOW / 32
const masks: Masks = { met: new Int32Array(WORDS), near: new Int32Array(WORDS), possible: new Int32Array(WORDS) }

export function standingsIn(views: readonly SegmentView[], question: Question): Record<Standing, number> {
  const counts = [0, 0, 0, 0]
  for (const view of views) {
    const musts = mustsOf(view, knockOutsOf(question))
    const field = fieldIn(view, question)
    if (musts.list.every(({ sets }) => sets !== null)) countSets(musts, field, counts)
    else countEach(musts, field, counts)
  }
  return Object.fromEntries(STANDINGS.map((standing, at) => [standing, counts[at]])) as Record<Standing, number>
}

function fieldIn({ segment, alive }: SegmentView, { field }: Question): DocSet {
  const docs = emptySet(segment.docs)
  for (let at = 0; at < field.length; at += 2) {
    const row = rowOf(segment, field[at] as number, field[at + 1] as number)
    if (row >= 0) addRow(segment, row, docs)
  }
  narrow(docs, alive)
  return docs
}

type MustsOfView = ReturnType<typeof mustsOf>

function countSets(musts: MustsOfView, field: DocSet, counts: number[]): void {
  for (let first = 0; first < field.length; first += WORDS) {
    maskWords(musts, first, masks)
    for (let at = 0; at < WORDS && first + at < field.length; at++) {
      const own = field[first + at] as number
      if (own === 0) continue
      const met = bitsIn(own & (masks.met[at] as number))
      const near = bitsIn(own & (masks.near[at] as number))
      const possible = bitsIn(own & (masks.possible[at] as number))
      add(counts, [met, near - met, possible - near, bitsIn(own) - possible])
    }
  }
}

/** Where figures are asked: whoever a set rules out is counted by it, the others one by one. */
function countEach(musts: MustsOfView, field: DocSet, counts: number[]): void {
  for (let first = 0; first < field.length; first += WORDS) {
    maskWords(musts, first, masks)
    for (let at = 0; at < WORDS && first + at < field.length; at++) {
      const own = field[first + at] as number
      const possible = own & (masks.possible[at] as number)
      add(counts, [0, 0, 0, bitsIn(own) - bitsIn(possible)])
      for (let bits = possible; bits !== 0; bits &= bits - 1) {
        const standing = standingIn(musts, (first + at) * 32 + 31 - Math.clz32(bits & -bits), 0)
        counts[standing] = (counts[standing] as number) + 1
      }
    }
  }
}

function add(counts: number[], more: readonly number[]): void {
  for (let at = 0; at < counts.length; at++) counts[at] = (counts[at] as number) + (more[at] as number)
}
