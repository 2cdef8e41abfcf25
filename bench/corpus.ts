/** The synthetic corpus of a run, made firm by firm from the seed, so that a million of them never lie in memory together. */
import { loadTaxonomy } from '../db/seed/taxonomy.ts'
import type { MatchQuery, ProfileFeatures, TopicStatistics } from '../domain/match-query.ts'
import { type PlanContext, planNeed } from '../domain/plan.ts'
import { featuresOf } from '../domain/profile-features.ts'
import type { SourcingNeed } from '../domain/sourcing.ts'
import { buildConceptIndex, type ConceptIndex } from '../domain/taxonomy.ts'
import { type Percentiles, percentiles } from './figures.ts'
import { type Firm, generateFirm, generateNeed, TODAY } from './generate.ts'
import { LANGUAGES, type Lexicon, lexicon } from './lexicon.ts'
import { type Chance, chance } from './random.ts'

export interface Source {
  size: number
  words: Lexicon
  concepts: ConceptIndex
  /** The same number gives the same firm, in whatever order they are asked for. */
  firm(number: number): Firm
  need(number: number): SourcingNeed
  features(firm: Firm): ProfileFeatures
}

/** Needs and what recall asks for each; planning is timed on the way. */
export interface Asked {
  needs: SourcingNeed[]
  queries: MatchQuery[]
  plan: Percentiles
}

/** How many words a firm's text has beside those of its trade: one in twenty, of a quarter of a million. */
const RARE_SHARE = 0.05

export function makeSource(size: number, seed = 11): Source {
  const words = lexicon(chance(seed), loadTaxonomy())
  // Trade words are made when first asked for; asked for in one order they do not depend on which firm comes first.
  for (const group of [...words.byGroup.keys()].sort()) for (const language of LANGUAGES) words.trade(group, language)
  const concepts = buildConceptIndex(words.concepts)
  const own = (kind: number, number: number) => chance(Math.imul(number + 1, 0x9e_37_79_b1) ^ Math.imul(seed + kind, 0x85_eb_ca_6b))
  return {
    size,
    words,
    concepts,
    firm(number) {
      const random = own(1, number)
      const { facts, texts } = generateFirm(random, words, number)
      return { facts, texts: texts.map((text) => ({ ...text, description: withRareWords(random, text.description) })) }
    },
    need(number) {
      const random = own(2, number)
      const need = generateNeed(random, words, number)
      return { ...need, description: withRareWords(random, need.description) }
    },
    features: ({ facts, texts }) => featuresOf(facts, texts, { concepts }),
  }
}

/** Numbers of the corpus in order, a piece at a time. */
export function* pieces(size: number, length: number): Generator<number[]> {
  for (let from = 0; from < size; from += length) yield Array.from({ length: Math.min(length, size - from) }, (_, at) => from + at)
}

/** The document number in a made-up profile id. */
export function numberOf(profileId: string): number {
  return Number(profileId.slice(2))
}

export function contextOf({ words, concepts }: Source, statistics: TopicStatistics): PlanContext {
  return { today: TODAY, standards: words.catalogue, concepts, statistics }
}

export function askNeeds(source: Source, statistics: TopicStatistics, count: number): Asked {
  const context = contextOf(source, statistics)
  const needs = Array.from({ length: count }, (_, number) => source.need(number))
  const times: number[] = []
  const queries = needs.map((need) => {
    const begin = performance.now()
    const query = planNeed(need, context)
    times.push(performance.now() - begin)
    return query
  })
  return { needs, queries, plan: percentiles(times) }
}

const CONSONANTS = 'bcfhjklmnpqtvwxz'
const VOWELS = 'iu'

/** Six letters that no ending is cut from, so that each is a word of its own after analysis. */
function rareWord(random: Chance): string {
  const letter = (among: string) => among[Math.floor(random.next() * among.length)] ?? 'b'
  return [CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS, CONSONANTS].map(letter).join('')
}

function withRareWords(random: Chance, text: string): string {
  return text
    .split(' ')
    .map((word) => (random.hits(RARE_SHARE) ? rareWord(random) : word))
    .join(' ')
}
