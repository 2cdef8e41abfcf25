/** Trying out: what a changed weight, a relaxed requirement and an accepted equivalent do, and what they can never tell. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadStandards } from '../db/seed/standards.ts'
import { bandRank } from './bands.ts'
import { firms, needs } from './matching.arbitraries.ts'
import { type Evaluation, evaluateNeed, judgedIn } from './matching.ts'
import { PROFILE_TIERS, shownFacts } from './profile-tiers.ts'
import type { ProfileFacts } from './profiles.ts'
import type { SourcingNeed } from './sourcing.ts'
import { buildCatalogue } from './standards.ts'
import { CONCEPTS, certificate, commercial, criterion, firm, need, reference, requirement, TODAY } from './verdict.fixtures.ts'
import { type CriterionTrial, changedNeed, placesOf, TRIAL_CLASSES } from './what-if.ts'
import { lookedUp } from './why-not.ts'

const { standards, editions, implications } = loadStandards()
const catalogue = buildCatalogue(standards, editions, implications)
const propose = (asked: SourcingNeed, facts: ProfileFacts): Evaluation =>
  evaluateNeed(asked, facts, { today: TODAY, catalogue, concepts: CONCEPTS, topic: 0.5 })

const trials = fc.array(
  fc.record(
    {
      criterionId: fc.constantFrom('c0', 'c1', 'c2', 'c3'),
      weight: fc.option(fc.integer({ min: 0, max: 100 })),
      as: fc.constantFrom(...TRIAL_CLASSES),
      acceptEquivalent: fc.boolean(),
    },
    { requiredKeys: ['criterionId'] },
  ),
  { maxLength: 4 },
)
const RELAXED: readonly Omit<CriterionTrial, 'criterionId'>[] = [{ as: 'dropped' }, { as: 'scored' }, { acceptEquivalent: true }]

describe('a need on trial', () => {
  it('weighs a criterion anew, and leaves the need itself as it is', () => {
    const asked = need({ criteria: [criterion({ id: 'a', weight: 10 }), criterion({ id: 'b', weight: null })] })
    expect(changedNeed(asked, [{ criterionId: 'a', weight: 60 }]).criteria.map(({ weight }) => weight)).toEqual([60, null])
    expect(asked.criteria[0]?.weight).toBe(10)
  })

  it('accepts an equivalent for the certificates of a criterion', () => {
    const ifs = requirement({ kind: 'certificate', code: 'ifs-food' })
    const asked = need({ criteria: [criterion({ id: 'a', class: 'developable-must' }, ifs)] })
    const facts = firm({ certificates: [certificate({ standard: 'brcgs-food', edition: '' })], complete: { certificates: '2026-05-01' } })
    expect(propose(asked, facts).band).not.toBe('ready')
    expect(propose(changedNeed(asked, [{ criterionId: 'a', acceptEquivalent: true }]), facts).band).toBe('ready')
  })

  it('without changes, or with changes to criteria that are not its own, is the need', () => {
    fc.assert(
      fc.property(needs, (asked) => {
        expect(changedNeed(asked, [])).toEqual(asked)
        expect(changedNeed(asked, [{ criterionId: 'nobody', as: 'dropped' }])).toEqual(asked)
      }),
    )
  })

  it.each(RELAXED)('relaxed by %o never gives a firm a worse band', (trial) => {
    fc.assert(
      fc.property(needs, firms, (asked, facts) => {
        for (const { id, class: own } of asked.criteria) {
          if (own === 'exclusion' && trial.as === 'scored') continue
          const relaxed = changedNeed(asked, [{ ...trial, criterionId: id }])
          expect(bandRank(propose(relaxed, facts).band)).toBeLessThanOrEqual(bandRank(propose(asked, facts).band))
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('a firm that was judged already', () => {
  it('is judged the same on trial, whether what is asked alike is judged anew or taken over', () => {
    fc.assert(
      fc.property(needs, firms, trials, (asked, facts, changes) => {
        const before = propose(asked, facts)
        const changed = changedNeed(asked, changes)
        const known = judgedIn(asked, before)
        expect(evaluateNeed(changed, facts, { today: TODAY, catalogue, concepts: CONCEPTS, topic: 0.5, known })).toEqual(
          propose(changed, facts),
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('a trial never tells more than the profile page of the same tier', () => {
  /** What no tier below shows may differ as it likes. */
  const secrets = fc.record({
    turnover: fc.option(fc.integer({ min: 0, max: 100 })),
    name: fc.string(),
    payment: fc.option(fc.integer({ min: 0, max: 180 })),
    address: fc.string(),
  })
  type Secrets = { turnover: number | null; name: string; payment: number | null; address: string }
  const keeping = (facts: ProfileFacts, secret: Secrets): ProfileFacts => ({
    ...facts,
    references: [reference({ name: secret.name, shareOfTurnover: secret.turnover })],
    commercial: commercial({ ...facts.commercial, paymentDaysMax: secret.payment }),
    sites: facts.sites.map((one) => ({ ...one, address: secret.address })),
  })

  it.each(PROFILE_TIERS.slice(1, 2))('at %s two firms whose pages look alike stand alike, whatever is asked of them', (tier) => {
    fc.assert(
      fc.property(needs, trials, fc.nat(180), fc.tuple(firms, secrets, secrets), (asked, changes, days, [facts, one, other]) => {
        const probing = changedNeed({ ...asked, paymentDays: days }, changes)
        const seen = (secret: Secrets) => propose(probing, shownFacts(keeping(facts, secret), { tier, today: TODAY }))
        expect(seen(one)).toEqual(seen(other))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a firm that is looked up', () => {
  const failing = criterion({ id: 'hard', class: 'must' }, requirement({ kind: 'employees', operator: 'at-least', value: 500 }))
  const facts = firm({ employees: 80 })

  it.each([
    ['is in, at its place', propose(need(), facts), 3, { standing: 'in', criterionIds: [] }],
    ['fails a requirement', propose(need({ criteria: [failing] }), facts), null, { standing: 'requirement', criterionIds: ['hard'] }],
    [
      'is ruled out by its own terms',
      propose(need({ volumePerMonth: 10 }), firm({ commercial: commercial({ minimumOrder: 100, minimumOrderUnit: 'pcs' }) })),
      null,
      { standing: 'terms', criterionIds: [] },
    ],
    ['works on something else', { ...propose(need(), facts), topic: 0.01 }, null, { standing: 'topic', criterionIds: [] }],
    ['comes after all that were read', propose(need(), facts), null, { standing: 'read', criterionIds: [] }],
  ] as const)('%s', (_, evaluation, place, expected) => {
    expect(lookedUp(evaluation, place)).toEqual(expected)
  })

  it('has a place from 1 on', () => {
    expect([...placesOf(['x', 'y'], (one) => one)]).toEqual([
      ['x', 1],
      ['y', 2],
    ])
  })
})
