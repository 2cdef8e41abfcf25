/** Whether a requirement makes sense: known codes, a fitting operator and unit, a figure where one is asked. */

import type { ParameterDefinition } from './parameter-tables.ts'
import { FUNCTIONS } from './profiles.ts'
import { EXCLUSION_GROUNDS, type Operator, type Requirement, type RequirementKind } from './sourcing.ts'
import { isUnitOf } from './units.ts'

/** The words that exist: concepts, standards this firm may ask for, parameters, sectors. */
export interface NeedWords {
  hasConcept(code: string, kind: 'process' | 'product'): boolean
  hasStandard(code: string): boolean
  parameter(code: string): ParameterDefinition | null
  hasSector(code: string): boolean
}

export interface RequirementFault {
  field: string
  code: string
}

type NewRequirement = Omit<Requirement, 'id'>
interface Asked {
  products: readonly string[]
  processes: readonly string[]
  sector: string
  criteria: readonly { class: string; groups: readonly { requirements: readonly NewRequirement[] }[] }[]
}

/** What is left unsaid takes its plain default. */
export function requirementOf(body: Partial<NewRequirement> & Pick<NewRequirement, 'kind' | 'operator'>): NewRequirement {
  return {
    code: '',
    within: '',
    value: null,
    valueTo: null,
    values: [],
    unit: '',
    minEvidence: null,
    maxAgeMonths: null,
    monthsToClose: null,
    heldBy: null,
    acceptEquivalent: false,
    ...body,
  }
}

/** All faults, each with the JSON pointer of its field. */
export function checkCriteria(asked: Asked, words: NeedWords): RequirementFault[] {
  const at = (field: string, fits: boolean): RequirementFault[] => (fits ? [] : [{ field, code: 'not-allowed-value' }])
  return [
    ...asked.products.flatMap((code, index) => at(`/products/${index}`, words.hasConcept(code, 'product'))),
    ...asked.processes.flatMap((code, index) => at(`/processes/${index}`, words.hasConcept(code, 'process'))),
    ...at('/sector', asked.sector === '' || words.hasSector(asked.sector)),
    ...asked.criteria.flatMap((criterion, c) =>
      criterion.groups.flatMap((group, g) =>
        group.requirements.flatMap((one, r) =>
          faultsOf(one, words).map((fault) => ({ ...fault, field: `/criteria/${c}/groups/${g}/requirements/${r}${fault.field}` })),
        ),
      ),
    ),
  ]
}

function faultsOf(one: NewRequirement, words: NeedWords): RequirementFault[] {
  const rule = RULES[one.kind]
  const faults: RequirementFault[] = []
  if (!rule.operators.includes(one.operator)) faults.push({ field: '/operator', code: 'not-allowed-value' })
  if (rule.code && !rule.code(one, words)) faults.push({ field: '/code', code: one.code === '' ? 'required' : 'not-allowed-value' })
  if (one.within !== '' && !words.hasConcept(one.within, 'process') && !words.hasConcept(one.within, 'product'))
    faults.push({ field: '/within', code: 'not-allowed-value' })
  return [...faults, ...figureFaults(one, rule), ...unitFaults(one, rule, words)]
}

function figureFaults(one: NewRequirement, rule: Rule): RequirementFault[] {
  const asked = ASKS[one.operator]
  if (asked === 'values') return one.values.length === 0 ? [{ field: '/values', code: 'required' }] : []
  const faults = asked === 'nothing' ? [] : missingFigure(one)
  if (asked === 'two-figures') faults.push(...rangeFaults(one))
  if ((one.value ?? 0) > (rule.most ?? Number.POSITIVE_INFINITY)) faults.push({ field: '/value', code: 'too-large' })
  return faults
}

/** An ordered level of a parameter (an IPC class) is asked by its word instead of a figure. */
function missingFigure(one: NewRequirement): RequirementFault[] {
  const isLevel = one.kind === 'parameter' && one.values.length > 0
  return one.value === null && !isLevel ? [{ field: '/value', code: 'required' }] : []
}

function rangeFaults({ value, valueTo }: NewRequirement): RequirementFault[] {
  if (valueTo === null) return [{ field: '/valueTo', code: 'required' }]
  return valueTo < (value ?? 0) ? [{ field: '/valueTo', code: 'too-small' }] : []
}

/** What must be said beside each operator. */
const ASKS: Record<Operator, 'nothing' | 'figure' | 'two-figures' | 'values'> = {
  has: 'nothing',
  'at-least': 'figure',
  'at-most': 'figure',
  between: 'two-figures',
  equals: 'nothing',
  'one-of': 'values',
  'all-of': 'values',
}

function unitFaults(one: NewRequirement, rule: Rule, words: NeedWords): RequirementFault[] {
  if (one.unit === '') return []
  if (one.kind === 'parameter') {
    const definition = words.parameter(one.code)
    return definition && one.unit !== definition.unit && !isUnitOf(one.unit, definition.unit)
      ? [{ field: '/unit', code: 'not-allowed-value' }]
      : []
  }
  return rule.unit && !rule.unit.some((unit) => one.unit === unit || isUnitOf(one.unit, unit))
    ? [{ field: '/unit', code: 'not-allowed-value' }]
    : []
}

interface Rule {
  operators: readonly Operator[]
  code?: (one: NewRequirement, words: NeedWords) => boolean
  unit?: readonly string[]
  most?: number
}

const RATES = ['pcs/mo', 'kg/mo', 't/mo', 'm/mo', 'm2/mo', 'l/mo', 'h/mo', 'pcs', 'kg', 't', 'm', 'm2', 'l', 'h']

const RULES: Record<RequirementKind, Rule> = {
  process: { operators: ['has'], code: (one, words) => words.hasConcept(one.code, 'process') },
  parameter: {
    operators: ['has', 'at-least', 'at-most', 'between', 'equals', 'one-of', 'all-of'],
    code: (one, words) => words.parameter(one.code) !== null,
  },
  material: { operators: ['one-of', 'all-of'] },
  product: { operators: ['has'], code: (one, words) => words.hasConcept(one.code, 'product') },
  function: { operators: ['has'], code: (one) => FUNCTIONS.some((known) => known === one.code) },
  certificate: { operators: ['has'], code: (one, words) => words.hasStandard(one.code) },
  capacity: { operators: ['at-least'], unit: RATES },
  'sample-lead-time': { operators: ['at-most'], unit: ['d'], most: 730 },
  'series-lead-time': { operators: ['at-most'], unit: ['d'], most: 730 },
  references: { operators: ['at-least', 'has'], most: 100 },
  exports: { operators: ['has', 'at-least'], most: 100 },
  language: { operators: ['one-of', 'all-of'] },
  employees: { operators: ['at-least', 'at-most', 'between'] },
  country: { operators: ['one-of'] },
  'exclusion-ground': { operators: ['has'], code: (one) => EXCLUSION_GROUNDS.some((known) => known === one.code) },
}
