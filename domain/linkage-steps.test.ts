/** The pipeline: who may take which step from which stage, written from the reference and not read from the code. */
import { describe, expect, test } from 'vitest'
import { type LinkageFacts, openForms, openSteps, reasonsOf, type StepAnswer, stepLinkage } from './linkage-steps.ts'
import { LINKAGE_ACTORS, LINKAGE_STAGES, LINKAGE_STEPS, type LinkageActor, type LinkageStage, type LinkageStep } from './linkages.ts'

const TODAY = '2026-12-01'
const FACTS: LinkageFacts = {
  need: 'takes-answers',
  review: 'none',
  isReleased: true,
  isBrokered: true,
  isOverdue: false,
  left: null,
  today: TODAY,
}
const LEFT = { stage: 'quoted' as const, by: 'sme' as const, untilOn: '2027-01-15' }

type Line = [step: LinkageStep, by: string, from: string, to: LinkageStage]
/** `-` stands for no linkage yet. */
const TABLE: Line[] = [
  ['shortlist', 'agency', '- proposed', 'broker-shortlisted'],
  ['offer', 'agency', '- proposed broker-shortlisted sme-declined', 'offered-to-sme'],
  ['invite', 'lead-firm', '- proposed broker-shortlisted sme-declined', 'offered-to-sme'],
  ['show-interest', 'sme', '- proposed broker-shortlisted offered-to-sme sme-declined', 'sme-interested'],
  ['decline-interest', 'sme', '- proposed broker-shortlisted offered-to-sme sme-interested', 'sme-declined'],
  ['accept', 'lead-firm', 'sme-interested', 'lead-firm-accepted'],
  ['decline', 'lead-firm', 'broker-shortlisted offered-to-sme sme-interested', 'lead-firm-declined'],
  ['introduce', 'agency', 'lead-firm-accepted', 'introduced'],
  ['sign-nda', 'lead-firm system', 'introduced', 'nda'],
  ['meet', 'lead-firm sme agency system', 'introduced nda site-visit', 'meeting'],
  ['visit', 'lead-firm sme agency system', 'introduced nda meeting', 'site-visit'],
  ['ask-quote', 'lead-firm', 'introduced nda meeting site-visit', 'rfq'],
  ['quote', 'sme system', 'rfq', 'quoted'],
  ['start-trial', 'lead-firm', 'quoted', 'sample-trial'],
  ['approve', 'lead-firm system', 'quoted sample-trial', 'approved'],
  ['record-contract', 'lead-firm system', 'approved', 'contracted'],
  ['repeat', 'lead-firm system', 'contracted repeat-order', 'repeat-order'],
  [
    'hold',
    'lead-firm sme agency',
    'offered-to-sme sme-interested lead-firm-accepted introduced nda meeting site-visit rfq quoted sample-trial approved contracted repeat-order',
    'on-hold',
  ],
  ['resume', 'sme', 'on-hold', 'quoted'],
  [
    'lose',
    'lead-firm sme agency',
    'lead-firm-accepted introduced nda meeting site-visit rfq quoted sample-trial approved contracted repeat-order on-hold',
    'lost',
  ],
  [
    'lapse',
    'system',
    'offered-to-sme sme-interested lead-firm-accepted introduced nda meeting site-visit rfq quoted sample-trial approved on-hold',
    'lapsed',
  ],
  ['reopen', 'sme', 'lost lapsed', 'quoted'],
]

function answer(step: LinkageStep): StepAnswer {
  if (step === 'hold') return { step, reason: 'capacity', dueOn: '2027-01-15' }
  if (step === 'lapse') return { step, reason: 'sme-silent' }
  return ['decline-interest', 'decline', 'lose'].includes(step) ? { step, reason: 'capacity' } : { step }
}

function codeOf(stage: LinkageStage | null, given: StepAnswer, by: LinkageActor, facts: Partial<LinkageFacts> = {}): string {
  const decision = stepLinkage(stage, given, by, { ...FACTS, left: LEFT, ...facts })
  return decision.ok ? decision.value : decision.refusal.code
}

const STAGES: readonly (LinkageStage | null)[] = [null, ...LINKAGE_STAGES]

test('every step leads where the table says, and nobody may take any other', () => {
  const expected = TABLE.flatMap(([step, by, from, to]) =>
    by.split(' ').flatMap((party) => from.split(' ').map((stage) => `${step} ${party} ${stage === '-' ? null : stage} ${to}`)),
  )
  const taken = LINKAGE_STEPS.flatMap((step) =>
    LINKAGE_ACTORS.flatMap((by) =>
      STAGES.flatMap((stage) => {
        const decision = stepLinkage(stage, answer(step), by, { ...FACTS, left: LEFT })
        return decision.ok ? [`${step} ${by} ${stage} ${decision.value}`] : []
      }),
    ),
  )
  expect(taken.sort()).toEqual(expected.sort())
})

test('a page offers exactly the steps that would be accepted, with what each asks for', () => {
  for (const by of LINKAGE_ACTORS) {
    for (const stage of STAGES) {
      const facts = { ...FACTS, left: LEFT }
      const open = openSteps(stage, by, facts)
      expect(open).toEqual(LINKAGE_STEPS.filter((step) => stepLinkage(stage, answer(step), by, facts).ok))
      for (const form of openForms(stage, by, facts)) {
        expect(open).toContain(form.step)
        expect(form.reasons).toEqual(form.reason === 'none' ? [] : reasonsOf(form.step))
      }
    }
  }
})

describe('a refusal says why', () => {
  test.each<[string, LinkageStage | null, StepAnswer, LinkageActor, Partial<LinkageFacts>, string]>([
    ['the SME cannot accept for the lead firm', 'sme-interested', { step: 'accept' }, 'sme', {}, 'linkage-wrong-party'],
    ['an acceptance is not taken twice', 'lead-firm-accepted', { step: 'accept' }, 'lead-firm', {}, 'linkage-wrong-stage'],
    ['a decline of the lead firm is final', 'lead-firm-declined', { step: 'show-interest' }, 'sme', {}, 'linkage-wrong-stage'],
    ['the introduction is not skipped', 'lead-firm-accepted', { step: 'ask-quote' }, 'lead-firm', {}, 'linkage-wrong-stage'],
    ['nor is the question for a quote', 'introduced', { step: 'quote' }, 'sme', {}, 'linkage-wrong-stage'],
    ['a decline needs a reason', 'sme-interested', { step: 'decline' }, 'lead-firm', {}, 'linkage-reason-missing'],
    ['another reason needs words', 'quoted', { step: 'lose', reason: 'other', note: '  ' }, 'sme', {}, 'linkage-note-missing'],
    ['a step without reasons takes none', 'introduced', { step: 'meet', reason: 'price' }, 'sme', {}, 'linkage-reason-wrong'],
    [
      'an acceptance takes no reason of a loss',
      'sme-interested',
      { step: 'accept', reason: 'price' },
      'lead-firm',
      {},
      'linkage-reason-wrong',
    ],
    ['a hold needs a day', 'quoted', { step: 'hold', reason: 'price' }, 'sme', {}, 'linkage-day-missing'],
    ['a day must lie ahead', 'quoted', { step: 'hold', reason: 'price', dueOn: TODAY }, 'sme', {}, 'linkage-day-wrong'],
    ['and not years ahead', 'quoted', { step: 'hold', reason: 'price', dueOn: '2028-01-01' }, 'sme', {}, 'linkage-day-wrong'],
    ['some steps set no day', 'sme-interested', { step: 'accept', dueOn: '2027-01-01' }, 'lead-firm', {}, 'linkage-day-wrong'],
    ['no answer after the deadline', null, { step: 'show-interest' }, 'sme', { need: 'open' }, 'need-takes-no-answers'],
    ['no invitation after it either', null, { step: 'invite' }, 'lead-firm', { need: 'open' }, 'need-takes-no-answers'],
    ['no acceptance once the need is over', 'sme-interested', { step: 'accept' }, 'lead-firm', { need: 'over' }, 'need-takes-no-answers'],
    ['the broker introduces', 'lead-firm-accepted', { step: 'introduce' }, 'lead-firm', {}, 'linkage-agency-introduces'],
    ['a held one waits for who held it', 'on-hold', { step: 'resume' }, 'lead-firm', {}, 'linkage-held-by-other'],
    ['who did not end it does not open it', 'lost', { step: 'reopen' }, 'lead-firm', {}, 'linkage-ended-by-other'],
    ['under review the SME waits', null, { step: 'show-interest' }, 'sme', { review: 'theirs' }, 'linkage-not-released'],
    [
      'under review the lead firm waits',
      'broker-shortlisted',
      { step: 'invite' },
      'lead-firm',
      { review: 'theirs' },
      'linkage-under-review',
    ],
    ['another agency does not review', 'broker-shortlisted', { step: 'offer' }, 'agency', { review: 'theirs' }, 'linkage-under-review'],
  ])('%s', (...[, stage, given, by, facts, code]) => {
    expect(codeOf(stage, given, by, facts)).toBe(code)
  })
})

describe('what else decides', () => {
  test('an SME that was shortlisted or declined behind its back answers the need as if nothing had been', () => {
    for (const stage of [null, 'broker-shortlisted', 'lead-firm-declined'] as const) {
      const quiet = { isReleased: false }
      expect(codeOf(stage, { step: 'show-interest' }, 'sme', quiet)).toBe('sme-interested')
      expect(codeOf(stage, answer('decline-interest'), 'sme', quiet)).toBe('sme-declined')
      expect(codeOf(stage, { step: 'show-interest' }, 'sme', { ...quiet, review: 'theirs' })).toBe('linkage-not-released')
      expect(codeOf(stage, answer('decline-interest'), 'sme', { ...quiet, need: 'over' })).toBe('need-takes-no-answers')
    }
  })
  test('another reason with words is taken', () => {
    expect(codeOf('offered-to-sme', { step: 'decline-interest', reason: 'other', note: 'The press is in repair.' }, 'sme')).toBe(
      'sme-declined',
    )
  })
  test('the lead firm introduces where no agency brokers, or the agency let its day pass', () => {
    expect(codeOf('lead-firm-accepted', { step: 'introduce' }, 'lead-firm', { isBrokered: false })).toBe('introduced')
    expect(codeOf('lead-firm-accepted', { step: 'introduce' }, 'lead-firm', { isOverdue: true })).toBe('introduced')
  })
  test('a held linkage is anybody’s once its day has come', () => {
    expect(codeOf('on-hold', { step: 'resume' }, 'lead-firm', { today: '2027-01-15' })).toBe('quoted')
  })
  test('what lapsed by silence either firm takes up again', () => {
    const left = { ...LEFT, by: 'system' as const }
    expect(codeOf('lapsed', { step: 'reopen' }, 'lead-firm', { left })).toBe('quoted')
    expect(codeOf('lapsed', { step: 'reopen' }, 'sme', { left })).toBe('quoted')
  })
  test('under review an invitation waits with the agency, which releases it', () => {
    expect(codeOf(null, { step: 'invite' }, 'lead-firm', { review: 'theirs' })).toBe('broker-shortlisted')
    expect(codeOf('broker-shortlisted', { step: 'offer' }, 'agency', { review: 'ours' })).toBe('offered-to-sme')
    expect(codeOf('sme-declined', { step: 'invite' }, 'lead-firm', { review: 'theirs' })).toBe('offered-to-sme')
  })
  test('a review whose agency has no mandate any more holds up nobody but strangers', () => {
    expect(codeOf('broker-shortlisted', { step: 'invite' }, 'lead-firm', { review: 'orphaned' })).toBe('offered-to-sme')
    expect(codeOf(null, { step: 'show-interest' }, 'sme', { review: 'orphaned' })).toBe('linkage-not-released')
  })
  test('the SME may say no after the deadline, but not to what it was never asked', () => {
    expect(codeOf('sme-interested', answer('decline-interest'), 'sme', { need: 'over' })).toBe('sme-declined')
    expect(codeOf(null, answer('decline-interest'), 'sme', { need: 'over' })).toBe('need-takes-no-answers')
  })
})
