/** The supplier directory over the embedded index: words, facets with counts, pages that do not shift. */
import { featureKey } from '../../domain/match-query.ts'
import { analyse, tokens } from '../../domain/text.ts'
import type { DirectoryPage, DirectoryQuery } from '../ports/match-engine.ts'
import { alikeIn } from './embedded-alike.ts'
import { chosenIn, countFacet, FACETS } from './embedded-facets.ts'
import { exactly, highest, type Levels, noLevels, raise } from './embedded-levels.ts'
import { type PageOrder, pageOf } from './embedded-pages.ts'
import { countOf, type DocSet, emptySet, narrow, widen, without } from './embedded-sets.ts'
import { addRow, holdersOfKey, type SegmentView } from './embedded-view.ts'

/** Words of a directory query beyond these are left out. */
const MOST_WORDS = 12

/** What a word is worth by where it stands; the same for every profile, so that other profiles never move it. */
const IN_NAME = 5
const IN_TEXT = 3
const BEGINS_IN_NAME = 2
const TYPO_IN_NAME = 1

/** What one segment has for the query. */
interface Part {
  view: SegmentView
  /** How many of the words each document has, and what they are worth together. */
  found: Levels
  worth: Levels
  docs: DocSet
}

/** One page, in the order: more words found, better places, name, id. */
export function directoryPage(views: readonly SegmentView[], query: DirectoryQuery): Omit<DirectoryPage, 'asOf'> {
  const words = askedWords(query)
  const parts = views.map((view) => partOf(view, query, words))
  const most = parts.reduce((highestYet, { found, docs }) => Math.max(highestYet, highest(found, docs).level), 0)
  if (words.length > 0)
    for (const part of parts) part.docs = most === 0 ? emptySet(part.view.segment.docs) : exactly(part.found, part.docs, most)
  const facets: DirectoryPage['facets'] = { country: [], sector: [], process: [], standard: [], state: [] }
  const counts = FACETS.map(() => new Map<string, number>())
  const orders: PageOrder[] = []
  let total = 0
  for (const { view, worth, docs } of parts) {
    const chosen = FACETS.map((facet) => chosenIn(view, query, facet))
    for (const [at, facet] of FACETS.entries()) {
      const others = chosen.filter((_, other) => other !== at)
      countFacet(view, facet, { among: narrowed(docs, others), on: query.on }, counts[at] as Map<string, number>)
    }
    const eligible = narrowed(docs, chosen)
    total += countOf(eligible)
    orders.push({ view, worth, eligible })
  }
  for (const [at, facet] of FACETS.entries()) {
    facets[facet] = [...(counts[at] ?? [])]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
  }
  return { ...pageOf(orders, query), total, facets, relaxed: most > 0 && most < words.length }
}

function narrowed(docs: DocSet, sets: (DocSet | null)[]): DocSet {
  const rest = docs.slice()
  for (const set of sets) if (set) narrow(rest, set)
  return rest
}

/** Filler words count only where nothing else was typed. */
function askedWords(query: DirectoryQuery): string[] {
  const all = [...new Set(tokens(query.text))]
  const telling = all.filter((word) => analyse(word, query.language).length > 0)
  return (telling.length > 0 ? telling : all).slice(0, MOST_WORDS)
}

function partOf(view: SegmentView, query: DirectoryQuery, words: readonly string[]): Part {
  const { docs } = view.segment
  const part = { view, found: noLevels(docs), worth: noLevels(docs), docs: view.alive }
  for (const [at, word] of words.entries()) addWord(part, query, { word, isLast: at === words.length - 1 })
  return part
}

/** One word's best place in each document; the last word may be only begun. */
function addWord({ view, found, worth }: Part, query: DirectoryQuery, { word, isLast }: { word: string; isLast: boolean }): void {
  const { segment } = view
  const named = { same: emptySet(segment.docs), prefix: emptySet(segment.docs), typo: emptySet(segment.docs) }
  for (const { row, how } of alikeIn(segment, word, isLast)) addRow(segment, row, named[how])
  const inText = emptySet(segment.docs)
  for (const stem of analyse(word, query.language)) widen(inText, holdersOfKey(view, featureKey('open', stem)))
  const all = emptySet(segment.docs)
  const places = [
    [named.same, IN_NAME],
    [inText, IN_TEXT],
    [named.prefix, BEGINS_IN_NAME],
    [named.typo, TYPO_IN_NAME],
  ] as const
  for (const [set, value] of places) {
    without(set, all)
    raise(worth, set, value)
    widen(all, set)
  }
  raise(found, all, 1)
}
