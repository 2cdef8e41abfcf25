/** The supplier directory over Meilisearch: words in names and open texts, facets that each count without themselves, pages. */
import type { MultiSearchQuery } from 'meilisearch'
import { tokens } from '../../domain/text.ts'
import type { DirectoryFilter, DirectoryPage, DirectoryQuery, FacetCount, NameHit } from '../ports/match-engine.ts'
import type { MeiliClient } from './meili-client.ts'
import type { SuggestDocument } from './meili-documents.ts'
import { all, any, type Filter, heldOn, oneOf, quoted } from './meili-filters.ts'
import { MOST_PAGED } from './meili-settings.ts'
import { type Asked, wordsToAsk } from './meili-words.ts'

export interface DirectoryFrom {
  client: MeiliClient
  index: string
}

const FACETS = ['country', 'sector', 'process', 'standard', 'state'] as const satisfies (keyof DirectoryFilter)[]
type Facet = (typeof FACETS)[number]

/** Standards whose holders are counted on the day; the directory shows no more. */
const MOST_STANDARDS = 60

/** One page: by name where no words are asked, else by how well the words are met. */
export async function searchDirectory(
  from: DirectoryFrom,
  query: DirectoryQuery,
  signal: AbortSignal,
): Promise<Omit<DirectoryPage, 'asOf'>> {
  const asked = await wordsToAsk(from, query, signal)
  if (asked === null)
    return {
      items: [],
      total: 0,
      facets: { country: [], sector: [], process: [], standard: [], state: [] },
      relaxed: false,
      nextCursor: null,
    }
  const limit = Math.min(Math.max(1, query.limit), 100)
  const filters = new Map(FACETS.map((facet) => [facet, filterOf(query, facet)]))
  const base = { indexUid: from.index, q: asked.text, matchingStrategy: 'all' as const }
  const whole = { ...base, ...filtered(all([...filters.values()])), limit: 0 }
  const { results } = await from.client.search((search) =>
    search.multiSearch<{ queries: MultiSearchQuery[] }, SuggestDocument>(
      { queries: [pageQuery(base, { asked, filters: [...filters.values()], limit }, query), whole, ...facetQueries(base, filters)] },
      { signal },
    ),
  )
  const [page, count, ...byFacet] = results
  const hits = page?.hits ?? []
  const last = hits[limit - 1]
  return {
    items: hits.slice(0, limit).map(({ id, shown }) => ({ profileId: id, name: shown })),
    total: count?.estimatedTotalHits ?? 0,
    facets: await countsOf(
      from,
      byFacet.map((one) => one.facetDistribution ?? {}),
      { base, filters, on: query.on, signal },
    ),
    relaxed: asked.relaxed,
    nextCursor: hits.length > limit && last ? JSON.stringify(asked.text === '' ? last.order : placeOf(query) + limit) : null,
  }
}

type Base = Pick<MultiSearchQuery, 'indexUid' | 'q' | 'matchingStrategy'>

function filtered(filter: Filter): { filter?: string } {
  return typeof filter === 'string' ? { filter } : {}
}

/** After the last name where pages go by name, which no other firm's change moves; else after so many. */
function pageQuery(
  base: Base,
  { asked, filters, limit }: { asked: Asked; filters: Filter[]; limit: number },
  query: DirectoryQuery,
): MultiSearchQuery {
  const page = { ...base, sort: ['order:asc'], limit: limit + 1, attributesToRetrieve: ['id', 'shown', 'order'] }
  if (asked.text !== '') return { ...page, ...filtered(all(filters)), offset: Math.min(placeOf(query), MOST_PAGED) }
  const after = query.cursor === null ? true : `order > ${quoted(String(JSON.parse(query.cursor)))}`
  return { ...page, ...filtered(all([...filters, after])) }
}

function placeOf({ cursor }: DirectoryQuery): number {
  return cursor === null ? 0 : Number(JSON.parse(cursor)) || 0
}

/** The firms that a facet's chosen values leave; true when none is chosen. */
function filterOf({ filter, on }: DirectoryQuery, facet: Facet): Filter {
  const chosen: readonly string[] = filter[facet] ?? []
  if (chosen.length === 0) return true
  return facet === 'standard' ? any(chosen.map((standard) => heldOn(standard, on))) : oneOf(facet, chosen)
}

const ATTRIBUTES: Record<Facet, string> = { country: 'country', sector: 'sector', process: 'process', standard: 'certAny', state: 'state' }

/** What each facet counts: whoever the other facets leave. */
function facetQueries(base: Base, filters: Map<Facet, Filter>): MultiSearchQuery[] {
  return FACETS.map((facet) => ({ ...base, ...filtered(without(filters, facet)), limit: 0, facets: [ATTRIBUTES[facet]] }))
}

function without(filters: Map<Facet, Filter>, facet: Facet): Filter {
  return all([...filters].flatMap(([other, filter]) => (other === facet ? [] : [filter])))
}

async function countsOf(
  { client }: DirectoryFrom,
  found: Record<string, Record<string, number>>[],
  asked: { base: Base; filters: Map<Facet, Filter>; on: string; signal: AbortSignal },
): Promise<DirectoryPage['facets']> {
  const facets: DirectoryPage['facets'] = { country: [], sector: [], process: [], standard: [], state: [] }
  for (const [at, facet] of FACETS.entries()) facets[facet] = mostFirst(Object.entries(found[at]?.[ATTRIBUTES[facet]] ?? {}))
  // A certificate may be over: its holders are counted anew for the day.
  const standards = facets.standard.slice(0, MOST_STANDARDS).map(({ code }) => code)
  if (standards.length === 0) return facets
  const others = without(asked.filters, 'standard')
  const queries = standards.map((standard) => ({ ...asked.base, ...filtered(all([others, heldOn(standard, asked.on)])), limit: 0 }))
  const { results } = await client.search((search) =>
    search.multiSearch<{ queries: MultiSearchQuery[] }>({ queries }, { signal: asked.signal }),
  )
  facets.standard = mostFirst(standards.map((standard, at): [string, number] => [standard, results[at]?.estimatedTotalHits ?? 0]))
  return facets
}

function mostFirst(counts: [code: string, count: number][]): FacetCount[] {
  return counts
    .filter(([, count]) => count > 0)
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
}

/** Names closest to a text, in spite of up to two typos a word. */
export async function suggestNames({ client, index }: DirectoryFrom, text: string, k: number): Promise<NameHit[]> {
  const q = [...new Set(tokens(text))].slice(0, 10).join(' ')
  if (q === '') return []
  const params = {
    limit: k,
    attributesToSearchOn: ['name'],
    showRankingScore: true,
    matchingStrategy: 'last' as const,
    attributesToRetrieve: ['id', 'shown'],
  }
  const { hits } = await client.search((search) => search.index<SuggestDocument>(index).search(q, params))
  return hits.map(({ id, shown, _rankingScore }) => ({ profileId: id, name: shown, closeness: _rankingScore ?? 0 }))
}
