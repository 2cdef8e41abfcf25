/** The linkage: who may take which step from which stage, and what each stage opens. */
import { describe, expect, test } from 'vitest'
import {
  LINKAGE_STAGES,
  LINKAGE_STEPS,
  type LinkageParty,
  type LinkageStage,
  type LinkageStep,
  openSteps,
  opensMatchedTier,
  revealsLeadFirm,
  type StepAnswer,
  stepLinkage,
} from './linkages.ts'

const PARTIES: readonly LinkageParty[] = ['sme', 'lead-firm']
const STAGES: readonly (LinkageStage | null)[] = [null, ...LINKAGE_STAGES]

/** Every step that the two sides can take, written from the reference and not read from the code. */
const STEPS: readonly [by: LinkageParty, from: LinkageStage | null, step: LinkageStep, to: LinkageStage][] = [
  ['sme', null, 'show-interest', 'sme-interested'],
  ['sme', 'offered-to-sme', 'show-interest', 'sme-interested'],
  ['sme', 'sme-declined', 'show-interest', 'sme-interested'],
  ['sme', null, 'decline-interest', 'sme-declined'],
  ['sme', 'offered-to-sme', 'decline-interest', 'sme-declined'],
  ['sme', 'sme-interested', 'decline-interest', 'sme-declined'],
  ['lead-firm', null, 'invite', 'offered-to-sme'],
  ['lead-firm', 'sme-declined', 'invite', 'offered-to-sme'],
  ['lead-firm', 'sme-interested', 'accept', 'lead-firm-accepted'],
  ['lead-firm', 'sme-interested', 'decline', 'lead-firm-declined'],
  ['lead-firm', 'offered-to-sme', 'decline', 'lead-firm-declined'],
]

function answer(step: LinkageStep): StepAnswer {
  return { step, reason: step === 'accept' ? 'technical-fit' : 'capacity' }
}

function codeOf(stage: LinkageStage | null, given: StepAnswer, by: LinkageParty): string {
  const decision = stepLinkage(stage, given, by)
  return decision.ok ? decision.value : decision.refusal.code
}

test.each(STEPS)('the %s may, at stage %s, take the step %s to %s', (by, from, step, to) => {
  expect(codeOf(from, answer(step), by)).toBe(to)
})

test('nobody may take any other step, from no stage', () => {
  const allowed = new Set(STEPS.map(([by, from, step]) => `${by} ${from} ${step}`))
  const all = PARTIES.flatMap((by) => STAGES.flatMap((from) => LINKAGE_STEPS.map((step) => ({ by, from, step }))))
  const taken = all.filter(({ by, from, step }) => stepLinkage(from, answer(step), by).ok)
  expect(taken.map(({ by, from, step }) => `${by} ${from} ${step}`).sort()).toEqual([...allowed].sort())
})

test('a page offers exactly the steps that would be accepted', () => {
  for (const by of PARTIES) {
    for (const stage of STAGES) {
      expect(openSteps(stage, by)).toEqual(LINKAGE_STEPS.filter((step) => stepLinkage(stage, answer(step), by).ok))
    }
  }
})

describe('a refusal says why', () => {
  test.each<[string, LinkageStage | null, StepAnswer, LinkageParty, string]>([
    ['the SME cannot accept for the lead firm', 'sme-interested', { step: 'accept' }, 'sme', 'linkage-wrong-party'],
    ['an acceptance is not taken twice', 'lead-firm-accepted', { step: 'accept' }, 'lead-firm', 'linkage-wrong-stage'],
    ['a decline of the lead firm is final', 'lead-firm-declined', { step: 'show-interest' }, 'sme', 'linkage-wrong-stage'],
    ['a decline needs a reason', 'sme-interested', { step: 'decline' }, 'lead-firm', 'linkage-reason-missing'],
    [
      'another reason needs words',
      'offered-to-sme',
      { step: 'decline-interest', reason: 'other', note: '  ' },
      'sme',
      'linkage-note-missing',
    ],
  ])('%s', (...[, stage, given, by, code]) => {
    expect(codeOf(stage, given, by)).toBe(code)
  })

  test('and another reason with words is taken', () => {
    expect(codeOf('offered-to-sme', { step: 'decline-interest', reason: 'other', note: 'The press is in repair.' }, 'sme')).toBe(
      'sme-declined',
    )
  })
})

describe('a stage opens', () => {
  const matched = LINKAGE_STAGES.filter(opensMatchedTier)
  const named = LINKAGE_STAGES.filter(revealsLeadFirm)

  test('the matched tier from the acceptance on, and the name of an aliased lead firm from the introduction on', () => {
    expect(matched.filter((stage) => !named.includes(stage))).toEqual(['lead-firm-accepted'])
    expect(named[0]).toBe('introduced')
  })

  test('nothing before both have agreed, and nothing once it ended without that', () => {
    const closed: LinkageStage[] = [
      'proposed',
      'broker-shortlisted',
      'offered-to-sme',
      'sme-interested',
      'sme-declined',
      'lead-firm-declined',
      'lapsed',
    ]
    expect(closed.filter((stage) => matched.includes(stage))).toEqual([])
  })
})
