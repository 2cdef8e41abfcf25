/** From a sourcing need to what recall asks, in the same words and codes that profile-features.ts keeps of a profile. */
import { classPath, codesOf, pathOf, placeNames } from './concept-paths.ts'
import { type MustContext, planKnockOuts, tagOfCountry } from './knock-outs.ts'
import type { LikelyCode } from './likely-codes.ts'
import type { FeatureKey, MatchQuery, QueryFeature, TopicGroup, TopicStatistics } from './match-query.ts'
import { featureKey, WHOLE_TOPIC } from './match-query.ts'
import { type Draft, INFERRED, type Named, PARTS, type Part } from './plan-drafts.ts'
import { likelyShare, nearDrafts } from './plan-nearness.ts'
import { wordDrafts } from './plan-words.ts'
import type { SourcingNeed } from './sourcing.ts'
import { type Concept, type ConceptIndex, suggestConcepts } from './taxonomy.ts'

export interface PlanContext extends MustContext {
  statistics: TopicStatistics
  /** What the need's own words are likely about; left out where no official list is there. */
  likelyOf?: (need: Pick<SourcingNeed, 'title' | 'description' | 'language'>) => readonly LikelyCode[]
}

/**
 * Shares of topic by part (matching 3.2); what a need says nothing about is shared among the rest. Category and record were set on the
 * development queries, the record small on purpose: it must not keep a new SME down. The share of likely codes follows the languages.
 */
const PART_SHARES: Record<Exclude<Part, 'likely'>, number> = {
  text: 0.3,
  codes: 0.4,
  process: 0.2,
  place: 0.07,
  category: 0.05,
  record: 0.01,
}

/** What comes near a need adds up with its codes. */
const GROUP_OF: Record<Part, TopicGroup> = {
  text: 'text',
  codes: 'codes',
  process: 'process',
  place: 'place',
  category: 'codes',
  likely: 'codes',
  record: 'codes',
}

/** Parts whose features never add up to more than the part: a need need not have them all to fill it. */
const UNFILLED: readonly Part[] = ['text', 'likely', 'record']

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

/**
 * Within place: the country of delivery, and the region or town. A need that names the country alone leaves the rest of place unsaid:
 * on the development queries nearness of towns found the firm more often, while the country alone only hid the firms beyond it.
 */
const PLACE_SHARES = { country: 0.3, region: 0.7 } as const

/** Of what a title seems to name, the surest few. */
const MOST_INFERRED = 3
const LEAST_INFERRED = 0.9

/** Below this share a group stays partly empty: a sector alone is not a product. */
const LEAST_SAID = 0.5

/**
 * Plans recall for a need: words, concepts, codes and places with weights, the musts as knock-outs.
 *
 * Example: title *Stamped brackets*, product `p-stamped-brackets`, delivery to Pune, IN gives `term:stamp`, `term:bracke`,
 * `product:p-stamped-brackets` and its ancestors, `code:hs:8708`, `sector:automotive`, `country:IN`, `region:pune`.
 */
export function planNeed(need: SourcingNeed, context: PlanContext): MatchQuery {
  const named = namedConcepts(need, context.concepts)
  const drafts: Draft[] = [
    ...wordDrafts(need, named, context.statistics),
    ...codeDrafts(named, need.sector, context.concepts),
    ...named.filter((each) => each.concept.kind === 'process').flatMap((each, _, all) => pathDrafts(each, all.length, context.concepts)),
    ...placeDrafts(need),
    ...nearDrafts(need, context.likelyOf?.(need) ?? [], context.statistics),
  ]
  const wholes = wholesFor(drafts, named, likelyShare(need.language, context.statistics))
  const caps: Record<TopicGroup, number> = { text: 0, codes: 0, process: 0, place: 0 }
  for (const part of PARTS) caps[GROUP_OF[part]] += wholes[part]
  return { features: weigh(drafts, wholes), caps, knockOuts: planKnockOuts(need, context), averageLength: context.statistics.averageLength }
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

function codeDrafts(named: Named[], sector: string, concepts: ConceptIndex): Draft[] {
  const products = named.filter((each) => each.concept.kind === 'product')
  const coded = products.length > 0 ? products : named
  const sectors = sector === '' ? [...new Set(products.map((each) => each.concept.group))] : [sector]
  return [
    ...products.flatMap((each) => scaled(pathDrafts(each, products.length, concepts), CODE_SHARES.product)),
    ...coded.flatMap((each) =>
      codesOf(each.concept).flatMap((code, _, codes) => classDrafts(code, (CODE_SHARES.code * each.share) / (coded.length * codes.length))),
    ),
    ...sectors.map((each): Draft => ({ key: featureKey('sector', each), part: 'codes', share: CODE_SHARES.sector / sectors.length })),
  ]
}

function pathDrafts(named: Named, among: number, concepts: ConceptIndex): Draft[] {
  const { kind, code } = named.concept
  const path = pathOf(code, concepts).slice(-5)
  return levelShares(path.length).map((share, level) => ({
    key: featureKey(kind, path[level] ?? code),
    part: kind === 'product' ? 'codes' : 'process',
    share: (share * named.share) / among,
  }))
}

function classDrafts(code: string, share: number): Draft[] {
  const path = classPath(code)
  return levelShares(path.length).map((level, at) => ({ key: featureKey('code', path[at] ?? code), part: 'codes', share: level * share }))
}

function placeDrafts(need: SourcingNeed): Draft[] {
  if (need.deliveryCountry === '') return []
  const regions = placeNames(need.deliveryPlace)
  const country: Draft = { key: tagOfCountry(need.deliveryCountry), part: 'place', share: regions.length > 0 ? PLACE_SHARES.country : 1 }
  return [country, ...regions.map((region): Draft => ({ key: featureKey('region', region), part: 'place', share: PLACE_SHARES.region }))]
}

function scaled(drafts: Draft[], by: number): Draft[] {
  return drafts.map((draft) => ({ ...draft, share: draft.share * by }))
}

/** Millionths of topic for each part; what a need says nothing about is shared among the rest. */
function wholesFor(drafts: Draft[], named: Named[], likely: number): Record<Part, number> {
  const shares: Record<Part, number> = {
    ...PART_SHARES,
    codes: PART_SHARES.codes * surest(named, 'product'),
    process: PART_SHARES.process * surest(named, 'process'),
    place: PART_SHARES.place * (drafts.some((draft) => draft.key.startsWith('region:')) ? 1 : PLACE_SHARES.country),
    likely,
  }
  const present = PARTS.filter((part) => drafts.some((draft) => draft.part === part))
  const whole = present.reduce((sum, part) => sum + shares[part], 0)
  const wholes: Record<Part, number> = { text: 0, codes: 0, process: 0, place: 0, category: 0, likely: 0, record: 0 }
  for (const part of present) wholes[part] = Math.round((WHOLE_TOPIC * shares[part]) / whole)
  return wholes
}

/** Concepts that only the text names weigh less as a group. */
function surest(named: Named[], kind: Concept['kind']): number {
  const shares = named.filter((each) => each.concept.kind === kind).map((each) => each.share)
  return shares.length > 0 ? Math.max(...shares) : 1
}

/**
 * Shares become whole weights, rounded down so that no part but the words' can pass its whole; a feature met twice adds up.
 * What a need says of a part fills it, unless that is the sector alone.
 */
function weigh(drafts: Draft[], wholes: Record<Part, number>): QueryFeature[] {
  const features = new Map<FeatureKey, Draft>()
  for (const draft of drafts) {
    const before = features.get(draft.key)
    features.set(draft.key, before ? { ...before, share: before.share + draft.share } : draft)
  }
  const sums = new Map<Part, number>()
  for (const { part, share } of features.values()) sums.set(part, (sums.get(part) ?? 0) + share)
  return [...features.values()].map(({ key, part, share }) => {
    const filled = UNFILLED.includes(part) ? share : share / Math.max(sums.get(part) ?? 0, LEAST_SAID)
    return { key, group: GROUP_OF[part], weight: Math.floor(wholes[part] * filled) }
  })
}

function levelShares(depth: number): readonly number[] {
  return LEVEL_SHARES[depth] ?? []
}
