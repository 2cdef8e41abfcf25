/** From a sourcing need to what recall asks, in the same words and codes that profile-features.ts keeps of a profile. */
import { classPath, codesOf, pathOf, placeNames } from './concept-paths.ts'
import { type MustContext, planKnockOuts, tagOfCountry } from './knock-outs.ts'
import type { FeatureKey, MatchQuery, QueryFeature, TopicGroup, TopicStatistics } from './match-query.ts'
import { featureKey, TOPIC_GROUPS, WHOLE_TOPIC } from './match-query.ts'
import type { SourcingNeed } from './sourcing.ts'
import { type Concept, type ConceptIndex, suggestConcepts } from './taxonomy.ts'
import { analyse } from './text.ts'

export interface PlanContext extends MustContext {
  statistics: TopicStatistics
}

/** Shares of topic by group (matching 3.2); what a need says nothing about is shared among the rest. */
const GROUP_SHARES: Record<TopicGroup, number> = { text: 0.3, codes: 0.4, process: 0.2, place: 0.1 }

/** What each level of a tree adds, root first, by depth: a shared ancestor counts for as far as it goes (matching 2, LV). */
const LEVEL_SHARES: Record<number, readonly number[]> = {
  1: [1],
  2: [0.4, 0.6],
  3: [0.3, 0.4, 0.3],
  4: [0.2, 0.3, 0.3, 0.2],
  5: [0.15, 0.2, 0.3, 0.2, 0.15],
}

/** Within codes: the product's place in the thesaurus, its classification codes, its sector. */
const CODE_SHARES = { product: 0.6, code: 0.3, sector: 0.1 } as const

/** Within place: the country of delivery, and the region or town. */
const PLACE_SHARES = { country: 0.6, region: 0.4 } as const

/** A concept that the text only names counts half; so does a word that only the thesaurus supplies. */
const INFERRED = 0.5

/** Of what a title seems to name, the surest few. */
const MOST_INFERRED = 3
const LEAST_INFERRED = 0.5

/** The need's own words that must all be found to fill the text group; longer needs are not asked for more. */
const FULL_TEXT_WORDS = 12

/** Below this share a group stays partly empty: a sector alone is not a product. */
const LEAST_SAID = 0.5

/** Words that go to an engine: rarer ones first. Prototype figures of matching 2: 90 words cost four times what 24 do. */
const MAX_WORDS = 48
const MAX_UNSEEN_WORDS = 16

/** A word of the title weighs more than one of the description. */
const TITLE_WEIGHT = 1.5

/**
 * Plans recall for a need: words, concepts, codes and places with weights, the musts as knock-outs.
 *
 * Example: title *Stamped brackets*, product `p-stamped-brackets`, delivery to Pune, IN gives `term:stamp`, `term:bracke`,
 * `product:p-stamped-brackets` and its ancestors, `code:hs:8708`, `sector:automotive`, `country:IN`, `region:pune`.
 */
export function planNeed(need: SourcingNeed, context: PlanContext): MatchQuery {
  const named = namedConcepts(need, context.concepts)
  const drafts: Draft[] = [
    ...textDrafts(need, named, context),
    ...codeDrafts(named, need.sector, context.concepts),
    ...named.filter((each) => each.concept.kind === 'process').flatMap((each, _, all) => pathDrafts(each, all.length, context.concepts)),
    ...placeDrafts(need),
  ]
  const caps = capsFor(drafts, named)
  return { features: weigh(drafts, caps), caps, knockOuts: planKnockOuts(need, context), averageLength: context.statistics.averageLength }
}

interface Named {
  concept: Concept
  /** 1 when the need says so, INFERRED when only its text does. */
  share: number
}

/** A feature before its group's cap is known: its share of the group. */
interface Draft {
  key: FeatureKey
  group: TopicGroup
  share: number
}

function namedConcepts(need: SourcingNeed, concepts: ConceptIndex): Named[] {
  const asked = need.criteria.flatMap((criterion) => criterion.groups).flatMap((group) => group.requirements)
  const said = [
    ...need.products,
    ...need.processes,
    ...asked.filter((each) => each.kind === 'process' || each.kind === 'product').map((each) => each.code),
  ]
  const shares = new Map(said.map((code) => [code, 1]))
  if (need.products.length === 0 || need.processes.length === 0) {
    for (const code of inTitle(need.title, concepts)) {
      if (!shares.has(code) && isWanted(concepts.byCode.get(code), need)) shares.set(code, INFERRED)
    }
  }
  return [...shares].flatMap(([code, share]) => {
    const concept = concepts.byCode.get(code)
    return concept ? [{ concept, share }] : []
  })
}

function inTitle(title: string, concepts: ConceptIndex): string[] {
  return suggestConcepts(title, concepts, MOST_INFERRED).flatMap(({ code, score }) => (score >= LEAST_INFERRED ? [code] : []))
}

/** The text speaks only where the need's own fields are silent. */
function isWanted(concept: Concept | undefined, need: SourcingNeed): boolean {
  if (!concept) return false
  return concept.kind === 'product' ? need.products.length === 0 : need.processes.length === 0
}

/** The need's own words, and those the thesaurus has for what it names, in all languages: what lets a Spanish need find a French text. */
function textDrafts(need: SourcingNeed, named: Named[], context: PlanContext): Draft[] {
  const { frequencies } = context.statistics
  const { weights, own } = weighWords(need, named)
  const ranked = [...weights].map(([word, weight]) => ({ word, value: weight * rarity(word, context.statistics) })).sort(byValue)
  const seen = ranked.filter(({ word }) => frequencies.has(word))
  const unseen = ranked.filter(({ word }) => !frequencies.has(word) && own.has(word))
  const measure = [seen.filter(({ word }) => own.has(word)), seen, unseen].find((words) => words.length > 0) ?? []
  const whole = measure.slice(0, FULL_TEXT_WORDS).reduce((sum, { value }) => sum + value, 0)
  return [...seen.slice(0, MAX_WORDS), ...unseen.slice(0, MAX_UNSEEN_WORDS)].map(({ word, value }) => ({
    key: featureKey('term', word),
    group: 'text',
    share: value / whole,
  }))
}

function weighWords(need: SourcingNeed, named: Named[]): { weights: Map<string, number>; own: Set<string> } {
  const title = analyse(need.title, need.language)
  const description = analyse(need.description, need.language)
  const weights = new Map<string, number>()
  const raise = (words: string[], weight: number) => {
    for (const word of words) weights.set(word, Math.max(weights.get(word) ?? 0, weight))
  }
  for (const { concept, share } of named) {
    for (const [language, label] of Object.entries(concept.labels)) {
      const phrases = [label, ...concept.synonyms[language as keyof Concept['synonyms']]]
      for (const phrase of phrases) raise(analyse(phrase, language), INFERRED * share)
    }
  }
  for (const criterion of need.criteria) raise(analyse(criterion.title, need.language), INFERRED)
  raise(description, 1)
  raise(title, TITLE_WEIGHT)
  return { weights, own: new Set([...title, ...description]) }
}

function byValue(a: { word: string; value: number }, b: { word: string; value: number }): number {
  return b.value - a.value || (a.word < b.word ? -1 : 1)
}

/** BM25's inverse document frequency, never below nought. */
function rarity(word: string, statistics: TopicStatistics): number {
  const frequency = statistics.frequencies.get(word) ?? 0
  return Math.log(1 + (Math.max(statistics.documents, frequency) - frequency + 0.5) / (frequency + 0.5))
}

function codeDrafts(named: Named[], sector: string, concepts: ConceptIndex): Draft[] {
  const products = named.filter((each) => each.concept.kind === 'product')
  const coded = products.length > 0 ? products : named
  const sectors = sector === '' ? [...new Set(products.map((each) => each.concept.group))] : [sector]
  return [
    ...products.flatMap((each) => scaled(pathDrafts(each, products.length, concepts), CODE_SHARES.product)),
    ...coded.flatMap((each) =>
      codesOf(each.concept).flatMap((code, _, codes) => classDrafts(code, (CODE_SHARES.code * each.share) / (coded.length * codes.length))),
    ),
    ...sectors.map((each): Draft => ({ key: featureKey('sector', each), group: 'codes', share: CODE_SHARES.sector / sectors.length })),
  ]
}

function pathDrafts(named: Named, among: number, concepts: ConceptIndex): Draft[] {
  const { kind, code } = named.concept
  const path = pathOf(code, concepts).slice(-5)
  return levelShares(path.length).map((share, level) => ({
    key: featureKey(kind, path[level] ?? code),
    group: kind === 'product' ? 'codes' : 'process',
    share: (share * named.share) / among,
  }))
}

function classDrafts(code: string, share: number): Draft[] {
  const path = classPath(code)
  return levelShares(path.length).map((level, at) => ({ key: featureKey('code', path[at] ?? code), group: 'codes', share: level * share }))
}

function placeDrafts(need: SourcingNeed): Draft[] {
  if (need.deliveryCountry === '') return []
  const regions = placeNames(need.deliveryPlace)
  const country: Draft = { key: tagOfCountry(need.deliveryCountry), group: 'place', share: regions.length > 0 ? PLACE_SHARES.country : 1 }
  return [country, ...regions.map((region): Draft => ({ key: featureKey('region', region), group: 'place', share: PLACE_SHARES.region }))]
}

function scaled(drafts: Draft[], by: number): Draft[] {
  return drafts.map((draft) => ({ ...draft, share: draft.share * by }))
}

function capsFor(drafts: Draft[], named: Named[]): Record<TopicGroup, number> {
  const present = TOPIC_GROUPS.filter((group) => drafts.some((draft) => draft.group === group))
  const shares = {
    ...GROUP_SHARES,
    codes: GROUP_SHARES.codes * surest(named, 'product'),
    process: GROUP_SHARES.process * surest(named, 'process'),
  }
  const whole = present.reduce((sum, group) => sum + shares[group], 0)
  const caps: Record<TopicGroup, number> = { text: 0, codes: 0, process: 0, place: 0 }
  for (const group of present) caps[group] = Math.round((WHOLE_TOPIC * shares[group]) / whole)
  return caps
}

/** Concepts that only the text names weigh less as a group. */
function surest(named: Named[], kind: Concept['kind']): number {
  const shares = named.filter((each) => each.concept.kind === kind).map((each) => each.share)
  return shares.length > 0 ? Math.max(...shares) : 1
}

/** Shares become whole weights, rounded down so that no group but the words' can pass its cap; a feature met twice adds up. What a need says of a group fills it, unless that is the sector alone. */
function weigh(drafts: Draft[], caps: Record<TopicGroup, number>): QueryFeature[] {
  const features = new Map<FeatureKey, Draft>()
  for (const draft of drafts) {
    const before = features.get(draft.key)
    features.set(draft.key, before ? { ...before, share: before.share + draft.share } : draft)
  }
  const sums: Record<TopicGroup, number> = { text: 0, codes: 0, process: 0, place: 0 }
  for (const draft of features.values()) sums[draft.group] += draft.share
  return [...features.values()].map(({ key, group, share }) => {
    const filled = group === 'text' ? share : share / Math.max(sums[group], LEAST_SAID)
    return { key, group, weight: Math.floor(caps[group] * filled) }
  })
}

function levelShares(depth: number): readonly number[] {
  return LEVEL_SHARES[depth] ?? []
}
