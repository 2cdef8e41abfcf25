import { describe, expect, it } from 'vitest'
import { loadStandards } from '../db/seed/standards.ts'
import { bandOf } from './bands.ts'
import { type Band, equalsIn, evaluateNeed, rank } from './matching.ts'
import type { ProfileFacts } from './profiles.ts'
import type { Criterion, RequirementClass, SourcingNeed } from './sourcing.ts'
import { buildCatalogue } from './standards.ts'
import {
  CONCEPTS,
  certificate,
  commercial,
  criterion,
  firm,
  need,
  process,
  provenance,
  requirement,
  site,
  TODAY,
} from './verdict.fixtures.ts'

const { standards, editions, implications } = loadStandards()
const catalogue = buildCatalogue(standards, editions, implications)

function proposal(criteria: Criterion[], facts: Partial<ProfileFacts> = {}, over: Partial<SourcingNeed> & { topic?: number } = {}) {
  const { topic = 0.5, ...rest } = over
  return evaluateNeed(need({ criteria, ...rest }), firm(facts), { today: TODAY, catalogue, concepts: CONCEPTS, topic })
}

const turning = requirement({ code: 'turning' })
const stamping = requirement({ code: 'stamping' })
const iso9001 = requirement({ kind: 'certificate', code: 'iso-9001' })
const turns = { processes: [process()] }
const COMPLETE = { processes: '2026-05-01', certificates: '2026-05-01' }

describe('the band a verdict leaves open', () => {
  it.each<[RequirementClass, string, number | null, Band]>([
    ['must', 'met', null, 'ready'],
    ['must', 'met-by-implication', null, 'ready'],
    ['must', 'expiring', null, 'ready'],
    ['must', 'near', 6, 'developable'],
    ['must', 'near', null, 'incomplete'],
    ['must', 'near', 18, 'incomplete'],
    ['must', 'unknown', null, 'incomplete'],
    ['must', 'not-met', 6, 'not'],
    ['developable-must', 'near', 6, 'developable'],
    ['developable-must', 'unknown', null, 'incomplete'],
    ['developable-must', 'not-met', 12, 'developable'],
    ['developable-must', 'not-met', 13, 'not'],
    ['developable-must', 'not-met', null, 'not'],
    ['exclusion', 'unknown', null, 'ready'],
    ['exclusion', 'not-met', 6, 'not'],
    ['scored', 'not-met', null, 'ready'],
  ])('%s, %s with %s months of 12: %s', (requirementClass, verdict, months, band) => {
    expect(bandOf(requirementClass, verdict, months, 12)).toBe(band)
  })
})

describe('the band of a proposal', () => {
  const musts = [criterion({ id: 'a' }, turning)]
  const development = criterion({ id: 'b', class: 'developable-must', category: 'quality' }, iso9001)

  it('is ready when all musts are met', () => {
    expect(proposal(musts, turns)).toMatchObject({ band: 'ready', months: null, mustsMet: 1, musts: 1, questions: [] })
  })

  it('is developable with the longest gap when only developable musts fail within the horizon', () => {
    const path = criterion({ id: 'c', class: 'developable-must', category: 'esg' }, requirement({ kind: 'certificate', code: 'iso-14001' }))
    expect(proposal([...musts, development, path], { ...turns, complete: COMPLETE })).toMatchObject({ band: 'developable', months: 12 })
    expect(proposal([...musts, path], { ...turns, complete: COMPLETE })).toMatchObject({ band: 'developable', months: 9 })
    expect(proposal([...musts, development], { ...turns, complete: COMPLETE }, { horizonMonths: 11 })).toMatchObject({ band: 'not' })
  })

  it('is incomplete with a blocking question when a must is unknown', () => {
    const found = proposal([...musts, development], turns)
    expect(found.band).toBe('incomplete')
    expect(found.questions).toMatchObject([
      { criterionId: 'b', requirementId: 'b-0', blocking: true, reason: { code: 'certificate-absent' } },
    ])
  })

  it('is incomplete, not developable, when something is unknown beside a gap', () => {
    const facts = { ...turns, complete: { certificates: '2026-05-01' } }
    expect(proposal([criterion({ id: 'z' }, stamping), development], facts).band).toBe('incomplete')
  })

  it('is not, whatever else is open, when a plain must is known to fail', () => {
    expect(proposal([criterion({ id: 'z' }, stamping), development], { complete: COMPLETE }).band).toBe('not')
  })

  it('is not lowered by an exclusion ground nobody has answered, which is asked at interest', () => {
    const ground = criterion({ id: 'x', class: 'exclusion' }, requirement({ kind: 'exclusion-ground', code: 'fraud' }))
    const found = proposal([...musts, ground], turns)
    expect(found).toMatchObject({ band: 'ready', fit: 1 })
    expect(found.questions).toMatchObject([{ criterionId: 'x', blocking: false }])
  })

  it('holds a certificate due at the start against the months until then', () => {
    const due = criterion({ id: 'b', class: 'developable-must' }, requirement({ kind: 'certificate', code: 'iso-14001', heldBy: 'start' }))
    const facts = { complete: COMPLETE }
    expect(proposal([due], facts, { startOn: '2027-03-01' }).band).toBe('developable')
    expect(proposal([due], facts, { startOn: '2027-02-01' }).band).toBe('not')
  })
})

describe('a criterion with several groups', () => {
  const either: Criterion = {
    ...criterion({ id: 'e' }),
    groups: [
      {
        id: 'first',
        requirements: [
          { ...turning, id: 't' },
          { ...iso9001, id: 'i' },
        ],
      },
      { id: 'second', requirements: [{ ...stamping, id: 's' }] },
    ],
  }

  it('takes the best of them, all of whose requirements must hold', () => {
    expect(proposal([either], { processes: [process({ process: 'stamping' })] }).criteria[0]).toMatchObject({
      groupId: 'second',
      band: 'ready',
    })
    expect(proposal([either], { ...turns, certificates: [certificate()] }).criteria[0]).toMatchObject({ groupId: 'first', band: 'ready' })
    expect(proposal([either], turns).band).toBe('incomplete')
  })

  it('counts the most that any group counts', () => {
    const poor = process({ process: 'stamping', provenance: provenance({ level: 'self-declared' }) })
    const found = proposal([either], { processes: [process(), poor], certificates: [certificate({ validUntil: '2026-01-01' })] })
    expect(found.criteria[0]).toMatchObject({ groupId: 'second', contribution: 0.6 })
  })

  it('without any requirement asks nothing', () => {
    const empty = criterion({ id: 'n' })
    expect(proposal([empty], {}, { topic: 0.4 })).toMatchObject({ band: 'ready', fit: null, score: 40, criteria: [] })
  })
})

describe('fit and score', () => {
  it('weigh by category, shared among its criteria, value by evidence', () => {
    const criteria = [
      criterion({ id: 'a', class: 'scored' }, turning),
      criterion({ id: 'b', class: 'scored' }, stamping),
      criterion({ id: 'c', class: 'scored', category: 'quality' }, iso9001),
    ]
    const self = provenance({ level: 'self-declared' })
    const found = proposal(criteria, { processes: [process()], certificates: [certificate({ provenance: self })] })
    expect(found.criteria.map(({ share }) => share)).toEqual([0.35, 0.35, 0.3])
    expect(found.fit).toBeCloseTo(0.35 + 0.3 * 0.6, 9)
    expect(found.score).toBeCloseTo(100 * (0.5 * 0.53 + 0.25), 9)
  })

  it("take a criterion's own weight as it is", () => {
    const criteria = [
      criterion({ id: 'a', class: 'scored', weight: 30 }, turning),
      criterion({ id: 'b', class: 'scored', weight: 10 }, stamping),
    ]
    expect(proposal(criteria, turns).fit).toBeCloseTo(0.75, 9)
  })

  it('are the topic alone without requirements or weights', () => {
    expect(proposal([], {}, { topic: 0.42 })).toMatchObject({ fit: null, score: 42, band: 'ready' })
    expect(proposal([criterion({ weight: 0 }, turning)], turns, { topic: 0.42 })).toMatchObject({ fit: null, score: 42 })
  })
})

describe('an obstacle', () => {
  it.each<[string, Partial<SourcingNeed>, Partial<ProfileFacts>, string | null]>([
    [
      'a smallest order above the volume',
      { volumePerMonth: 500 },
      { commercial: commercial({ minimumOrder: 1000, minimumOrderUnit: 'pcs' }) },
      'minimum-order-above-volume',
    ],
    [
      'a smallest order of the volume',
      { volumePerMonth: 1000 },
      { commercial: commercial({ minimumOrder: 1000, minimumOrderUnit: 'pcs' }) },
      null,
    ],
    [
      'a smallest order in tonnes',
      { volumePerMonth: 500, volumeUnit: 'kg' },
      { commercial: commercial({ minimumOrder: 1, minimumOrderUnit: 't' }) },
      'minimum-order-above-volume',
    ],
    ['payment later than accepted', { paymentDays: 90 }, { commercial: commercial({ paymentDaysMax: 60 }) }, 'payment-too-late'],
    ['payment in time', { paymentDays: 60 }, { commercial: commercial({ paymentDaysMax: 60 }) }, null],
    [
      'a sector it does not serve',
      { sector: 'automotive' },
      { commercial: commercial({ industriesRefused: ['automotive'] }) },
      'industry-refused',
    ],
    [
      'a delivery term it does not sell under',
      { incoterm: 'ddp' },
      { commercial: commercial({ incoterms: ['exw', 'fob'] }) },
      'incoterm-not-offered',
    ],
    ['a delivery term it sells under', { incoterm: 'fob' }, { commercial: commercial({ incoterms: ['exw', 'fob'] }) }, null],
    ['a delivery term left open', { incoterm: null }, { commercial: commercial({ incoterms: ['exw'] }) }, null],
    ['delivery terms it has not said', { incoterm: 'ddp' }, { commercial: commercial({ incoterms: [] }) }, null],
    [
      'a country it does not deliver to',
      { deliveryCountry: 'MX' },
      { commercial: commercial({ countriesRefused: ['MX'] }) },
      'delivery-country-refused',
    ],
    ['a country it delivers to', { deliveryCountry: 'MX' }, { commercial: commercial({ countriesRefused: ['DE'] }) }, null],
    ['a country not taken', { countriesAccepted: ['MX'] }, {}, 'country-not-accepted'],
    ['a site in a country taken', { countriesAccepted: ['MX'] }, { sites: [site({ country: 'MX' })] }, null],
    [
      'terms nobody has stated',
      { paymentDays: 90, volumePerMonth: 1, sector: 'automotive', incoterm: 'ddp', deliveryCountry: 'MX' },
      {},
      null,
    ],
  ])('%s', (_, asked, facts, code) => {
    const found = proposal([], facts, asked)
    expect(found.obstacles.map((one) => one.code)).toEqual(code ? [code] : [])
    expect(found.band).toBe(code ? 'not' : 'ready')
  })
})

describe('the order of proposals', () => {
  const one = (profileId: string, band: Band, score: number, freshOn: string | null = '2026-05-01') => ({ profileId, band, score, freshOn })

  it('is by band, then score, then freshness', () => {
    const mixed = [
      one('a', 'not', 99),
      one('b', 'ready', 10),
      one('c', 'developable', 80),
      one('d', 'ready', 20),
      one('e', 'ready', 20, '2026-05-02'),
      one('f', 'ready', 20, null),
    ]
    expect(rank(mixed, TODAY).map(({ profileId }) => profileId)).toEqual(['e', 'd', 'f', 'b', 'c', 'a'])
  })

  it('counts a lift with the score for the order alone, and within a band', () => {
    const lifted = [
      { ...one('low', 'ready', 40), lift: 15 },
      one('high', 'ready', 50),
      { ...one('common', 'ready', 60), lift: -20 },
      { ...one('other', 'incomplete', 90), lift: 50 },
    ]
    expect(rank(lifted, TODAY).map(({ profileId }) => profileId)).toEqual(['low', 'high', 'common', 'other'])
    expect(rank(lifted, TODAY).map(({ score }) => score)).toEqual([40, 50, 60, 90])
    expect(equalsIn(rank([{ ...one('a', 'ready', 40), lift: 10 }, one('b', 'ready', 50), one('c', 'ready', 40)], TODAY)).length).toBe(2)
  })

  it('turns equals about from day to day', () => {
    const equals = Array.from({ length: 12 }, (_, at) => one(`p${at}`, 'ready', 50))
    const order = (day: string) => rank(equals, day).map(({ profileId }) => profileId)
    expect(order('2026-06-01')).toEqual(order('2026-06-01'))
    expect(order('2026-06-01')).not.toEqual(order('2026-06-02'))
  })
})
