/** Parameters of a process: figures, sizes, grades, lists and yes-or-no, each against what is asked (domain reference 2.4, 3.3). */
import { isRelated } from './kinship.ts'
import { both, gapOf, limitsIn, type Measure, measure } from './measures.ts'
import { type ParameterDefinition, type ParameterType, parameterByCode } from './parameters.ts'
import type { ParameterFact, ProcessFact } from './profiles.ts'
import type { Requirement } from './sourcing.ts'
import { convert } from './units.ts'
import type { Reason, Verdict } from './verdict.ts'
import { absence, best, type Case, type Finding, measured, reason, rounded, weigh } from './verdict-grounds.ts'
import type { ReasonCode } from './verdict-reasons.ts'

/**
 * The best answer of all processes that the requirement's process is related to.
 * A process that is silent on the parameter leaves it unknown, or, once the section is complete, lacking.
 * @example press force at least 2000 kN against 250 t: met; 195 t against 200 t: near, 5 t missing.
 */
export function parameterAnswer(asked: Case): Verdict {
  const { requirement, facts, context } = asked
  const definition = parameterByCode(requirement.code)
  const params = { parameter: requirement.code, process: requirement.within, ...limitNames(requirement, definition) }
  const nothing = absence(asked, 'processes', reason('parameter-absent', params))
  if (!definition) return nothing
  const answers = facts.processes.flatMap((fact) => {
    if (requirement.within !== '' && !isRelated(context.concepts, requirement.within, fact.process)) return []
    const stated = fact.parameters.find(({ parameter }) => parameter === requirement.code)
    const finding = stated && READERS[definition.type]({ definition, requirement, fact }, stated.value)
    return finding ? [weigh(asked, finding, { kind: 'process', id: fact.id, provenance: fact.provenance })] : [nothing]
  })
  return best(asked, answers.length > 0 ? answers : [nothing])
}

interface Question {
  definition: ParameterDefinition
  requirement: Requirement
  fact: ProcessFact
}

type Reader = (question: Question, value: ParameterFact['value']) => Finding | null

const READERS: Record<ParameterType, Reader> = {
  number: (question, value) => (typeof value === 'number' ? readNumber(question, value) : null),
  boolean: (question, value) => (typeof value === 'boolean' ? readFlag(question, value) : null),
  'one-of': (question, value) => (typeof value === 'string' ? readWord(question, value) : null),
  'some-of': (question, value) => (Array.isArray(value) ? readWords(question, value.map(String)) : null),
  dimensions: (question, value) => (Array.isArray(value) ? readSize(question, value.map(Number)) : null),
}

function readNumber(question: Question, value: number): Finding | null {
  const { definition, requirement } = question
  const limits = limitsIn(requirement, definition.unit)
  if (!limits) return null
  const unit = requirement.unit === '' ? definition.unit : requirement.unit
  const shown = convert(value, definition.unit, unit) ?? value
  const found = measure(requirement.operator, value, limits, definition.near)
  const params = paramsOf(question, { value: rounded(shown), unit })
  return measured(found, {
    reasons: NUMBER_REASONS,
    params,
    gap: { amount: rounded(gapOf(requirement, shown)), unit },
  })
}

/** Sizes are sorted before they are compared: a part may be turned. */
function readSize(question: Question, value: number[]): Finding | null {
  const { definition, requirement } = question
  const unit = requirement.unit === '' ? definition.unit : requirement.unit
  const wanted = sorted(requirement.values.map(Number))
  const shown = sorted(value).map((side) => convert(side, definition.unit, unit))
  if (wanted.length === 0 || shown.length < wanted.length || wanted.some(Number.isNaN)) return null
  const operator = definition.direction === 'at-most' ? 'at-most' : 'at-least'
  let found: Measure = { outcome: 'reached', value: 1 }
  let missing = 0
  for (const [at, side] of wanted.entries()) {
    const actual = shown[at]
    if (actual === null || actual === undefined) return null
    found = both(found, measure(operator, actual, { from: side, to: null }, definition.near))
    missing = Math.max(missing, gapOf({ operator, value: side, valueTo: null }, actual))
  }
  const params = paramsOf(question, { value: shown.map((side) => rounded(side ?? 0)).join(' × '), unit })
  return measured(found, { reasons: SIZE_REASONS, params, gap: { amount: rounded(missing), unit } })
}

function readFlag(question: Question, value: boolean): Finding {
  const wanted = !(question.requirement.operator === 'equals' && question.requirement.value === 0)
  return hasOrLacks(question, value === wanted, value ? 'yes' : 'no')
}

/** A grade of an order must be the asked one or a more demanding one; a word without order must be among those asked. */
function readWord(question: Question, value: string): Finding {
  const { definition, requirement } = question
  const { values = [], ordered = false } = definition
  const wanted = requirement.values
  if (wanted.length === 0) return hasOrLacks(question, true, value)
  if (!ordered || requirement.operator === 'one-of') return hasOrLacks(question, wanted.includes(value), value)
  const [first = ''] = wanted
  const better = values.indexOf(value) - values.indexOf(first)
  return hasOrLacks(question, GRADE_RULES[requirement.operator]?.(better) ?? better >= 0, value)
}

const GRADE_RULES: Partial<Record<Requirement['operator'], (better: number) => boolean>> = {
  'at-most': (better) => better <= 0,
  equals: (better) => better === 0,
}

/** All words asked, or with `one-of` any of them; a part of them counts its share. */
function readWords(question: Question, value: string[]): Finding {
  const { operator, values } = question.requirement
  const had = values.filter((word) => value.includes(word))
  const enough = values.length === 0 || (operator === 'one-of' ? had.length > 0 : had.length === values.length)
  const finding = hasOrLacks(question, enough, value.join(', '))
  return enough ? finding : { ...finding, value: had.length / values.length }
}

function hasOrLacks(question: Question, has: boolean, value: string): Finding {
  const params = paramsOf(question, { value })
  return {
    verdict: has ? 'met' : 'not-met',
    value: has ? 1 : 0,
    reason: reason(has ? 'parameter-has' : 'parameter-lacks', params),
  }
}

function paramsOf({ definition, requirement, fact }: Question, params: Reason['params']): Reason['params'] {
  return { parameter: definition.code, process: fact.process, ...limitNames(requirement, definition), ...params }
}

/** The limit as the lead firm wrote it. */
function limitNames({ operator, value, valueTo, values, unit }: Requirement, definition: ParameterDefinition | null): Reason['params'] {
  const words = definition?.type === 'dimensions' ? sorted(values.map(Number)).join(' × ') : values.join(', ')
  return { operator, limit: values.length > 0 ? words : value, limitTo: valueTo, unit: unit === '' ? (definition?.unit ?? '') : unit }
}

function sorted(sides: number[]): number[] {
  return [...sides].sort((one, other) => other - one)
}

const NUMBER_REASONS: Record<Measure['outcome'], ReasonCode> = {
  reached: 'parameter-reached',
  near: 'parameter-short',
  missed: 'parameter-missed',
}
const SIZE_REASONS: Record<Measure['outcome'], ReasonCode> = {
  reached: 'dimensions-fit',
  near: 'dimensions-short',
  missed: 'dimensions-missed',
}
