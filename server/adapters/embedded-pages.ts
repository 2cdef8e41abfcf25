/** A page of the directory: by worth, then folded name, then id, from where the page before ended. */
import type { DirectoryPage, DirectoryQuery } from '../ports/match-engine.ts'
import { decodeId } from './embedded-ids.ts'
import { highest, type Levels } from './embedded-levels.ts'
import { countOf, type DocSet, isIn, visit, without } from './embedded-sets.ts'
import { idsOf, nameOf, sortName } from './embedded-texts.ts'
import { ranksIn, type SegmentView } from './embedded-view.ts'

/** A segment's documents of the answer and what each is worth. */
export interface PageOrder {
  view: SegmentView
  worth: Levels
  eligible: DocSet
}

/** A document in the order of pages. */
interface Row {
  worth: number
  sortName: string
  id: string
  name: string
}

/** Where the page before ended: what no other profile's change moves. */
type Mark = [worth: number, sortName: string, id: string]

export function pageOf(orders: readonly PageOrder[], query: DirectoryQuery): Pick<DirectoryPage, 'items' | 'nextCursor'> {
  const limit = Math.min(Math.max(1, query.limit), 100)
  const after = query.cursor === null ? null : (JSON.parse(query.cursor) as Mark)
  const rows = orders.flatMap((order) => firstOf(order, limit + 1, after)).sort((a, b) => (isRowBefore(a, b) ? -1 : 1))
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map(({ id, name }) => ({ profileId: id, name })),
    nextCursor: rows.length > limit && last ? JSON.stringify([last.worth, last.sortName, last.id] satisfies Mark) : null,
  }
}

function isRowBefore(a: Row, b: Row): boolean {
  if (a.worth !== b.worth) return a.worth > b.worth
  return a.sortName === b.sortName ? a.id < b.id : a.sortName < b.sortName
}

/** A segment's first rows after the mark, worth by worth. */
function firstOf({ view, worth, eligible }: PageOrder, count: number, after: Mark | null): Row[] {
  const rows: Row[] = []
  const rest = eligible.slice()
  while (rows.length < count) {
    const { level, docs } = highest(worth, rest)
    const left = docs === rest ? rest.slice() : docs
    if (countOf(left) === 0) break
    if (!after || level <= after[0]) {
      const start = after && level === after[0] ? placeAfter(view, after) : 0
      for (const doc of byName(view, left, start, count - rows.length)) rows.push({ worth: level, ...rowOf(view, doc) })
    }
    without(rest, left)
  }
  return rows
}

function rowOf({ segment }: SegmentView, doc: number): Omit<Row, 'worth'> {
  const name = nameOf(segment, doc)
  return { name, sortName: sortName(name), id: decodeId(idsOf(segment), doc) }
}

/** How many of the segment's documents stand at or before the mark by name and id. */
function placeAfter(view: SegmentView, [, name, id]: Mark): number {
  const { byName: order } = view.segment
  let [low, high] = [0, order.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rowOf(view, order[middle] as number)
    const isAfter = row.sortName === name ? row.id > id : row.sortName > name
    if (isAfter) high = middle
    else low = middle + 1
  }
  return low
}

/** Few enough documents are sorted by rank; of many the order of names is walked until enough are found. */
const FEW = 2000

function byName(view: SegmentView, docs: DocSet, from: number, count: number): number[] {
  const found: number[] = []
  if (countOf(docs) <= FEW && view.segment.docs > FEW) {
    const ranks = ranksIn(view)
    visit(docs, (doc) => {
      if ((ranks[doc] as number) >= from) found.push(doc)
    })
    return found.sort((a, b) => (ranks[a] as number) - (ranks[b] as number)).slice(0, count)
  }
  const { byName: order } = view.segment
  for (let place = from; place < order.length && found.length < count; place++) {
    const doc = order[place] as number
    if (isIn(docs, doc)) found.push(doc)
  }
  return found
}
