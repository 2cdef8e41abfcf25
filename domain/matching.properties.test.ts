import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadStandards } from '../db/seed/standards.ts'
import { bandRank } from './bands.ts'
import { capacities, certificates, days, firms, needs, processes, proofs } from './matching.arbitraries.ts'
import { type Evaluation, evaluateNeed, rank } from './matching.ts'
import type { ProcessFact, ProfileFacts } from './profiles.ts'
import type { Requirement, SourcingNeed } from './sourcing.ts'
import { buildCatalogue } from './standards.ts'
import { convert, unitsFor } from './units.ts'
import { CONCEPTS, process, provenance, reference, TODAY } from './verdict.fixtures.ts'

const { standards, editions, implications } = loadStandards()
const catalogue = buildCatalogue(standards, editions, implications)
const RUNS = { numRuns: 300 }

function propose(asked: SourcingNeed, facts: ProfileFacts): Evaluation {
  return evaluateNeed(asked, facts, { today: TODAY, catalogue, concepts: CONCEPTS, topic: 0.5 })
}

/** Neither band nor fit of the first is worse than the second's. */
function expectNoWorse(one: Evaluation, than: Evaluation): void {
  expect(bandRank(one.band)).toBeLessThanOrEqual(bandRank(than.band))
  expect(one.fit ?? 0).toBeGreaterThanOrEqual((than.fit ?? 0) - 1e-12)
}

/** Every requirement of the need, changed the same way. */
function change(asked: SourcingNeed, by: (one: Requirement) => Requirement): SourcingNeed {
  return {
    ...asked,
    criteria: asked.criteria.map((one) => ({
      ...one,
      groups: one.groups.map((group) => ({ ...group, requirements: group.requirements.map(by) })),
    })),
  }
}

/** A firm that has said all: what it adds is new capability, and no news about a silence. */
function complete(facts: ProfileFacts): ProfileFacts {
  const day = '2026-05-01'
  return { ...facts, complete: { processes: day, certificates: day, capacity: day, references: day, commercial: day } }
}

describe('more capability never lowers band or fit', () => {
  const more: [string, fc.Arbitrary<(facts: ProfileFacts) => ProfileFacts>][] = [
    ['one more process', processes.map((fact) => (facts) => ({ ...facts, processes: [...facts.processes, { ...fact, id: 'new' }] }))],
    [
      'one more certificate',
      certificates.map((fact) => (facts) => ({ ...facts, certificates: [...facts.certificates, { ...fact, id: 'new' }] })),
    ],
    ['one more capacity', capacities.map((fact) => (facts) => ({ ...facts, capacities: [...facts.capacities, { ...fact, id: 'new' }] }))],
    [
      'one more reference',
      proofs.map((proof) => (facts) => ({ ...facts, references: [...facts.references, reference({ id: 'new', provenance: proof })] })),
    ],
    [
      'stronger presses',
      fc
        .integer({ min: 1, max: 200 })
        .map((by) => (facts) => ({ ...facts, processes: facts.processes.map((one) => raise(one, 'press-force', by)) })),
    ],
    [
      'finer tolerances',
      fc
        .integer({ min: 1, max: 4 })
        .map((by) => (facts) => ({ ...facts, processes: facts.processes.map((one) => raise(one, 'tolerance', -by)) })),
    ],
    [
      'more capacity installed',
      fc.integer({ min: 1, max: 90_000 }).map((by) => (facts) => ({
        ...facts,
        capacities: facts.capacities.map((one) => ({ ...one, installedPerMonth: one.installedPerMonth + by })),
      })),
    ],
    [
      'a shorter lead time',
      fc.constant((facts) => ({ ...facts, commercial: facts.commercial && { ...facts.commercial, sampleLeadDays: 1 } })),
    ],
    [
      'better evidence',
      fc.constant((facts) => ({
        ...facts,
        processes: facts.processes.map((one) => ({ ...one, provenance: provenance() })),
        certificates: facts.certificates.map((one) => ({ ...one, provenance: provenance() })),
      })),
    ],
  ]

  it.each(more)('%s', (name, changes) => {
    const adds = name.startsWith('one more')
    fc.assert(
      fc.property(needs, firms, changes, (asked, said, improve) => {
        const facts = adds ? complete(said) : said
        expectNoWorse(propose(asked, improve(facts)), propose(asked, facts))
      }),
      RUNS,
    )
  })
})

function raise(fact: ProcessFact, code: string, by: number): ProcessFact {
  return { ...fact, parameters: fact.parameters.map((one) => (one.parameter === code ? { ...one, value: Number(one.value) + by } : one)) }
}

describe('a stricter requirement never raises band or fit', () => {
  const stricter: [string, (one: Requirement) => Requirement][] = [
    [
      'a further limit',
      (one) => ({ ...one, value: one.value === null ? null : one.operator === 'at-most' ? one.value * 0.8 : one.value * 1.25 }),
    ],
    ['better evidence asked', (one) => ({ ...one, minEvidence: 'third-party-registry' })],
    ['fresher facts asked', (one) => ({ ...one, maxAgeMonths: 1 })],
    ['no equivalent accepted', (one) => ({ ...one, acceptEquivalent: false })],
    ['held by the award', (one) => ({ ...one, heldBy: 'award' })],
    ['one more material', (one) => (one.kind === 'material' ? { ...one, values: [...one.values, 'copper'] } : one)],
  ]
  it.each(stricter)('%s', (_, tighten) => {
    fc.assert(
      fc.property(needs, firms, (asked, facts) => expectNoWorse(propose(asked, facts), propose(change(asked, tighten), facts))),
      RUNS,
    )
  })
})

describe('a fact that becomes known', () => {
  it('as met never lowers band or fit', () => {
    const known = {
      ...process({
        process: 'cnc-turning',
        materials: ['steel', 'stainless-steel'],
        parameters: [
          { parameter: 'press-force', value: 400 },
          { parameter: 'tolerance', value: 5 },
        ],
      }),
      id: 'known',
    }
    fc.assert(
      fc.property(needs, firms, (asked, facts) => {
        const silent = { ...facts, complete: {} }
        expectNoWorse(propose(asked, { ...silent, processes: [...facts.processes, known] }), propose(asked, silent))
      }),
      RUNS,
    )
  })
})

describe('an expired certificate', () => {
  it('is as good as absent', () => {
    fc.assert(
      fc.property(needs, firms, certificates, (asked, facts, held) => {
        const expired = { ...held, id: 'expired', status: 'active' as const, validUntil: '2026-05-31' }
        const [without, with_] = [propose(asked, facts), propose(asked, { ...facts, certificates: [...facts.certificates, expired] })]
        expect([with_.band, with_.fit, with_.months]).toEqual([without.band, without.fit, without.months])
      }),
      RUNS,
    )
  })
})

describe('another unit', () => {
  it('changes no verdict, band, fit or month', () => {
    fc.assert(
      fc.property(needs, firms, fc.nat(), (asked, facts, pick) => {
        const converted = change(asked, (one) => {
          if (one.value === null || one.unit === '') return one
          const units = unitsFor(one.unit).filter((unit) => one.unit !== 't' || unitsFor('kN').includes(unit))
          const unit = units[pick % units.length] ?? one.unit
          return { ...one, unit, value: convert(one.value, one.unit, unit) }
        })
        const [one, other] = [propose(asked, facts), propose(converted, facts)]
        expect([other.band, other.months]).toEqual([one.band, one.months])
        expect(other.fit ?? 0).toBeCloseTo(one.fit ?? 0, 6)
        expect(other.criteria.map(({ verdicts }) => verdicts.map(({ verdict }) => verdict))).toEqual(
          one.criteria.map(({ verdicts }) => verdicts.map(({ verdict }) => verdict)),
        )
      }),
      RUNS,
    )
  })
})

describe('the order of proposals', () => {
  const many = fc.array(
    fc.record({
      band: fc.constantFrom('ready', 'developable', 'incomplete', 'not'),
      score: fc.integer({ min: 0, max: 3 }),
      freshOn: fc.option(days),
    }),
    { minLength: 2, maxLength: 12 },
  )
  const numbered = many.map((list) => list.map((one, at) => ({ ...one, profileId: `p${at}` })))

  it('of the others is not changed by one more firm, nor by the order in which they come', () => {
    fc.assert(
      fc.property(numbered, fc.nat(), (list, pick) => {
        const out = list[pick % list.length]
        const ids = (some: typeof list) => rank(some, TODAY).map(({ profileId }) => profileId)
        expect(ids(list).filter((id) => id !== out?.profileId)).toEqual(ids(list.filter((one) => one !== out)))
        expect(ids([...list].reverse())).toEqual(ids(list))
      }),
    )
  })
})
