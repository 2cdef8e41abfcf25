/** What recall keeps of a profile, from its facts and its own words; derived, never shown. */
import { classPath, codesOf, languageTag, pathOf, placeNames } from './concept-paths.ts'
import { numbersOf, tagOfCountry } from './knock-outs.ts'
import type { LikelyCode } from './likely-codes.ts'
import type { FeatureKey, HeldCertificate, ProfileFeatures } from './match-query.ts'
import { featureKey } from './match-query.ts'
import { type CertificateFact, COMPLETABLE_SECTIONS, type ProfileFacts } from './profiles.ts'
import type { ConceptIndex } from './taxonomy.ts'
import { analyse, countWords } from './text.ts'
import { remembering } from './text-runs.ts'
import { recordFeatures } from './track-record.ts'

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
  const terms = countWords([
    ...texts.flatMap(({ name, description, language }) => [
      { text: name, language },
      { text: description, language },
    ]),
    ...facts.products.map(({ name }) => ({ text: name, language: texts[0]?.language ?? '' })),
    ...facts.processes.flatMap(({ materials }) => materials.map((material) => ({ text: material.replaceAll('-', ' '), language: 'en' }))),
  ])
  const names = [...new Set(texts.map((text) => text.name))]
  return {
    profileId: facts.profileId,
    names: [names[0] ?? '', ...names.slice(1)],
    claimed: facts.claimed,
    tags: tagsOf(facts, texts, context.concepts),
    graded: [
      ...recordFeatures(facts),
      ...(context.likely ?? []).map(([code, impact]): [FeatureKey, number] => [featureKey('likely', code), impact]),
    ],
    terms,
    length: terms.reduce((sum, [, count]) => sum + count, 0),
    certificates: facts.certificates.filter(isLiving).map(heldCertificate),
    numbers: numbersOf(facts),
    complete: COMPLETABLE_SECTIONS.filter((section) => facts.complete[section] !== undefined),
  }
}

function tagsOf(facts: ProfileFacts, texts: readonly ProfileText[], source: ConceptIndex): FeatureKey[] {
  const tags = new Set<FeatureKey>()
  const add = (tag: FeatureKey) => tags.add(tag)
  for (const { product } of facts.products) conceptTags(product, source).forEach(add)
  for (const { process } of facts.processes) conceptTags(process, source).forEach(add)
  placeTags(facts).forEach(add)
  for (const sector of facts.commercial?.industriesRefused ?? []) add(featureKey('refuses', sector))
  for (const word of openWords(facts, texts)) add(openTag(word))
  for (const { description, language } of texts) if (description !== '') add(languageTag(language))
  return [...tags]
}

function placeTags(facts: ProfileFacts): FeatureKey[] {
  const places = [facts, ...facts.sites]
  return [
    ...places.map(({ country }) => tagOfCountry(country)),
    ...places.flatMap(({ region, city }) => [...regionTags(region), ...regionTags(city)]),
  ]
}

/** Tags that many firms share are made once. */
const TAGS_REMEMBERED = 20_000
const regionTags = remembering((place) => placeNames(place).map((name) => featureKey('region', name)), TAGS_REMEMBERED)
const openTag = remembering((word) => featureKey('open', word), TAGS_REMEMBERED)

/** Words of what a visitor may read: the directory finds firms by these alone, recall by all. */
function openWords(facts: ProfileFacts, texts: readonly ProfileText[]): string[] {
  const language = texts[0]?.language ?? ''
  return [...texts.map((text) => `${text.name} ${text.headline ?? ''}`), ...facts.products.map((product) => product.name)].flatMap((text) =>
    analyse(text, language),
  )
}

/** A concept's tags are the same for every firm that has it. */
const TAGS_BY_CONCEPT = new WeakMap<ConceptIndex, Map<string, FeatureKey[]>>()

function conceptTags(code: string | null, source: ConceptIndex): FeatureKey[] {
  const concept = code === null ? undefined : source.byCode.get(code)
  if (!concept) return []
  const known = TAGS_BY_CONCEPT.get(source) ?? new Map<string, FeatureKey[]>()
  TAGS_BY_CONCEPT.set(source, known)
  const before = known.get(concept.code)
  if (before) return before
  const tags = [
    ...pathOf(concept.code, source).map((step) => featureKey(concept.kind, step)),
    ...codesOf(concept)
      .flatMap(classPath)
      .map((step) => featureKey('code', step)),
    ...(concept.kind === 'product' ? [featureKey('sector', concept.group)] : []),
  ]
  known.set(concept.code, tags)
  return tags
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
