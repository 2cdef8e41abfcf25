/** What a process is measured by: the typed parameters of the thirteen process families, and those that every process shares (domain reference 2.4). */
import type { Refusal } from './decision.ts'
import { FAMILY_PARAMETERS, GENERAL_PARAMETERS, type ParameterDefinition, type ParameterType } from './parameter-tables.ts'
import type { ParameterFact } from './profiles.ts'
import type { ProcessFamily } from './taxonomy.ts'

export type { ParameterDefinition, ParameterType } from './parameter-tables.ts'
export { GENERAL_PARAMETERS, PARAMETER_TYPES } from './parameter-tables.ts'

/** Parameters by process family; the families are those of taxonomy.ts. */
export const PARAMETERS: Readonly<Record<ProcessFamily, readonly ParameterDefinition[]>> = FAMILY_PARAMETERS

/** All parameters a form may ask of a process of this family, its own first; an unknown family has the general ones. */
export function parametersOf(family: string): readonly ParameterDefinition[] {
  return BY_FAMILY.get(family) ?? GENERAL_PARAMETERS
}

/** The definition by its code; a code means the same in every family. */
export function parameterByCode(code: string): ParameterDefinition | null {
  return BY_CODE.get(code) ?? null
}

/** Refuses a value of another type, outside the definition's bounds, or not among its words; null when it may be kept. */
export function checkParameter(definition: ParameterDefinition, value: ParameterFact['value']): Refusal | null {
  return CHECKS[definition.type](definition, value)
}

type Check = (definition: ParameterDefinition, value: ParameterFact['value']) => Refusal | null

const CHECKS: Record<ParameterType, Check> = {
  number: (definition, value) => (typeof value === 'number' ? outOfRange(definition, [value]) : wrongType(definition)),
  boolean: (definition, value) => (typeof value === 'boolean' ? null : wrongType(definition)),
  'one-of': (definition, value) => (typeof value === 'string' ? unknownWord(definition, [value]) : wrongType(definition)),
  'some-of': (definition, value) => (isListOf(value, 'string') ? unknownWord(definition, value as string[]) : wrongType(definition)),
  dimensions: (definition, value) => {
    if (!isListOf(value, 'number') || value.length < 1 || value.length > 3) return wrongType(definition)
    return outOfRange(definition, value as number[])
  },
}

function isListOf(value: ParameterFact['value'], type: 'string' | 'number'): value is string[] | number[] {
  return Array.isArray(value) && value.every((item) => typeof item === type)
}

function wrongType({ code, type }: ParameterDefinition): Refusal {
  return refusal('parameter-type', `This parameter takes a value of type ${type}.`, { parameter: code, type })
}

function outOfRange({ code, min = 0, max = Number.MAX_SAFE_INTEGER, unit }: ParameterDefinition, values: number[]): Refusal | null {
  if (values.every((value) => Number.isFinite(value) && value >= min && value <= max)) return null
  return refusal('parameter-out-of-range', `The figure must lie between ${min} and ${max}.`, { parameter: code, min, max, unit })
}

function unknownWord({ code, values = [] }: ParameterDefinition, chosen: string[]): Refusal | null {
  const foreign = chosen.find((word) => !values.includes(word))
  if (foreign === undefined) return null
  return refusal('parameter-value-unknown', 'This word is not among the ones to choose from.', { parameter: code, value: foreign })
}

function refusal(code: string, message: string, params: NonNullable<Refusal['params']>): Refusal {
  return { code, message, params }
}

const BY_FAMILY = new Map(Object.entries(FAMILY_PARAMETERS).map(([family, own]) => [family, [...own, ...GENERAL_PARAMETERS]]))
const BY_CODE = new Map(
  [...GENERAL_PARAMETERS, ...Object.values(FAMILY_PARAMETERS).flat()].map((definition) => [definition.code, definition]),
)
