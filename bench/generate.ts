/** The synthetic corpus: firms and needs of a made-up cluster, seeded, without reading any file. */
import { addDays, type Day } from '../domain/day.ts'
import type { Provenance } from '../domain/evidence.ts'
import type { ProfileText } from '../domain/profile-features.ts'
import { type CertificateFact, COMPLETABLE_SECTIONS, type ProfileFacts } from '../domain/profiles.ts'
import type { Criterion, Requirement, SourcingNeed } from '../domain/sourcing.ts'
import type { Concept } from '../domain/taxonomy.ts'
import { COUNTRIES, LANGUAGES, type Language, type Lexicon, STANDARDS } from './lexicon.ts'
import type { Chance } from './random.ts'

export const TODAY: Day = '2027-03-01'

export interface Firm {
  facts: ProfileFacts
  texts: ProfileText[]
}

/** A firm of one or two trades: log-normal numbers, Zipf countries, some facts missing, some sections complete. */
export function generateFirm(random: Chance, lexicon: Lexicon, number: number): Firm {
  const language = random.hits(0.5) ? 'en' : random.one(LANGUAGES)
  const processes = nearby(random, lexicon, lexicon.processes, random.whole(1, 4))
  const products = nearby(random, lexicon, lexicon.products, random.whole(1, 3))
  const country = random.frequent(COUNTRIES)
  const town = townIn(random, lexicon, country)
  const facts: ProfileFacts = {
    profileId: identifier('p', number),
    organizationId: identifier('o', number),
    country,
    region: town,
    city: town,
    employees: random.hits(0.85) ? Math.ceil(random.spread(60, 1.1)) : null,
    foundedYear: random.hits(0.8) ? 2026 - Math.ceil(random.spread(15, 0.7)) : null,
    claimed: random.hits(0.6),
    sites: [],
    products: products.map((concept, at) => product(concept, `${number}-${at}`, language)),
    processes: processes.map((concept, at) => process(concept, `${number}-${at}`, random)),
    certificates: Array.from({ length: random.whole(0, 3) }, (_, at) => certificate(random, `${number}-${at}`)),
    capacities: random.hits(0.6) ? [capacity(random, number)] : [],
    commercial: random.hits(0.5) ? commercial(random, lexicon) : null,
    references: [],
    complete: Object.fromEntries(COMPLETABLE_SECTIONS.filter(() => random.hits(0.4)).map((section) => [section, TODAY])),
  }
  const name = `${random.one(lexicon.nameWords)} ${random.one(lexicon.nameWords)} ${random.one(['Ltd', 'SA', 'Works', 'Industries', 'Lda'])}`
  const words = sentence(random, lexicon, { groups: [...processes, ...products], language, length: Math.round(random.spread(90, 0.5)) })
  return { facts, texts: [{ name: capital(name), description: words, language }] }
}

/** A need aimed at one trade, with musts that an index can tell and a few that it cannot. */
export function generateNeed(random: Chance, lexicon: Lexicon, number: number): SourcingNeed {
  const language = random.hits(0.6) ? 'en' : random.one(LANGUAGES)
  const products = nearby(random, lexicon, lexicon.products, random.whole(0, 2))
  const processes = nearby(random, lexicon, lexicon.processes, products.length === 0 ? random.whole(1, 3) : random.whole(0, 2))
  const groups = [...products, ...processes]
  const deliveryCountry = random.frequent(COUNTRIES)
  const [first] = groups
  return {
    id: identifier('n', number),
    organizationId: identifier('l', number % 50),
    title: `${first?.labels[language] ?? ''} ${sentence(random, lexicon, { groups, language, length: random.whole(2, 4) })}`,
    description: sentence(random, lexicon, { groups, language, length: random.whole(30, 90) }),
    language,
    state: 'open',
    products: products.map((concept) => concept.code),
    processes: processes.map((concept) => concept.code),
    sector: sectorOf(random, products),
    volumePerMonth: random.hits(0.5) ? Math.ceil(random.spread(8000, 1.2)) : null,
    volumeUnit: 'pcs',
    startOn: addDays(TODAY, random.whole(60, 400)),
    horizonMonths: 12,
    answerBy: null,
    deliveryCountry,
    deliveryPlace: random.hits(0.3) ? townIn(random, lexicon, deliveryCountry) : '',
    countriesAccepted: random.hits(0.25) ? random.some(COUNTRIES, 6) : [],
    paymentDays: null,
    incoterm: null,
    sealed: false,
    alias: false,
    criteria: criteriaOf(random, processes, number),
  }
}

function sectorOf(random: Chance, products: readonly Concept[]): string {
  const [first] = products
  return first && random.hits(0.5) ? first.group : ''
}

function townIn(random: Chance, lexicon: Lexicon, country: string): string {
  return random.one(lexicon.towns.get(country) ?? [''])
}

function criteriaOf(random: Chance, processes: readonly Concept[], number: number): Criterion[] {
  const [process] = processes
  const asked: (Partial<Requirement> & Pick<Requirement, 'kind'>)[] = [
    ...random.some(STANDARDS.slice(0, 8), random.whole(0, 2)).map((code) => ({ kind: 'certificate' as const, code })),
    ...(process && random.hits(0.5) ? [{ kind: 'process' as const, code: process.code }] : []),
    ...(random.hits(0.4) ? [{ kind: 'capacity' as const, operator: 'at-least' as const, value: Math.ceil(random.spread(5000, 1)) }] : []),
    ...(random.hits(0.3)
      ? [{ kind: 'series-lead-time' as const, operator: 'at-most' as const, value: random.whole(20, 90), unit: 'd' }]
      : []),
    ...(random.hits(0.2) ? [{ kind: 'employees' as const, operator: 'at-least' as const, value: random.whole(10, 80) }] : []),
  ]
  return asked.map(
    (requirement, at): Criterion => ({
      id: `c-${number}-${at}`,
      title: '',
      category: 'technical',
      class: requirement.kind === 'certificate' && random.hits(0.5) ? 'developable-must' : 'must',
      weight: null,
      groups: [{ id: `g-${number}-${at}`, requirements: [{ ...PLAIN_REQUIREMENT, id: `r-${number}-${at}`, ...requirement }] }],
    }),
  )
}

const PLAIN_REQUIREMENT: Requirement = {
  id: '',
  kind: 'process',
  code: '',
  within: '',
  operator: 'has',
  value: null,
  valueTo: null,
  values: [],
  unit: '',
  minEvidence: null,
  maxAgeMonths: null,
  monthsToClose: null,
  heldBy: null,
  acceptEquivalent: false,
}

const FIRMS_WORD: Provenance = {
  source: 'firm',
  sourceNote: '',
  level: 'self-declared',
  statedOn: '2026-10-01',
  checkedBy: null,
  checkedOn: null,
}

/** Mostly of one group, as a workshop's trades are. */
function nearby(random: Chance, lexicon: Lexicon, among: readonly Concept[], count: number): Concept[] {
  if (count === 0) return []
  const first = random.frequent(among)
  const kin = (lexicon.byGroup.get(first.group) ?? [first]).filter((concept) => concept.kind === first.kind)
  return [...new Set([first, ...Array.from({ length: count - 1 }, () => (random.hits(0.8) ? random.one(kin) : random.one(among)))])]
}

function product(concept: Concept, id: string, language: Language): ProfileFacts['products'][number] {
  return { id: `product-${id}`, product: concept.code, name: concept.labels[language], functions: {}, provenance: FIRMS_WORD }
}

function process(concept: Concept, id: string, random: Chance): ProfileFacts['processes'][number] {
  return {
    id: `process-${id}`,
    process: concept.code,
    siteId: null,
    mode: random.hits(0.85) ? 'own' : 'subcontracted',
    yearsOfExperience: random.whole(1, 30),
    materials: [random.one(['steel', 'stainless-steel', 'aluminium', 'cotton', 'pp', 'wood'])],
    parameters: [],
    provenance: FIRMS_WORD,
  }
}

function certificate(random: Chance, id: string): CertificateFact {
  const validFrom = addDays(TODAY, -random.whole(-60, 1000))
  return {
    id: `certificate-${id}`,
    standard: random.frequent(STANDARDS),
    edition: '',
    number: id,
    body: '',
    siteIds: [],
    scope: [],
    status: random.hits(0.9) ? 'active' : random.one(['in-progress', 'suspended', 'withdrawn'] as const),
    validFrom: random.hits(0.9) ? validFrom : null,
    validUntil: random.hits(0.9) ? addDays(validFrom, 1095) : null,
    targetOn: null,
    provenance: FIRMS_WORD,
  }
}

function capacity(random: Chance, number: number): ProfileFacts['capacities'][number] {
  return {
    id: `capacity-${number}`,
    concept: null,
    siteId: null,
    installedPerMonth: Math.ceil(random.spread(20_000, 1.2)),
    unit: random.hits(0.8) ? 'pcs' : random.one(['kg', 't', 'm2']),
    utilisation: random.whole(30, 100),
    freeFrom: null,
    rampWeeks: null,
    provenance: FIRMS_WORD,
  }
}

function commercial(random: Chance, lexicon: Lexicon): NonNullable<ProfileFacts['commercial']> {
  return {
    minimumOrder: null,
    minimumOrderUnit: null,
    sampleLeadDays: Math.ceil(random.spread(14, 0.5)),
    seriesLeadDays: Math.ceil(random.spread(35, 0.5)),
    paymentDaysMax: 60,
    industriesRefused: random.hits(0.1) ? [random.one(lexicon.products).group] : [],
    incoterms: [],
    countriesRefused: [],
    languages: ['en'],
    exportShare: random.hits(0.6) ? random.whole(0, 90) : null,
    exportCountries: [],
    exportSinceYear: null,
    provenance: FIRMS_WORD,
  }
}

/** Filler and general words in half, the trade's own in the rest, a few numbers and identifiers. */
function sentence(random: Chance, lexicon: Lexicon, about: { groups: readonly Concept[]; language: Language; length: number }): string {
  const { groups, language, length } = about
  const word = () => {
    if (groups.length === 0 || random.hits(0.6)) return random.frequent(lexicon.general[language])
    if (random.hits(0.1)) return random.one([`m${random.whole(3, 30)}`, `${random.whole(1000, 7999)}-t${random.whole(4, 6)}`])
    const concept = random.one(groups)
    return random.hits(0.25) ? concept.labels[language].toLowerCase() : random.frequent(lexicon.trade(concept.group, language))
  }
  return Array.from({ length }, word).join(' ')
}

function identifier(kind: string, number: number): string {
  return `${kind}-${String(number).padStart(7, '0')}`
}

function capital(name: string): string {
  return name.replace(/(^|\s)\S/g, (letter) => letter.toUpperCase())
}
