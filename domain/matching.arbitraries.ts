/** Firms and needs of every sort, for properties: few codes and figures, so that they often meet. */
import fc from 'fast-check'
import { EVIDENCE_LEVELS, type Provenance } from './evidence.ts'
import type { CapacityFact, CertificateFact, ProcessFact, ProfileFacts } from './profiles.ts'
import { type Criterion, HELD_BY, REQUIREMENT_CLASSES, type Requirement, type SourcingNeed } from './sourcing.ts'
import { capacity, certificate, commercial, firm, need, process, provenance, reference, requirement } from './verdict.fixtures.ts'

const CODES = [
  'iso-9001',
  'iatf-16949',
  'iso-13485',
  'iso-14001',
  'fssc-22000',
  'iso-22000',
  'haccp',
  'brcgs-food',
  'ifs-food',
  'as9100',
  'iso-3834-2',
  'iso-3834-4',
  'ohsas-18001',
  'iso-45001',
] as const
const PROCESSES = ['machining', 'turning', 'cnc-turning', 'milling', 'stamping'] as const

export const days = fc.constantFrom('2024-01-01', '2025-12-01', '2026-05-01')
export const proofs: fc.Arbitrary<Provenance> = fc
  .record({ level: fc.constantFrom(...EVIDENCE_LEVELS), statedOn: days, checkedOn: fc.option(days) })
  .map(provenance)

export const processes: fc.Arbitrary<ProcessFact> = fc
  .record({
    process: fc.constantFrom(...PROCESSES),
    mode: fc.constantFrom('own', 'subcontracted'),
    force: fc.option(fc.integer({ min: 50, max: 400 })),
    tolerance: fc.option(fc.integer({ min: 5, max: 60 })),
    materials: fc.subarray(['steel', 'stainless-steel', 'copper']),
    proof: proofs,
  })
  .map(({ process: code, mode, force, tolerance, materials, proof }) => {
    const parameters = [
      ...(force === null ? [] : [{ parameter: 'press-force', value: force }]),
      ...(tolerance === null ? [] : [{ parameter: 'tolerance', value: tolerance }]),
    ]
    return process({ process: code, mode, parameters, materials, provenance: proof })
  })

export const certificates: fc.Arbitrary<CertificateFact> = fc
  .record({
    standard: fc.constantFrom(...CODES),
    status: fc.constantFrom('active', 'active', 'in-progress'),
    until: fc.option(fc.constantFrom('2026-01-01', '2026-09-01', '2028-01-01')),
    target: fc.option(fc.constantFrom('2026-04-01', '2026-11-01', '2027-04-01')),
    scope: fc.subarray(['turning', 'stamping']),
    proof: proofs,
  })
  .map(({ standard, status, until, target, scope, proof }) =>
    certificate({ standard, edition: '', status, validUntil: until, targetOn: target, scope, provenance: proof }),
  )

export const capacities: fc.Arbitrary<CapacityFact> = fc
  .record({
    utilisation: fc.integer({ min: 0, max: 100 }),
    rampWeeks: fc.option(fc.integer({ min: 0, max: 60 })),
    freeFrom: fc.option(fc.constantFrom('2026-09-01', '2027-06-01')),
    siteId: fc.constantFrom(null, 'a', 'b'),
    proof: proofs,
  })
  .map(({ utilisation, rampWeeks, freeFrom, siteId, proof }) => capacity({ utilisation, rampWeeks, freeFrom, siteId, provenance: proof }))

export const firms: fc.Arbitrary<ProfileFacts> = fc
  .record({
    processes: fc.array(processes, { maxLength: 3 }),
    certificates: fc.array(certificates, { maxLength: 3 }),
    capacities: fc.array(capacities, { maxLength: 2 }),
    days: fc.option(fc.integer({ min: 1, max: 60 })),
    references: fc.array(proofs, { maxLength: 4 }),
    complete: fc.subarray(['processes', 'certificates', 'capacity', 'references', 'commercial'] as const),
  })
  .map(({ days: sampleLeadDays, references, complete, ...lists }) =>
    firm({
      ...lists,
      commercial: sampleLeadDays === null ? null : commercial({ sampleLeadDays }),
      references: references.map((proof, at) => reference({ id: `r${at}`, provenance: proof })),
      complete: Object.fromEntries(complete.map((section) => [section, '2026-05-01'])),
    }),
  )

const conditions = fc.record({
  minEvidence: fc.option(fc.constantFrom('documented', 'verified-on-site')),
  maxAgeMonths: fc.option(fc.constantFrom(3, 12)),
  monthsToClose: fc.option(fc.constantFrom(3, 9, 18)),
  heldBy: fc.option(fc.constantFrom(...HELD_BY)),
  acceptEquivalent: fc.boolean(),
})
const subjects: fc.Arbitrary<Partial<Requirement>> = fc.oneof(
  fc.constantFrom(...PROCESSES).map((code) => ({ kind: 'process' as const, code })),
  fc
    .integer({ min: 50, max: 400 })
    .map((value) => ({ kind: 'parameter' as const, code: 'press-force', operator: 'at-least' as const, value, unit: 't' })),
  fc.integer({ min: 5, max: 60 }).map((value) => ({
    kind: 'parameter' as const,
    code: 'tolerance',
    within: 'machining',
    operator: 'at-most' as const,
    value,
    unit: 'um',
  })),
  fc
    .subarray(['steel', 'stainless-steel'], { minLength: 1 })
    .map((values) => ({ kind: 'material' as const, operator: 'all-of' as const, values })),
  fc.constantFrom(...CODES).map((code) => ({ kind: 'certificate' as const, code })),
  fc
    .integer({ min: 1000, max: 60_000 })
    .map((value) => ({ kind: 'capacity' as const, operator: 'at-least' as const, value, unit: 'pcs/mo' })),
  fc.integer({ min: 5, max: 60 }).map((value) => ({ kind: 'sample-lead-time' as const, operator: 'at-most' as const, value, unit: 'd' })),
  fc
    .integer({ min: 1, max: 4 })
    .map((value) => ({ kind: 'references' as const, code: 'automotive', operator: 'at-least' as const, value })),
)
const requirements: fc.Arbitrary<Requirement> = fc.tuple(subjects, conditions).map(([what, how]) => requirement({ ...what, ...how }))
const criteria: fc.Arbitrary<Criterion[]> = fc
  .array(
    fc.record({
      class: fc.constantFrom(...REQUIREMENT_CLASSES),
      groups: fc.array(fc.array(requirements, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) =>
    list.map((one, c) => ({
      id: `c${c}`,
      title: '',
      category: c % 2 ? ('quality' as const) : ('technical' as const),
      weight: null,
      class: one.class,
      groups: one.groups.map((group, g) => ({ id: `g${c}${g}`, requirements: group.map((each, r) => ({ ...each, id: `r${c}${g}${r}` })) })),
    })),
  )
export const needs: fc.Arbitrary<SourcingNeed> = criteria.map((list) =>
  need({ criteria: list, processes: ['turning'], startOn: '2027-01-01', horizonMonths: 12 }),
)
