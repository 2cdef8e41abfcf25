/** The pipeline of a linkage as a table: each step, from where, by whom, to where, and what it needs (domain reference 2.9). */
import type { Day } from './day.ts'
import { accept, type Decision, type Refusal } from './decision.ts'
import {
  ACCEPT_REASONS,
  LINKAGE_STEPS,
  type LinkageActor,
  type LinkageReason,
  type LinkageStage,
  type LinkageStep,
  LOSS_REASONS,
} from './linkages.ts'

export interface StepAnswer {
  step: LinkageStep
  reason?: LinkageReason
  note?: string
  /** The day by which the next step is due, or on which a held linkage is looked at again. */
  dueOn?: Day
}

/** What decides about a step beside the stage: never more than the parties may know of. */
export interface LinkageFacts {
  /** Whether SMEs may answer the need, only the lead firm may still decide about it, or it is over. */
  need: 'takes-answers' | 'open' | 'over'
  /** Whether an agency looks at proposals before the SME hears of them: nobody, this very party, another one, or one whose mandate is over. */
  review: 'none' | 'ours' | 'theirs' | 'orphaned'
  /** The SME knows of it: it was offered to it, or it stepped itself. */
  isReleased: boolean
  /** An agency brokers, with a mandate in force of at least one side. */
  isBrokered: boolean
  /** The step that was due is late. */
  isOverdue: boolean
  /** Where it stood when it was held, lost or lapsed, who did that, and the day set for looking again. */
  left: { stage: LinkageStage; by: LinkageActor; untilOn: Day | null } | null
  today: Day
}

type Wish = 'none' | 'may' | 'must'

interface StepRule {
  /** `null` stands for no linkage yet: the step that bears it. */
  from: readonly (LinkageStage | null)[]
  /** The agency is a party only with a mandate in force; `system` is the product itself. */
  by: readonly LinkageActor[]
  /** `as-left`: where it stood when it was held or ended. */
  to: LinkageStage | 'as-left'
  reason?: Exclude<Wish, 'none'>
  due?: Exclude<Wish, 'none'>
  /** How open the need must be. */
  need?: 'takes-answers' | 'open'
  /** What else stands in the way; a function of the facts. */
  guard?: (facts: LinkageFacts, by: LinkageActor, from: LinkageStage | null) => Refusal | null
}

/** What a form asks for beside the press of its button. */
export interface StepForm {
  step: LinkageStep
  reason: Wish
  reasons: readonly LinkageReason[]
  due: Wish
}

/** How far ahead a day may be set. */
export const FARTHEST_DAYS = 366

/** Decides one step. A refusal changes nothing; its code is public API. */
export function stepLinkage(stage: LinkageStage | null, answer: StepAnswer, by: LinkageActor, facts: LinkageFacts): Decision<LinkageStage> {
  const rule: StepRule = STEPS[answer.step]
  const fault =
    placeFault(stage, answer.step, by) ??
    needFault(rule, facts) ??
    rule.guard?.(facts, by, stage) ??
    reasonFault(answer, rule) ??
    dueFault(answer, rule, facts.today)
  return fault ? { ok: false, refusal: fault } : accept(targetOf(rule, { step: answer.step, from: stage }, facts))
}

/** The steps this party could take now: what a page offers. */
export function openSteps(stage: LinkageStage | null, by: LinkageActor, facts: LinkageFacts): LinkageStep[] {
  return LINKAGE_STEPS.filter((step) => {
    const rule: StepRule = STEPS[step]
    return !(placeFault(stage, step, by) ?? needFault(rule, facts) ?? rule.guard?.(facts, by, stage))
  })
}

/** The same with what each step asks for, so that no page repeats a rule. */
export function openForms(stage: LinkageStage | null, by: LinkageActor, facts: LinkageFacts): StepForm[] {
  return openSteps(stage, by, facts).map((step) => {
    const rule: StepRule = STEPS[step]
    return { step, reason: rule.reason ?? 'none', reasons: rule.reason ? reasonsOf(step) : [], due: rule.due ?? 'none' }
  })
}

/** What an SME may answer to an open need: the steps that a list of opportunities offers. */
export function answerSteps(stage: LinkageStage | null): LinkageStep[] {
  const open = openSteps(stage, 'sme', {
    need: 'takes-answers',
    review: 'none',
    isReleased: true,
    isBrokered: false,
    isOverdue: false,
    left: null,
    today: '',
  })
  return open.filter((step) => step === 'show-interest' || step === 'decline-interest')
}

/** The reasons a step may give: why it was accepted, or why it ended. */
export function reasonsOf(step: LinkageStep): readonly LinkageReason[] {
  if (step === 'accept') return ACCEPT_REASONS
  return step === 'lapse' ? SILENCE : LOSS_REASONS
}

/** The stages from which a step may be taken, and the parties that may take it; for tests and for drawings. */
export function ruleOf(step: LinkageStep): Pick<StepRule, 'from' | 'by' | 'to'> {
  return STEPS[step]
}

function placeFault(stage: LinkageStage | null, step: LinkageStep, by: LinkageActor): Refusal | null {
  const rule: StepRule = STEPS[step]
  if (!rule.by.includes(by)) return refused('linkage-wrong-party', 'Another party takes this step.', { step })
  if (rule.from.includes(stage)) return null
  return refused('linkage-wrong-stage', 'The linkage is past this step, or not there yet.', { step, stage: stage ?? 'none' })
}

function needFault(rule: Pick<StepRule, 'need'>, { need }: LinkageFacts): Refusal | null {
  const isShut = rule.need === 'takes-answers' ? need !== 'takes-answers' : rule.need === 'open' && need === 'over'
  return isShut ? refused('need-takes-no-answers', 'The need is closed, or its answer time is over.') : null
}

/** What is wrong with the reason given; null where nothing is. */
function reasonFault({ step, reason, note }: StepAnswer, rule: StepRule): Refusal | null {
  if (reason && !(rule.reason && reasonsOf(step).includes(reason)))
    return refused('linkage-reason-wrong', 'This reason does not go with this step.', { step, reason })
  if (rule.reason === 'must' && !reason) return refused('linkage-reason-missing', 'Say why, with one of the reasons.')
  if (reason === 'other' && !note?.trim()) return refused('linkage-note-missing', 'Write the other reason.')
  return null
}

function dueFault({ dueOn }: StepAnswer, rule: StepRule, today: Day): Refusal | null {
  if (!dueOn) return rule.due === 'must' ? refused('linkage-day-missing', 'Say on which day to look again.') : null
  if (!rule.due) return refused('linkage-day-wrong', 'This step sets no day.')
  const isFar = Date.parse(dueOn) - Date.parse(today) > FARTHEST_DAYS * 86_400_000
  return dueOn <= today || isFar ? refused('linkage-day-wrong', 'The day must lie ahead, within a year.') : null
}

function targetOf(rule: StepRule, { step, from }: { step: LinkageStep; from: LinkageStage | null }, facts: LinkageFacts): LinkageStage {
  const { left, review } = facts
  // Under review an invitation waits with the agency, which offers it to the SME or not; an SME that declined knows of it already.
  if (step === 'invite' && review === 'theirs' && from !== 'sme-declined') return 'broker-shortlisted'
  return rule.to === 'as-left' ? (left?.stage ?? 'sme-interested') : rule.to
}

function refused(code: string, message: string, params?: Refusal['params']): Refusal {
  return params ? { code, message, params } : { code, message }
}

const SILENCE: readonly LinkageReason[] = ['lead-firm-silent', 'sme-silent']
const ALL: readonly LinkageActor[] = ['lead-firm', 'sme', 'agency']

/** What lead firm and agency may have done about an SME that knows nothing of it. */
const UNKNOWN_TO_SME: readonly (LinkageStage | null)[] = [null, 'proposed', 'broker-shortlisted', 'lead-firm-declined']
/** After the introduction and before prices: NDA, meeting and site visit may each be skipped (rulings, Processes). */
const TALKING: readonly LinkageStage[] = ['introduced', 'nda', 'meeting', 'site-visit']
const BEFORE_ACCEPTANCE: readonly LinkageStage[] = ['offered-to-sme', 'sme-interested']
const BEFORE_CONTRACT: readonly LinkageStage[] = ['lead-firm-accepted', ...TALKING, 'rfq', 'quoted', 'sample-trial', 'approved']
const UNDER_CONTRACT: readonly LinkageStage[] = ['contracted', 'repeat-order']

const STEPS: Record<LinkageStep, StepRule> = {
  shortlist: { from: [null, 'proposed'], by: ['agency'], to: 'broker-shortlisted', need: 'takes-answers', guard: otherReviewer },
  offer: {
    from: [null, 'proposed', 'broker-shortlisted', 'sme-declined'],
    by: ['agency'],
    to: 'offered-to-sme',
    due: 'may',
    need: 'takes-answers',
    guard: otherReviewer,
  },
  invite: {
    from: [null, 'proposed', 'broker-shortlisted', 'sme-declined'],
    by: ['lead-firm'],
    to: 'offered-to-sme',
    due: 'may',
    need: 'takes-answers',
    guard: ({ review }, _by, from) => (review === 'theirs' && from === 'broker-shortlisted' ? underReview() : null),
  },
  'show-interest': {
    from: [...UNKNOWN_TO_SME, 'offered-to-sme', 'sme-declined'],
    by: ['sme'],
    to: 'sme-interested',
    need: 'takes-answers',
    guard: notReleased,
  },
  'decline-interest': {
    from: [...UNKNOWN_TO_SME, 'offered-to-sme', 'sme-interested'],
    by: ['sme'],
    to: 'sme-declined',
    reason: 'must',
    guard: (facts, by, from) =>
      notReleased(facts, by, from) ?? (isOwnIdea(facts, from) ? needFault({ need: 'takes-answers' }, facts) : null),
  },
  accept: { from: ['sme-interested'], by: ['lead-firm'], to: 'lead-firm-accepted', reason: 'may', need: 'open' },
  decline: {
    from: ['broker-shortlisted', 'offered-to-sme', 'sme-interested'],
    by: ['lead-firm'],
    to: 'lead-firm-declined',
    reason: 'must',
  },
  introduce: { from: ['lead-firm-accepted'], by: ['agency', 'lead-firm'], to: 'introduced', due: 'may', guard: agencyIntroduces },
  'sign-nda': { from: ['introduced'], by: ['lead-firm', 'system'], to: 'nda', due: 'may' },
  meet: { from: ['introduced', 'nda', 'site-visit'], by: [...ALL, 'system'], to: 'meeting', due: 'may' },
  visit: { from: ['introduced', 'nda', 'meeting'], by: [...ALL, 'system'], to: 'site-visit', due: 'may' },
  'ask-quote': { from: TALKING, by: ['lead-firm'], to: 'rfq', due: 'may' },
  quote: { from: ['rfq'], by: ['sme', 'system'], to: 'quoted', due: 'may' },
  'start-trial': { from: ['quoted'], by: ['lead-firm'], to: 'sample-trial', due: 'may' },
  approve: { from: ['quoted', 'sample-trial'], by: ['lead-firm', 'system'], to: 'approved', due: 'may' },
  'record-contract': { from: ['approved'], by: ['lead-firm', 'system'], to: 'contracted' },
  repeat: { from: UNDER_CONTRACT, by: ['lead-firm', 'system'], to: 'repeat-order' },
  hold: { from: [...BEFORE_ACCEPTANCE, ...BEFORE_CONTRACT, ...UNDER_CONTRACT], by: ALL, to: 'on-hold', reason: 'must', due: 'must' },
  resume: { from: ['on-hold'], by: ALL, to: 'as-left', guard: heldByOther },
  lose: { from: [...BEFORE_CONTRACT, ...UNDER_CONTRACT, 'on-hold'], by: ALL, to: 'lost', reason: 'must' },
  lapse: { from: [...BEFORE_ACCEPTANCE, ...BEFORE_CONTRACT, 'on-hold'], by: ['system'], to: 'lapsed', reason: 'must' },
  reopen: { from: ['lost', 'lapsed'], by: ALL, to: 'as-left', need: 'open', guard: endedByOther },
}

function underReview(): Refusal {
  return refused('linkage-under-review', 'The agency looks at this proposal first.')
}

function otherReviewer({ review }: LinkageFacts): Refusal | null {
  return review === 'none' || review === 'ours' ? null : underReview()
}

/** Where an agency reviews, the SME answers what was offered to it and nothing else. */
function notReleased(facts: LinkageFacts, _by: LinkageActor, from: LinkageStage | null): Refusal | null {
  if (from === 'lead-firm-declined' && facts.isReleased)
    return refused('linkage-wrong-stage', 'The lead firm has declined.', { step: 'show-interest', stage: from })
  return facts.review !== 'none' && isOwnIdea(facts, from) ? refused('linkage-not-released', 'This need is offered by an agency.') : null
}

/** The SME answers an open need by itself, and does not find out whether lead firm and agency have spoken of it before. */
function isOwnIdea({ isReleased }: LinkageFacts, from: LinkageStage | null): boolean {
  return UNKNOWN_TO_SME.includes(from) && !(isReleased && from !== null)
}

/** A broker introduces the two; where none brokers, or it let its day pass, the lead firm does. */
function agencyIntroduces({ isBrokered, isOverdue }: LinkageFacts, by: LinkageActor): Refusal | null {
  return by === 'lead-firm' && isBrokered && !isOverdue
    ? refused('linkage-agency-introduces', 'The agency that brokers makes the introduction.')
    : null
}

/** Who held it takes it up again; once its day has come, everybody may. */
function heldByOther({ left, today }: LinkageFacts, by: LinkageActor): Refusal | null {
  const hasCome = left?.untilOn != null && left.untilOn <= today
  return left && left.by !== by && !hasCome ? refused('linkage-held-by-other', 'Another party holds it until its day.') : null
}

/** A firm that ended it is not talked back into it by the other one; what lapsed by silence either may take up. */
function endedByOther({ left }: LinkageFacts, by: LinkageActor): Refusal | null {
  if (!left) return refused('linkage-wrong-stage', 'There is nothing to go back to.', { step: 'reopen', stage: 'none' })
  const isMine = left.by === by || left.by === 'system'
  return isMine ? null : refused('linkage-ended-by-other', 'Only the party that ended it opens it again.')
}
