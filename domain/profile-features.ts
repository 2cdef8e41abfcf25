/** What recall keeps of a profile, from its facts and its own words; derived, never shown. */
import { languageTag } from './concept-paths.ts'
import { distinctNumbers, rememberNumbers } from './feature-numbers.ts'
import { numbersOf, tagOfCountry } from './knock-outs.ts'
import type { LikelyCode } from './likely-codes.ts'
import type { FeatureKey, HeldCertificate, ProfileFeatures } from './match-query.ts'
import { featureKey } from './match-query.ts'
import { type CertificateFact, COMPLETABLE_SECTIONS, type ProfileFacts } from './profiles.ts'
import { type TagNumbers, tagsAtHand } from './tag-numbers.ts'
import type { ConceptIndex } from './taxonomy.ts'
import { countNumbers, spellOut, type Written, wordsAtHand } from './text.ts'
import { recordFeatures } from './track-record.ts'
import type { WordNumbers } from './word-numbers.ts'

/** A profile's own words in one language. */
export interface ProfileText {
  name: string
  /** The line that everybody may read. */
  headline?: string
  description: string
  language: string
}

export interface FeatureContext {
  concepts: ConceptIndex
  /** What the firm's own words are likely about, as likely-codes.ts told when they were written. */
  likely?: readonly LikelyCode[] | null
}

/** What recall keeps of a profile: the mirror of planNeed. Only facts that the directory's readers may see belong in here. */
export function featuresOf(facts: ProfileFacts, texts: readonly ProfileText[], context: FeatureContext): ProfileFeatures {
  const wordNumbers = wordsAtHand()
  const tagNumbers = tagsAtHand(wordNumbers)
  const words = countNumbers(writtenBy(facts, texts))
  const tags = tagsOf(facts, texts, context.concepts, { tagNumbers, wordNumbers })
  const names = [...new Set(texts.map((text) => text.name))]
  const profile: ProfileFeatures = {
    profileId: facts.profileId,
    names: [names[0] ?? '', ...names.slice(1)],
    claimed: facts.claimed,
    tags: tags.map(tagNumbers.text),
    graded: [
      ...recordFeatures(facts),
      ...(context.likely ?? []).map(([code, impact]): [FeatureKey, number] => [featureKey('likely', code), impact]),
    ],
    terms: spellOut(words),
    length: words.reduce((sum, counted) => sum + (counted & 255), 0),
    certificates: facts.certificates.filter(isLiving).map(heldCertificate),
    numbers: numbersOf(facts),
    complete: COMPLETABLE_SECTIONS.filter((section) => facts.complete[section] !== undefined),
  }
  return rememberNumbers(profile, { tags, tagNumbers, words, wordNumbers })
}

/** All that a firm says in words. */
function writtenBy(facts: ProfileFacts, texts: readonly ProfileText[]): Written[] {
  const written: Written[] = []
  for (const { name, description, language } of texts) written.push({ text: name, language }, { text: description, language })
  const language = texts[0]?.language ?? ''
  for (const { name } of facts.products) written.push({ text: name, language })
  for (const { materials } of facts.processes) {
    for (const material of materials) written.push({ text: material.replaceAll('-', ' '), language: 'en' })
  }
  return written
}

const tagsMet = distinctNumbers()

interface AtHand {
  tagNumbers: TagNumbers
  wordNumbers: WordNumbers
}

function tagsOf(
  facts: ProfileFacts,
  texts: readonly ProfileText[],
  source: ConceptIndex,
  { tagNumbers: known, wordNumbers }: AtHand,
): number[] {
  const open = countNumbers(openTexts(facts, texts))
  const lists = [
    ...facts.products.map(({ product }) => known.ofConcept(product, source)),
    ...facts.processes.map(({ process }) => known.ofConcept(process, source)),
    placeTags(facts, known),
    (facts.commercial?.industriesRefused ?? []).map((sector) => known.of(featureKey('refuses', sector))),
    open.map((counted) => known.ofOpenWord(counted >>> 8, wordNumbers)),
    texts.flatMap(({ description, language }) => (description === '' ? [] : [known.of(languageTag(language))])),
  ]
  tagsMet.begin(known.size())
  for (const list of lists) for (const tag of list) tagsMet.add(tag)
  return tagsMet.met()
}

function placeTags(facts: ProfileFacts, known: TagNumbers): number[] {
  const tags: number[] = []
  for (const { country } of [facts, ...facts.sites]) tags.push(known.of(tagOfCountry(country)))
  for (const { region, city } of [facts, ...facts.sites]) tags.push(...known.ofPlace(region), ...known.ofPlace(city))
  return tags
}

/** What a visitor may read: the directory finds firms by its words alone, recall by all. */
function openTexts(facts: ProfileFacts, texts: readonly ProfileText[]): Written[] {
  const language = texts[0]?.language ?? ''
  return [
    ...texts.map(({ name, headline }) => ({ text: headline === undefined ? name : `${name} ${headline}`, language })),
    ...facts.products.map(({ name }) => ({ text: name, language })),
  ]
}

/** Suspended and withdrawn certificates count at once as absent (domain reference 3.4). */
function isLiving(certificate: CertificateFact): boolean {
  return certificate.status === 'active' || certificate.status === 'in-progress'
}

function heldCertificate(certificate: CertificateFact): HeldCertificate {
  return {
    standard: certificate.standard,
    from: certificate.validFrom,
    until: certificate.validUntil,
    pending: certificate.status === 'in-progress',
  }
}
