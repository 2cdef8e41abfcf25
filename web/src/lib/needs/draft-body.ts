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
  const { criteria, volumePerMonth, horizonMonths, paymentDays, incoterm, reviewAgencyId, startOn, answerOn, ...plain } = draft
  const horizon = figure('horizonMonths', horizonMonths)
  const body: NeedBody = {
    ...plain,
    volumePerMonth: figure('volumePerMonth', volumePerMonth),
    ...(horizon !== null && { horizonMonths: horizon }),
    paymentDays: figure('paymentDays', paymentDays),
    incoterm: incoterm || null,
    reviewAgencyId: reviewAgencyId || null,
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
  const told = requirements.map(({ kind, code, operator }) =>
    tellSubject(words, { kind, code, within: '', operator, value: null, valueTo: null, values: [], unit: '' }, nameOf),
  )
  return words.list(told) || words.code('requirement-kind', 'process')
}

function requirementBody(one: DraftRequirement, at: string, context: Context, faults: Faults): RequirementBody {
  const shape = context.shapeOf(one)
  return {
    kind: one.kind,
    code: codeIn(one, NAMED.has(shape.code), context, (fault) => {
      faults[`${at}.code`] = fault
    }),
    within: one.within,
    // Exports without a share: any will do.
    operator: one.kind === 'exports' && one.value === '' ? 'has' : one.operator,
    ...amountOf(one, shape, at, (name, typed) => figureOf(context.words, faults, name, typed)),
    unit: shape.units.includes(one.unit) && !BARE.has(one.unit) ? one.unit : '',
    ...limitsOf(one, at, context, faults),
  }
}

/** Units that a form shows, and that the API does not want to hear. */
const BARE = new Set(['%', 'people'])
const NAMED = new Set<Shape['code']>(['process', 'product', 'standard'])

/** A name that nothing goes by is told, and not sent. */
function codeIn({ code }: DraftRequirement, named: boolean, { knows }: Context, tell: (fault: FieldError) => void): string {
  if (!named || code === '' || knows(code)) return code
  tell({ code: 'not-found' })
  return ''
}

function amountOf(
  one: DraftRequirement,
  { answer }: Shape,
  at: string,
  figure: (name: string, typed: string) => number | null,
): Pick<RequirementBody, 'value' | 'valueTo' | 'values'> {
  const sides = () => one.values.flatMap((side) => figure(`${at}.values`, side) ?? []).map(String)
  return {
    value: answer === 'figure' ? figure(`${at}.value`, one.value) : null,
    valueTo: one.operator === 'between' ? figure(`${at}.valueTo`, one.valueTo) : null,
    values: answer === 'sides' ? sides() : one.values,
  }
}

type Limits = Required<Pick<RequirementBody, 'minEvidence' | 'heldBy' | 'maxAgeMonths' | 'monthsToClose' | 'acceptEquivalent'>>

function limitsOf(one: DraftRequirement, at: string, { words }: Context, faults: Faults): Limits {
  return {
    minEvidence: (one.minEvidence || null) as Limits['minEvidence'],
    heldBy: (one.heldBy || null) as Limits['heldBy'],
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
