/** What each Meilisearch index is for and how it is set: only what is asked may be filtered, sorted or searched. */
import type { Settings } from 'meilisearch'

/**
 * `profiles` finds candidates by filters alone; `profiles_suggest` finds firms by their names and open words; `needs` is asked
 * from a profile's side; `state` remembers up to which change all three are level.
 */
export const INDEXES = ['profiles', 'profiles_suggest', 'needs', 'state'] as const
export type IndexName = (typeof INDEXES)[number]

/** Those that a rebuild makes anew. */
export const REBUILT = ['profiles', 'profiles_suggest', 'needs'] as const satisfies IndexName[]
export type RebuiltName = (typeof REBUILT)[number]

/** Milliseconds after which a search gives what it has; such an answer says so. */
export const CUTOFF_MS = 150

/** The most candidates of one recall; Meilisearch counts none beyond. */
export const MOST_HITS = 1_000
/** The directory is paged by words to here, and by name without an end. */
export const MOST_PAGED = 10_000
/** A profile's trade has at most some thousands of open needs. */
const MOST_NEEDS = 20_000
/** More values of a facet than any list of countries, sectors, processes or standards has. */
const MOST_FACET_VALUES = 2_000

const equality = (...attributePatterns: string[]) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison: false } },
})
const comparison = (...attributePatterns: string[]) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison: true } },
})

/** Words come analysed by our own rules: no language of Meilisearch's guessing may cut them otherwise. */
const OUR_WORDS: Settings['localizedAttributes'] = [{ attributePatterns: ['*'], locales: ['eng'] }]

const LEAN: Settings = {
  localizedAttributes: OUR_WORDS,
  prefixSearch: 'disabled',
  proximityPrecision: 'byAttribute',
  facetSearch: false,
  searchCutoffMs: CUTOFF_MS,
  typoTolerance: { enabled: false },
}

export const SETTINGS: Record<IndexName, Settings> = {
  profiles: {
    ...LEAN,
    searchableAttributes: [],
    filterableAttributes: [equality('tags', 'parts', 'terms', 'certAny', 'certPending', 'complete'), comparison('cert.*', 'number.*')],
    rankingRules: ['words'],
    pagination: { maxTotalHits: MOST_HITS },
  },
  profiles_suggest: {
    ...LEAN,
    prefixSearch: 'indexingTime',
    searchableAttributes: ['name', 'open'],
    filterableAttributes: [equality('country', 'sector', 'process', 'state', 'certAny'), comparison('cert.*', 'order')],
    sortableAttributes: ['order'],
    rankingRules: ['words', 'typo', 'attribute', 'exactness', 'sort'],
    typoTolerance: {
      enabled: true,
      minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 },
      disableOnAttributes: ['open'],
      disableOnNumbers: true,
    },
    faceting: { maxValuesPerFacet: MOST_FACET_VALUES, sortFacetValuesBy: { '*': 'count' } },
    pagination: { maxTotalHits: MOST_PAGED },
  },
  needs: {
    ...LEAN,
    searchableAttributes: [],
    filterableAttributes: [equality('near.*')],
    rankingRules: ['words'],
    pagination: { maxTotalHits: MOST_NEEDS },
  },
  state: { ...LEAN, searchableAttributes: [], filterableAttributes: [], rankingRules: ['words'] },
}
