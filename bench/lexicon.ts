/** The words and codes of the synthetic corpus: general and trade words by language, places, standards, and a thesaurus of its own. */
import { buildCatalogue, type Catalogue, type Implication, type Standard } from '../domain/standards.ts'
import type { Concept } from '../domain/taxonomy.ts'
import { type Chance, inventWords } from './random.ts'

export const LANGUAGES = ['en', 'es', 'pt', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Countries, those with most firms first. */
export const COUNTRIES =
  'IN BD VN MX BR TR MA EG PE CO KE GH ET TN ID TH MY PH PK LK CR DO GT AR CL ZA NG RS XK AL PT ES FR IT PL RO'.split(' ')

export const STANDARDS =
  'iso-9001 iso-14001 iso-45001 iatf-16949 fssc-22000 iso-22000 haccp brcgs-food sa8000 smeta oeko-tex-100 gots iso-13485 as9100 iso-3834-2 en-1090 fsc iso-27001 iso-50001 brcgs-packaging'.split(
    ' ',
  )

export interface Lexicon {
  concepts: readonly Concept[]
  byGroup: ReadonlyMap<string, readonly Concept[]>
  processes: readonly Concept[]
  products: readonly Concept[]
  /** Words that any trade uses, frequent ones first. */
  general: Record<Language, readonly string[]>
  /** Words of one group's trade. */
  trade(group: string, language: Language): readonly string[]
  /** Towns by country. */
  towns: ReadonlyMap<string, readonly string[]>
  nameWords: readonly string[]
  catalogue: Catalogue
}

const SYLLABLES: Record<Language, readonly string[]> = {
  en: 'ber ton mak ling work shop trim load plan heat roll press tek fin dal gran mil ster ock un'.split(' '),
  es: 'ca mo rra lle ción tro pe so lin du gar ta ño mer qui esta vi bo rio cen'.split(' '),
  pt: 'ção lha nho mei rão gui se to par va cu ri bo lei ta ges fa pro ne dor'.split(' '),
  fr: 'eau tion mer gui lle rou ban fre ché vin pla teau son ger mou du cour li que ven'.split(' '),
}

const FILLERS: Record<Language, readonly string[]> = {
  en: 'the of and to in for with on from our all we is are'.split(' '),
  es: 'de la el los y en para con por una del que las'.split(' '),
  pt: 'de da do os e em para com por uma dos que as'.split(' '),
  fr: 'de la le les et en pour avec par une des que du'.split(' '),
}

/** `concepts` are the product's own thesaurus where it is at hand, else an invented tree of the same shape. */
export function lexicon(random: Chance, concepts: readonly Concept[] = inventConcepts(random)): Lexicon {
  const trades = new Map<string, string[]>()
  return {
    concepts,
    byGroup: Map.groupBy(concepts, (concept) => concept.group),
    processes: concepts.filter((concept) => concept.kind === 'process' && concept.parent !== null),
    products: concepts.filter((concept) => concept.kind === 'product' && concept.parent !== null),
    general: {
      en: withFillers(random, 'en'),
      es: withFillers(random, 'es'),
      pt: withFillers(random, 'pt'),
      fr: withFillers(random, 'fr'),
    },
    trade(group, language) {
      const key = `${group}/${language}`
      const known = trades.get(key) ?? inventWords(random, 300, SYLLABLES[language])
      trades.set(key, known)
      return known
    },
    towns: new Map(COUNTRIES.map((country) => [country, inventWords(random, 12, SYLLABLES.es)])),
    nameWords: inventWords(random, 4000, [...SYLLABLES.en, ...SYLLABLES.es]),
    catalogue: inventCatalogue(),
  }
}

function withFillers(random: Chance, language: Language): string[] {
  return [...FILLERS[language], ...inventWords(random, 3000, SYLLABLES[language])]
}

/** Twenty groups, each a tree of 1, 5 and 15 concepts with HS, ISIC and CPV codes. */
function inventConcepts(random: Chance): Concept[] {
  return Array.from({ length: 20 }, (_, at) => {
    const kind = at % 2 === 0 ? 'process' : 'product'
    const root = concept(random, { code: `${kind}-${at}`, kind, group: `group-${at}`, parent: null })
    const middle = Array.from({ length: 5 }, (_, two) => concept(random, { ...root, code: `${root.code}-${two}`, parent: root.code }))
    const leaves = middle.flatMap((above) =>
      Array.from({ length: 3 }, (_, three) => concept(random, { ...root, code: `${above.code}-${three}`, parent: above.code })),
    )
    return [root, ...middle, ...leaves]
  }).flat()
}

function concept(random: Chance, place: Pick<Concept, 'code' | 'kind' | 'group' | 'parent'>): Concept {
  const { code, kind, group, parent } = place
  const phrase = (language: Language) => inventWords(random, 2, SYLLABLES[language]).join(' ')
  return {
    code,
    kind,
    group,
    parent,
    labels: { en: phrase('en'), es: phrase('es'), pt: phrase('pt'), fr: phrase('fr') },
    synonyms: { en: [phrase('en')], es: [phrase('es')], pt: [phrase('pt')], fr: [phrase('fr')] },
    isic: [String(random.whole(1000, 3399))],
    hs: [String(random.whole(2500, 9600)), String(random.whole(250_000, 960_000))],
    cpv: [`${random.whole(14_000, 44_999)}000`],
  }
}

/** A few implications suffice to make a certificate count for another one. */
function inventCatalogue(): Catalogue {
  const standard = (code: string): Standard => ({
    code,
    name: code,
    kind: 'management-system',
    issuerOrganizationId: null,
    acceptsInstead: [],
    monthsMin: 6,
    monthsMax: 12,
    scaleGroup: null,
    scaleRank: null,
    withdrawnOn: null,
  })
  const row = (holds: string, satisfies: string, verdict: Implication['verdict']): Implication => ({
    holds,
    satisfies,
    verdict,
    factor: verdict === 'near' ? 0.5 : null,
    conditions: ['active'],
    note: '',
    source: '',
  })
  const implications = [
    row('iatf-16949', 'iso-9001', 'full'),
    row('as9100', 'iso-9001', 'full'),
    row('iso-9001', 'iatf-16949', 'near'),
    row('fssc-22000', 'iso-22000', 'full'),
    row('iso-22000', 'haccp', 'full'),
    row('brcgs-food', 'haccp', 'full'),
    row('sa8000', 'smeta', 'if-accepted'),
  ]
  return buildCatalogue(STANDARDS.map(standard), [], implications)
}
