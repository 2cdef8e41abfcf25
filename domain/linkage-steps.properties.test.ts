/** No order of steps, by whomever, gets a linkage past its guards: a model of three parties and a clock plays at random. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from './day.ts'
import { type LinkageFacts, openSteps, ruleOf, type StepAnswer, stepLinkage } from './linkage-steps.ts'
import {
  isContracted,
  isIntroduced,
  LINKAGE_ACTORS,
  LINKAGE_REASONS,
  LINKAGE_STEPS,
  type LinkageActor,
  type LinkageStage,
  type LinkageStep,
  opensMatchedTier,
  revealsLeadFirm,
  tierOfLinkage,
} from './linkages.ts'

interface Entry {
  before: LinkageStage | null
  stage: LinkageStage
  by: LinkageActor
  facts: LinkageFacts
}

/** The linkage as the store keeps it. */
interface Model {
  stage: LinkageStage | null
  left: LinkageFacts['left']
  isReleased: boolean
  introducedAt: Date | null
  contractedAt: Date | null
  log: Entry[]
  accepted: number
  day: string
}

const fresh = (): Model => ({
  stage: null,
  left: null,
  isReleased: false,
  introducedAt: null,
  contractedAt: null,
  log: [],
  accepted: 0,
  day: '2026-12-01',
})

type World = Pick<LinkageFacts, 'need' | 'review' | 'isBrokered' | 'isOverdue'>

/** What the service does with a decision: this and nothing else. */
function play(model: Model, answer: StepAnswer, by: LinkageActor, world: World): void {
  const facts: LinkageFacts = { ...world, isReleased: model.isReleased, left: model.left, today: model.day }
  const before = model.stage
  const decision = stepLinkage(before, answer, by, facts)
  expect(decision.ok && !openSteps(before, by, facts).includes(answer.step)).toBe(false)
  if (!decision.ok) return
  model.log.push({ before, stage: decision.value, by, facts })
  model.accepted++
  remember(model, decision.value, { by, untilOn: answer.dueOn ?? null })
}

function remember(model: Model, stage: LinkageStage, { by, untilOn }: { by: LinkageActor; untilOn: string | null }): void {
  const place = placeOf(model)
  model.left = LEAVING.includes(stage) && place ? { stage: place, by, untilOn } : null
  model.stage = stage
  model.isReleased ||= by === 'sme' || stage === 'offered-to-sme'
  if (isIntroduced(stage)) model.introducedAt ??= new Date(model.day)
  if (isContracted(stage)) model.contractedAt ??= new Date(model.day)
}

function placeOf({ stage, left }: Model): LinkageStage | null | undefined {
  return stage === 'on-hold' ? left?.stage : stage
}

const LEAVING: readonly LinkageStage[] = ['on-hold', 'lost', 'lapsed']
const ENDED: readonly LinkageStage[] = ['lost', 'lapsed', 'sme-declined', 'lead-firm-declined']

function check(model: Model): void {
  expect(model.log).toHaveLength(model.accepted)
  checkOrder(model)
  checkOpenings(model)
  for (const entry of model.log) checkGuards(entry)
}

/** The log is a chain, and no stage comes before what it needs. */
function checkOrder({ log }: Model): void {
  for (const [at, entry] of log.entries()) expect(entry.before).toBe(at === 0 ? null : log[at - 1]?.stage)
  const went = (stage: LinkageStage) => log.findIndex((one) => one.stage === stage)
  for (const [later, earlier] of ORDER) {
    if (went(later) < 0) continue
    expect(went(earlier)).toBeGreaterThanOrEqual(0)
    expect(went(earlier)).toBeLessThan(went(later))
  }
}

/** Nothing opens without a yes of the SME and a yes of the lead firm; nothing stays open after an end, but for a contract. */
function checkOpenings({ stage, left, introducedAt, contractedAt, log }: Model): void {
  if (stage === null) return
  const standing = { stage, leftStage: left?.stage ?? null, introducedAt, contractedAt }
  if (opensMatchedTier(standing)) {
    expect(log.some((one) => one.stage === 'sme-interested' && one.by === 'sme')).toBe(true)
    expect(log.some((one) => one.stage === 'lead-firm-accepted' && one.by === 'lead-firm')).toBe(true)
  }
  if (revealsLeadFirm(standing)) expect(log.some((one) => one.stage === 'introduced')).toBe(true)
  if (ENDED.includes(stage) && !contractedAt) expect(tierOfLinkage(standing)).toBe('registered')
}

function checkGuards({ before, stage, by, facts }: Entry): void {
  const introduces = by === 'lead-firm' && stage === 'introduced' && before === 'lead-firm-accepted'
  if (introduces) expect(facts.isBrokered && !facts.isOverdue).toBe(false)
  if (facts.review === 'theirs' && before === null) expect(stage).toBe('broker-shortlisted')
}

/** What never happens before what. */
const ORDER: [later: LinkageStage, earlier: LinkageStage][] = [
  ['lead-firm-accepted', 'sme-interested'],
  ['introduced', 'lead-firm-accepted'],
  ['nda', 'introduced'],
  ['meeting', 'introduced'],
  ['site-visit', 'introduced'],
  ['rfq', 'introduced'],
  ['quoted', 'rfq'],
  ['sample-trial', 'quoted'],
  ['approved', 'quoted'],
  ['contracted', 'approved'],
  ['repeat-order', 'contracted'],
]

const worlds = fc.record({
  need: fc.constantFrom('takes-answers' as const, 'takes-answers' as const, 'takes-answers' as const, 'open' as const, 'over' as const),
  review: fc.constantFrom('none' as const, 'none' as const, 'ours' as const, 'theirs' as const, 'orphaned' as const),
  isBrokered: fc.boolean(),
  isOverdue: fc.boolean(),
})
const reasons = fc.option(fc.constantFrom(...LINKAGE_REASONS), { nil: undefined })

class Take implements fc.Command<Model, object> {
  readonly given: { answer: StepAnswer; by: LinkageActor; world: World; wander: number }
  constructor(given: Take['given']) {
    this.given = given
  }
  check = () => true
  run(model: Model): void {
    const { answer, by, world, wander } = this.given
    model.day = addDays(model.day, wander)
    play(model, answer.dueOn ? { ...answer, dueOn: addDays(model.day, 9) } : answer, by, world)
    check(model)
  }
  toString = () => `${this.given.by}: ${JSON.stringify(this.given.answer)}`
}

const ENDS: readonly LinkageStep[] = ['decline', 'decline-interest', 'lose', 'lapse', 'hold']

/** Takes some step that is open to somebody, so that the far end of the pipeline is reached and not only its door. */
class Go implements fc.Command<Model, object> {
  readonly given: { pick: number; world: World }
  constructor(given: Go['given']) {
    this.given = given
  }
  check = () => true
  run(model: Model): void {
    const facts: LinkageFacts = { ...this.given.world, isReleased: model.isReleased, left: model.left, today: model.day }
    const { pick } = this.given
    // An end is chosen one time in eight.
    const open = LINKAGE_ACTORS.flatMap((by) => openSteps(model.stage, by, facts).map((step) => ({ by, step }))).filter(
      ({ step }) => pick % 8 === 0 || !ENDS.includes(step),
    )
    const chosen = open[pick % Math.max(open.length, 1)]
    if (!chosen) return
    const { step, by } = chosen
    const asks = { lapse: 'sme-silent', hold: 'price', lose: 'price', decline: 'price', 'decline-interest': 'price' } as const
    const reason = step in asks ? asks[step as keyof typeof asks] : undefined
    play(model, { step, ...(reason && { reason }), ...(step === 'hold' && { dueOn: addDays(model.day, 9) }) }, by, this.given.world)
    check(model)
  }
  toString = () => `go ${this.given.pick}`
}

const answers = fc.record(
  {
    step: fc.constantFrom(...LINKAGE_STEPS),
    reason: reasons.filter((one) => one !== undefined),
    note: fc.constantFrom('', 'because'),
    dueOn: fc.constant('2027-01-01'),
  },
  { requiredKeys: ['step'] },
)
const commands = fc.commands(
  [
    fc
      .record({ answer: answers, by: fc.constantFrom(...LINKAGE_ACTORS), world: worlds, wander: fc.integer({ min: 0, max: 12 }) })
      .map((given) => new Take(given as Take['given'])),
    fc.record({ pick: fc.nat(), world: worlds }).map((given) => new Go(given)),
  ],
  { maxCommands: 60, size: 'max' },
)

test('no sequence of steps reaches a stage without its guards, and the log has one entry per accepted step', () => {
  const reached = new Set<LinkageStage>()
  fc.assert(
    fc.property(commands, (list) => {
      const model = fresh()
      fc.modelRun(() => ({ model, real: {} }), list)
      for (const entry of model.log) reached.add(entry.stage)
    }),
    { numRuns: 500 },
  )
  // A model that stops at its door proves nothing about the rooms behind.
  expect(reached).toContain('repeat-order')
})

test('held and taken up again, a linkage stands where it stood', () => {
  const holdable = ruleOf('hold').from.filter((stage) => stage !== null)
  const parties = fc.constantFrom('lead-firm' as const, 'sme' as const, 'agency' as const)
  fc.assert(
    fc.property(fc.constantFrom(...holdable), parties, worlds, (stage, by, world) => {
      const model = { ...fresh(), stage }
      play(model, { step: 'hold', reason: 'capacity', dueOn: '2027-03-01' }, by, world)
      expect(model.stage).toBe('on-hold')
      play(model, { step: 'resume' }, by, world)
      expect(model).toMatchObject({ stage, left: null, accepted: 2 })
    }),
  )
})
