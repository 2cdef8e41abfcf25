/** The form's answers as the API wants them; what is no number or names nothing known is told beside its field. */
import type { FieldError } from '#lib/api/answer.ts'
import type { DraftCriterion, DraftRequirement, NeedBody, NeedDraft, RequirementBody } from '#lib/needs/draft.ts'
import type { Shape } from '#lib/needs/shapes.ts'
import { readNumber } from '#words/figures.ts'
import type { NameOf } from '#words/reasons.ts'
import type { Speaker } from '#words/speaker.ts'
import { tellSubject } from '#words/verdicts/sentence.ts'

interface Context {
  words: Speaker
  nameOf: NameOf
  /** True for the codes of concepts and standards that exist. */
  knows(code: string): boolean
  shapeOf(requirement: DraftRequirement): Shape
}

type Faults = Record<string, FieldError>

export function bodyOf(draft: NeedDraft, context: Context): { body: NeedBody; faults: Faults } {
  const faults: Faults = {}
  const figure = (name: string, typed: string) => figureOf(context.words, faults, name, typed)
  const { criteria, volumePerMonth, horizonMonths, paymentDays, startOn, answerOn, ...plain } = draft
  const horizon = figure('horizonMonths', horizonMonths)
  const body: NeedBody = {
    ...plain,
    volumePerMonth: figure('volumePerMonth', volumePerMonth),
    ...(horizon !== null && { horizonMonths: horizon }),
    paymentDays: figure('paymentDays', paymentDays),
    startOn: startOn || null,
    answerOn: answerOn || null,
    criteria: criteria.map((one, at) => criterionBody(one, `criteria.${at}`, context, faults)),
  }
  return { body, faults }
}

/** A criterion without a title of its own is called by what it asks. */
function criterionBody(one: DraftCriterion, at: string, context: Context, faults: Faults): NonNullable<NeedBody['criteria']>[number] {
  const requirements = one.requirements.map((asked, row) => requirementBody(asked, `${at}.groups.0.requirements.${row}`, context, faults))
  return {
    title: (one.title || titleOf(one, context)).slice(0, 160),
    category: one.category,
    class: one.class,
    weight: figureOf(context.words, faults, `${at}.weight`, one.weight),
    groups: [{ requirements }, ...one.others],
  }
}

export function titleOf(
  { requirements }: Pick<DraftCriterion, 'requirements'>,
  { words, nameOf }: Pick<Context, 'words' | 'nameOf'>,
): string {
  const told = requirements.map(({ kind, code, within, operator }) =>
    tellSubject(words, { kind, code, within, operator, value: null, valueTo: null, values: [], unit: '' }, nameOf),
  )
  return words.list(told) || words.code('requirement-kind', 'process')
}

function requirementBody(one: DraftRequirement, at: string, context: Context, faults: Faults): RequirementBody {
  const { words } = context
  const figure = (name: string) => (typed: string) => figureOf(words, faults, `${at}.${name}`, typed)
  const shape = context.shapeOf(one)
  const named = ['process', 'product', 'standard'].includes(shape.code)
  if (named && one.code !== '' && !context.knows(one.code)) faults[`${at}.code`] = { code: 'not-found' }
  const open = one.kind === 'exports' && one.value === ''
  const sides = shape.answer === 'sides'
  return {
    kind: one.kind,
    code: named && !context.knows(one.code) ? '' : one.code,
    within: one.within,
    operator: open ? 'has' : one.operator,
    value: shape.answer === 'figure' ? figure('value')(one.value) : null,
    valueTo: one.operator === 'between' ? figure('valueTo')(one.valueTo) : null,
    values: sides ? one.values.map((side) => String(figure('values')(side) ?? '')).filter(Boolean) : one.values,
    unit: shape.units.includes(one.unit) && one.unit !== '%' && one.unit !== 'people' ? one.unit : '',
    ...limitsOf(one, at, context, faults),
  }
}

function limitsOf(one: DraftRequirement, at: string, { words }: Context, faults: Faults): Partial<RequirementBody> {
  return {
    minEvidence: (one.minEvidence || null) as RequirementBody['minEvidence'],
    heldBy: (one.heldBy || null) as RequirementBody['heldBy'],
    maxAgeMonths: figureOf(words, faults, `${at}.maxAgeMonths`, one.maxAgeMonths),
    monthsToClose: figureOf(words, faults, `${at}.monthsToClose`, one.monthsToClose),
    acceptEquivalent: one.acceptEquivalent,
  }
}

function figureOf({ locale }: Speaker, faults: Faults, name: string, typed: string): number | null {
  if (typed === '') return null
  const value = readNumber(locale, typed)
  if (value === undefined) faults[name] = { code: 'not-a-number' }
  return value ?? null
}
