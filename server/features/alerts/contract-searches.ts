/** What the API hears and says about saved searches: name and filters, what is new in them, mail, and the feed behind a secret address. */
import { type Static, Type } from 'typebox'
import { SEARCH_KINDS } from '../../../domain/saved-searches.ts'
import { Closed, Country, Id, IfMatch, Instant, Line, NoContent, OneOf, refusals, Version } from '../../shapes.ts'

const tags = ['saved-searches']
const Codes = (pattern: string) => Type.Optional(Type.Array(Type.String({ maxLength: 80, pattern }), { maxItems: 20 }))
const CODE = '^[a-z0-9][a-z0-9.-]*$'

/** The filters of the directory; of the open needs only text, and one sector and country each. */
export const SearchQuery = Closed({
  text: Type.Optional(Line(200)),
  lang: Type.Optional(Type.String({ pattern: '^[a-z]{2}$' })),
  country: Type.Optional(Type.Array(Country, { maxItems: 20 })),
  sector: Codes('^[a-z-]+$'),
  process: Codes(CODE),
  standard: Codes(CODE),
  state: Type.Optional(Type.Array(OneOf(['claimed', 'unclaimed'] as const), { maxItems: 2 })),
})

const search = {
  id: Id,
  kind: OneOf(SEARCH_KINDS),
  name: Type.String(),
  query: SearchQuery,
  mail: Type.Boolean(),
  /** True while a feed stands; its address is told once, when it is opened. */
  feed: Type.Boolean(),
  /** Found since its owner last looked. */
  fresh: Type.Integer(),
  lookedAt: Instant,
  version: Version,
}
export const SavedSearchView = Closed(search)
export type SavedSearchView = Static<typeof SavedSearchView>

const SearchResult = Closed({
  /** The supplier's organization, or the need. */
  id: Id,
  title: Type.String(),
  summary: Type.String(),
  isNew: Type.Boolean(),
  firstSeenAt: Instant,
})
export const SearchResultsView = Closed({ ...search, results: Type.Array(SearchResult) })
export type SearchResultsView = Static<typeof SearchResultsView>

const own = { permission: 'search.own' } as const
const params = Closed({ searchId: Id })

export const listSearches = {
  config: own,
  schema: { operationId: 'listSearches', tags, response: { 200: Closed({ items: Type.Array(SavedSearchView) }), ...refusals } },
} as const
export const saveSearch = {
  config: own,
  schema: {
    operationId: 'saveSearch',
    tags,
    body: Closed({ kind: OneOf(SEARCH_KINDS), name: Line(80, 1), query: SearchQuery, mail: Type.Optional(Type.Boolean()) }),
    response: { 201: SavedSearchView, ...refusals },
  },
} as const
export const getSearch = {
  config: own,
  schema: { operationId: 'getSearch', tags, params, response: { 200: SearchResultsView, ...refusals } },
} as const
export const changeSearch = {
  config: own,
  schema: {
    operationId: 'changeSearch',
    tags,
    params,
    headers: IfMatch,
    body: Closed({ name: Line(80, 1), mail: Type.Boolean() }),
    response: { 200: SavedSearchView, ...refusals },
  },
} as const
/** The owner has looked: nothing that was found until now is new any more. */
export const lookAtSearch = {
  config: own,
  schema: { operationId: 'lookAtSearch', tags, params, response: { 200: SavedSearchView, ...refusals } },
} as const
export const deleteSearch = {
  config: own,
  schema: { operationId: 'deleteSearch', tags, params, response: { 204: NoContent, ...refusals } },
} as const
/** Opens the feed under a new secret address; an older one leads nowhere from then on. */
export const openFeed = {
  config: own,
  schema: { operationId: 'openFeed', tags, params, response: { 201: Closed({ url: Type.String() }), ...refusals } },
} as const
export const closeFeed = {
  config: own,
  schema: { operationId: 'closeFeed', tags, params, response: { 204: NoContent, ...refusals } },
} as const
export const readFeed = {
  config: { permission: 'feed.read', costly: true },
  schema: {
    operationId: 'readFeed',
    tags,
    params: Closed({ searchId: Id, token: Type.String({ minLength: 20, maxLength: 100, pattern: '^[\\w-]+$' }) }),
    response: { 200: { content: { 'application/atom+xml': { schema: Type.String() } } }, ...refusals },
  },
} as const
