/** Which answers each kind of requirement takes, and which category it usually weighs in. */
import type { Parameter } from '#lib/api/answers.ts'
import type { CriterionBody, DraftCriterion, DraftRequirement, RequirementBody } from '#lib/needs/draft.ts'

type Kind = RequirementBody['kind']
type Operator = RequirementBody['operator']

/** What a row of the form shows. */
export interface Shape {
  operators: readonly Operator[]
  /** What names the thing: found by its name, or chosen from a short list. */
  code: 'none' | 'process' | 'product' | 'standard' | 'function' | 'ground' | 'reference'
  /** A figure, the sides of a size, one word of an order, or several words. */
  answer: 'none' | 'figure' | 'sides' | 'word' | 'words' | 'materials' | 'languages' | 'countries'
  units: readonly string[]
  words: readonly string[]
}

const PLAIN = { operators: ['has'], code: 'none', answer: 'none', units: [], words: [] } as const satisfies Shape
const QUANTITIES = ['pcs', 'kg', 't', 'm', 'm2', 'l', 'h']
const RATES = QUANTITIES.map((unit) => `${unit}/mo`)
const DAYS = ['d', 'wk']
const FIGURE = ['at-least', 'at-most', 'between'] as const

const SHAPES: Record<Exclude<Kind, 'parameter'>, Shape> = {
  process: { ...PLAIN, code: 'process' },
  product: { ...PLAIN, code: 'product' },
  certificate: { ...PLAIN, code: 'standard' },
  function: { ...PLAIN, code: 'function' },
  'exclusion-ground': { ...PLAIN, code: 'ground' },
  material: { ...PLAIN, operators: ['one-of', 'all-of'], answer: 'materials' },
  language: { ...PLAIN, operators: ['one-of', 'all-of'], answer: 'languages' },
  country: { ...PLAIN, operators: ['one-of'], answer: 'countries' },
  capacity: { ...PLAIN, operators: ['at-least'], answer: 'figure', units: RATES },
  'sample-lead-time': { ...PLAIN, operators: ['at-most'], answer: 'figure', units: DAYS },
  'series-lead-time': { ...PLAIN, operators: ['at-most'], answer: 'figure', units: DAYS },
  references: { ...PLAIN, operators: ['at-least'], code: 'reference', answer: 'figure' },
  exports: { ...PLAIN, operators: ['at-least'], answer: 'figure', units: ['%'] },
  employees: { ...PLAIN, operators: FIGURE, answer: 'figure', units: ['people'] },
}

/** The kinds that are offered beside the parameters, in the order of the form. */
export const KINDS = [
  'certificate',
  'process',
  'product',
  'material',
  'function',
  'capacity',
  'sample-lead-time',
  'series-lead-time',
  'references',
  'exports',
  'language',
  'employees',
  'country',
  'exclusion-ground',
] as const satisfies readonly Kind[]

export function shapeOf({ kind, code }: Pick<DraftRequirement, 'kind' | 'code'>, parameters: readonly Parameter[]): Shape {
  if (kind !== 'parameter') return SHAPES[kind]
  const parameter = parameters.find((one) => one.code === code)
  return parameter ? ofParameter(parameter) : { ...PLAIN, operators: FIGURE, answer: 'figure' }
}

/** The asked direction first: it is what a new row says. */
function ofParameter({ type, units, values, ordered, direction }: Parameter): Shape {
  const preferred = direction === 'at-most' ? (['at-most', 'at-least', 'between'] as const) : FIGURE
  const shapes: Record<Parameter['type'], Shape> = {
    number: { ...PLAIN, operators: preferred, answer: 'figure', units },
    boolean: PLAIN,
    dimensions: { ...PLAIN, operators: [preferred[0]], answer: 'sides', units },
    'one-of': ordered
      ? { ...PLAIN, operators: ['at-least', 'equals', 'one-of'], answer: 'word', words: values }
      : { ...PLAIN, operators: ['one-of'], answer: 'words', words: values },
    'some-of': { ...PLAIN, operators: ['all-of', 'one-of'], answer: 'words', words: values },
  }
  return shapes[type]
}

const CATEGORY: Record<Kind, CriterionBody['category']> = {
  process: 'technical',
  parameter: 'technical',
  material: 'technical',
  product: 'technical',
  function: 'technical',
  certificate: 'quality',
  capacity: 'capacity',
  'sample-lead-time': 'logistics',
  'series-lead-time': 'logistics',
  references: 'track-record',
  exports: 'track-record',
  language: 'management',
  employees: 'management',
  country: 'logistics',
  'exclusion-ground': 'esg',
}

/** A fresh row: what is asked is known, how much is still to be written. */
export function newCriterion(requirement: Pick<DraftRequirement, 'kind'> & Partial<DraftRequirement>, shape: Shape): DraftCriterion {
  const { kind } = requirement
  return {
    key: crypto.randomUUID(),
    title: '',
    category: CATEGORY[kind],
    class: kind === 'exclusion-ground' ? 'exclusion' : kind === 'certificate' ? 'developable-must' : 'must',
    weight: '',
    requirements: [
      {
        code: '',
        within: '',
        operator: shape.operators[0] ?? 'has',
        value: '',
        valueTo: '',
        values: [],
        unit: shape.units[0] ?? '',
        minEvidence: '',
        maxAgeMonths: '',
        monthsToClose: '',
        heldBy: kind === 'certificate' ? 'start' : '',
        acceptEquivalent: false,
        ...requirement,
      },
    ],
    others: [],
  }
}
