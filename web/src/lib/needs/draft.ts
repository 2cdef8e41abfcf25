/** A need as it stands in its form: every answer as it was typed, so that nothing is lost on the way to the API and back. */
import type { Need } from '#lib/api/answers.ts'
import type { paths } from '#lib/api/schema.d.ts'
import type { Speaker } from '#words/speaker.ts'

export type NeedBody = paths['/api/v1/sourcing-needs']['post']['requestBody']['content']['application/json']
export type CriterionBody = NonNullable<NeedBody['criteria']>[number]
export type RequirementBody = CriterionBody['groups'][number]['requirements'][number]

export interface DraftRequirement {
  kind: RequirementBody['kind']
  /** A code, or what was typed where no code goes by that name. */
  code: string
  within: string
  operator: RequirementBody['operator']
  value: string
  valueTo: string
  values: string[]
  unit: string
  minEvidence: string
  maxAgeMonths: string
  monthsToClose: string
  heldBy: string
  acceptEquivalent: boolean
}

export interface DraftCriterion {
  /** Tells rows apart while they are added and removed. */
  key: string
  title: string
  category: CriterionBody['category']
  class: CriterionBody['class']
  weight: string
  /** The first group; one of the others may stand for it. */
  requirements: DraftRequirement[]
  /** The other groups, as the API gave them. */
  others: CriterionBody['groups']
}

export interface NeedDraft {
  title: string
  description: string
  language: string
  products: string[]
  processes: string[]
  sector: string
  volumePerMonth: string
  volumeUnit: NonNullable<NeedBody['volumeUnit']>
  startOn: string
  horizonMonths: string
  answerOn: string
  deliveryCountry: string
  deliveryPlace: string
  countriesAccepted: string[]
  paymentDays: string
  /** Empty where it is left open. */
  incoterm: NonNullable<NeedBody['incoterm']> | ''
  alias: boolean
  sealed: boolean
  /** Empty where no agency looks at proposals first. */
  reviewAgencyId: string
  criteria: DraftCriterion[]
}

/** An empty form, in the reader's own language. */
export function blankDraft(language: string): NeedDraft {
  return {
    title: '',
    description: '',
    language,
    products: [],
    processes: [],
    sector: '',
    volumePerMonth: '',
    volumeUnit: 'pcs',
    startOn: '',
    horizonMonths: '12',
    answerOn: '',
    deliveryCountry: '',
    deliveryPlace: '',
    countriesAccepted: [],
    paymentDays: '',
    incoterm: '',
    alias: false,
    sealed: false,
    reviewAgencyId: '',
    criteria: [],
  }
}

/** A saved need back in its form, figures as the reader's language writes them. */
export function draftOf(need: Need, words: Speaker): NeedDraft {
  const figure = (value: number | null) => (value === null ? '' : words.number(value, { maximumFractionDigits: 6 }))
  return {
    title: need.title,
    description: need.description,
    language: need.language,
    products: need.products,
    processes: need.processes,
    sector: need.sector,
    volumePerMonth: figure(need.volumePerMonth),
    volumeUnit: need.volumeUnit,
    startOn: need.startOn ?? '',
    horizonMonths: figure(need.horizonMonths),
    answerOn: need.answerOn ?? '',
    deliveryCountry: need.deliveryCountry,
    deliveryPlace: need.deliveryPlace,
    countriesAccepted: need.countriesAccepted,
    paymentDays: figure(need.paymentDays),
    incoterm: need.incoterm ?? '',
    alias: need.alias,
    sealed: need.sealed,
    reviewAgencyId: need.reviewAgencyId ?? '',
    criteria: need.criteria.map((one) => criterionOf(one, figure)),
  }
}

function criterionOf(
  { id, title, category, class: kind, weight, groups }: Need['criteria'][number],
  figure: (value: number | null) => string,
): DraftCriterion {
  const [first, ...others] = groups
  return {
    key: id,
    title,
    category,
    class: kind,
    weight: figure(weight),
    requirements: (first?.requirements ?? []).map(
      ({ id: _id, value, valueTo, maxAgeMonths, monthsToClose, minEvidence, heldBy, ...rest }) => ({
        ...rest,
        value: figure(value),
        valueTo: figure(valueTo),
        maxAgeMonths: figure(maxAgeMonths),
        monthsToClose: figure(monthsToClose),
        minEvidence: minEvidence ?? '',
        heldBy: heldBy ?? '',
      }),
    ),
    others: others.map(({ requirements }) => ({ requirements: requirements.map(({ id: _id, ...rest }) => rest) })),
  }
}
