/** A need asks for what profiles keep, and its knock-outs remove nobody whom the exact evaluation would keep. */
import { describe, expect, test } from 'vitest'
import { generateFirm, generateNeed, TODAY } from '../bench/generate.ts'
import { lexicon } from '../bench/lexicon.ts'
import { chance } from '../bench/random.ts'
import { classPath, placeNames } from './concept-paths.ts'
import { type FeatureKey, type MatchQuery, TOPIC_GROUPS, WHOLE_TOPIC } from './match-query.ts'
import { evaluateNeed } from './matching.ts'
import { type PlanContext, planNeed } from './plan.ts'
import { featuresOf } from './profile-features.ts'
import type { ProfileFacts } from './profiles.ts'
import type { Criterion, Requirement, SourcingNeed } from './sourcing.ts'
import { buildCatalogue } from './standards.ts'
import { ancestorsOf, buildConceptIndex, type Concept } from './taxonomy.ts'
import { countStatistics, standingOf, topicOf } from './topic.ts'

const concept = (code: string, kind: Concept['kind'], parent: string | null, words: [string, string]): Concept => ({
  code,
  kind,
  group: kind === 'product' ? 'automotive' : 'stamping',
  parent,
  labels: { en: words[0], es: words[1], pt: words[1], fr: words[1] },
  synonyms: { en: [], es: [], pt: [], fr: [] },
  isic: kind === 'process' ? ['2591'] : [],
  hs: kind === 'product' ? ['870829'] : [],
  cpv: [],
})

const concepts = buildConceptIndex([
  concept('stamping', 'process', null, ['Stamping and pressing', 'Estampación y prensado']),
  concept('progressive-die', 'process', 'stamping', ['Progressive die stamping', 'Troquel progresivo']),
  concept('deep-drawing', 'process', 'stamping', ['Deep drawing', 'Embutición profunda']),
  concept('p-automotive', 'product', null, ['Automotive parts', 'Autopartes']),
  concept('p-brackets', 'product', 'p-automotive', ['Stamped brackets', 'Soportes estampados']),
])

const context: PlanContext = {
  today: TODAY,
  standards: buildCatalogue([], [], []),
  concepts,
  statistics: { documents: 0, averageLength: 0, frequencies: new Map() },
}

const need = (changes: Partial<SourcingNeed> = {}): SourcingNeed => ({
  ...generateNeed(chance(1), lexicon(chance(1)), 1),
  title: 'Stamped brackets for seats',
  description: 'High-strength steel, drawn and zinc plated.',
  language: 'en',
  products: ['p-brackets'],
  processes: ['progressive-die'],
  sector: '',
  deliveryCountry: 'IN',
  deliveryPlace: 'Chakan, Pune',
  countriesAccepted: [],
  criteria: [],
  ...changes,
})

const firm = (changes: Partial<ProfileFacts> = {}): ProfileFacts => ({
  profileId: 'p-1',
  organizationId: 'o-1',
  country: 'IN',
  region: 'Maharashtra',
  city: 'Pune',
  employees: null,
  foundedYear: null,
  claimed: true,
  sites: [],
  products: [],
  processes: [],
  certificates: [],
  capacities: [],
  commercial: null,
  references: [],
  complete: {},
  ...changes,
})

const word = { source: 'firm', sourceNote: '', level: 'self-declared', statedOn: TODAY, checkedBy: null, checkedOn: null } as const
const does = (process: string): ProfileFacts['processes'] => [
  { id: '1', process, siteId: null, mode: 'own', yearsOfExperience: null, materials: [], parameters: [], provenance: word },
]
const makes = (product: string | null, name = ''): ProfileFacts['products'] => [{ id: '1', product, name, functions: {}, provenance: word }]
const topicIn = (query: MatchQuery, facts: ProfileFacts, description = '') =>
  topicOf(query, featuresOf(facts, [{ name: 'Works', description, language: 'en' }], { concepts })).topic
const keys = (query: MatchQuery): FeatureKey[] => query.features.map((feature) => feature.key)

describe('planning a need', () => {
  test('asks for its words, concepts with ancestors, classification codes, sector and places', () => {
    expect(keys(planNeed(need(), context))).toEqual(
      expect.arrayContaining([
        'term:bracke',
        'term:zinc',
        'product:p-automotive',
        'product:p-brackets',
        'code:hs:87',
        'code:hs:8708',
        'code:hs:870829',
        'sector:automotive',
        'process:stamping',
        'process:progressive-die',
        'country:IN',
        'region:chakan',
        'region:pune',
      ]),
    )
  })

  test('the caps always add up to the whole; what a need is silent about goes to the rest', () => {
    for (const each of [need(), need({ products: [], processes: [], title: 'zzz', deliveryCountry: '' }), need({ processes: [] })]) {
      const { caps } = planNeed(each, context)
      expect(Math.abs(TOPIC_GROUPS.reduce((sum, group) => sum + caps[group], 0) - WHOLE_TOPIC)).toBeLessThanOrEqual(2)
    }
    expect(planNeed(need({ products: [], processes: [], title: 'zzz', deliveryCountry: '' }), context).caps).toEqual({
      text: WHOLE_TOPIC,
      codes: 0,
      process: 0,
      place: 0,
    })
  })

  test('a firm with all that is asked comes near 1, a sibling process and a bare family count in part', () => {
    const query = planNeed(need(), context)
    const all = topicIn(query, firm({ products: makes('p-brackets'), processes: does('progressive-die') }))
    const sibling = topicIn(query, firm({ products: makes('p-brackets'), processes: does('deep-drawing') }))
    const none = topicIn(query, firm({ products: makes('p-brackets') }))
    expect(all).toBeGreaterThan(sibling)
    expect(sibling).toBeGreaterThan(none)
    const described = topicIn(
      query,
      firm({ products: makes('p-brackets'), processes: does('progressive-die') }),
      need().title + need().description,
    )
    expect(described).toBeGreaterThan(all)
    expect(described).toBeLessThanOrEqual(1)
  })

  test('a Spanish need finds an English text through the thesaurus', () => {
    const spanish = planNeed(need({ title: 'Soportes estampados', description: '', language: 'es', products: [], processes: [] }), context)
    expect(keys(spanish)).toContain('product:p-brackets')
    expect(topicIn(spanish, firm({ country: 'VN', region: '', city: '' }), 'stamped brackets')).toBe(0)
    const statistics = countStatistics([featuresOf(firm(), [{ name: 'W', description: 'stamped brackets', language: 'en' }], { concepts })])
    const seen = planNeed(need({ title: 'Soportes estampados', description: '', language: 'es', products: [], processes: [] }), {
      ...context,
      statistics,
    })
    expect(topicIn(seen, firm({ country: 'VN', region: '', city: '' }), 'stamped brackets')).toBeGreaterThan(0)
  })

  test('rare words weigh more than common ones, title words more than others', () => {
    const statistics = {
      documents: 100,
      averageLength: 10,
      frequencies: new Map([
        ['steel', 90],
        ['zinc', 2],
        ['plate', 2],
        ['bracke', 2],
      ]),
    }
    const weight = new Map(planNeed(need(), { ...context, statistics }).features.map((feature) => [feature.key, feature.weight]))
    expect(weight.get('term:zinc')).toBeGreaterThan(weight.get('term:steel') ?? 0)
    expect(weight.get('term:bracke')).toBeGreaterThan(weight.get('term:zinc') ?? 0)
  })
})

describe('the steps of codes and places', () => {
  test.each([
    ['hs:870829', ['hs:87', 'hs:8708', 'hs:870829']],
    ['isic:2591', ['isic:25', 'isic:259', 'isic:2591']],
    ['cpv:34330000', ['cpv:34', 'cpv:343', 'cpv:3433']],
    ['cpv:44530000', ['cpv:44', 'cpv:445', 'cpv:4453']],
    ['cpv:30000000', ['cpv:30']],
  ])('%s', (code, path) => expect(classPath(code)).toEqual(path))

  test('a place is each of its names', () => expect(placeNames('Chakan, Pune (Maharashtra)')).toEqual(['chakan', 'pune', 'maharashtra']))
})

const requirement = (asked: Partial<Requirement> & Pick<Requirement, 'kind'>): Requirement => ({
  id: 'r',
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
  ...asked,
})
const must = (...asked: Requirement[]): Criterion => ({
  id: 'c',
  title: '',
  category: 'technical',
  class: 'must',
  weight: null,
  groups: asked.map((each, at) => ({ id: String(at), requirements: [each] })),
})

describe('knock-outs', () => {
  test('what no index can tell leaves its criterion out, since any firm may meet it that way', () => {
    const told = requirement({ kind: 'process', code: 'deep-drawing' })
    const untold = requirement({ kind: 'language', values: ['en'] })
    expect(planNeed(need({ criteria: [must(told)] }), context).knockOuts).toHaveLength(1)
    expect(planNeed(need({ criteria: [must(told, untold)] }), context).knockOuts).toEqual([])
    expect(planNeed(need({ criteria: [{ ...must(told), class: 'scored' }] }), context).knockOuts).toEqual([])
  })

  test.each([
    ['t', 2, 2000],
    ['kg/a', 12_000, 1000],
    ['', 50, 50],
  ])('a capacity in %s is compared in the base unit', (unit, value, least) => {
    const asked = need({ volumeUnit: 'kg', criteria: [must(requirement({ kind: 'capacity', operator: 'at-least', value, unit }))] })
    expect(planNeed(asked, context).knockOuts[0]?.groups[0]?.[0]).toMatchObject({ column: 'capacity-kg', min: least, sure: 'capacity' })
  })

  test('over a made-up cluster nobody is knocked out whom the exact evaluation would not rule out, and all who are ready are known to meet', () => {
    const random = chance(23)
    const words = lexicon(random)
    const tree = buildConceptIndex(words.concepts)
    const firms = Array.from({ length: 250 }, (_, at) => generateFirm(random, words, at))
    const features = firms.map(({ facts, texts }) => featuresOf(facts, texts, { concepts: tree }))
    const plan: PlanContext = { today: TODAY, standards: words.catalogue, concepts: tree, statistics: countStatistics(features) }
    const family = (code: string) => (tree.byCode.get(code)?.kind === 'process' ? (tree.byCode.get(code)?.group ?? null) : null)
    const rules = {
      today: TODAY,
      catalogue: words.catalogue,
      concepts: { ancestorsOf: (code: string) => ancestorsOf(code, tree), familyOf: family },
      topic: 0,
    }
    const seen = { fails: 0, ready: 0 }
    for (let at = 0; at < 60; at++) {
      const asked = generateNeed(random, words, at)
      const { knockOuts } = planNeed(asked, plan)
      for (const [place, profile] of features.entries()) {
        const { band } = evaluateNeed(asked, firms[place]!.facts, rules)
        const standing = standingOf(knockOuts, profile)
        if (standing === 'fails') expect(band).toBe('not')
        if (band === 'ready') expect(standing).toBe('met')
        seen.fails += standing === 'fails' ? 1 : 0
        seen.ready += band === 'ready' ? 1 : 0
      }
    }
    expect(seen.fails).toBeGreaterThan(1000)
    expect(seen.ready).toBeGreaterThan(100)
  })
})
