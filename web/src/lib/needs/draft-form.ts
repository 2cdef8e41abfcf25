/** Reads the need form as it was sent, whichever of its buttons was pressed. */
import { text, texts, ticked } from '#lib/api/form.ts'
import type { DraftCriterion, DraftRequirement, NeedBody, NeedDraft } from '#lib/needs/draft.ts'

/** `codeOf` knows a concept or a standard by its name. */
export type CodeOf = (kind: 'process' | 'product' | 'standard', typed: string) => string

export function draftFrom(form: FormData, codeOf: CodeOf): NeedDraft {
  const one = (name: string) => text(form, name) ?? ''
  return {
    title: one('title'),
    description: one('description'),
    language: one('language') || 'en',
    products: [...new Set(texts(form, 'products'))],
    processes: [...new Set(texts(form, 'processes'))],
    sector: one('sector'),
    volumePerMonth: one('volumePerMonth'),
    volumeUnit: (one('volumeUnit') || 'pcs') as NonNullable<NeedBody['volumeUnit']>,
    startOn: one('startOn'),
    horizonMonths: one('horizonMonths'),
    answerOn: one('answerOn'),
    deliveryCountry: one('deliveryCountry'),
    deliveryPlace: one('deliveryPlace'),
    countriesAccepted: texts(form, 'countriesAccepted'),
    paymentDays: one('paymentDays'),
    incoterm: one('incoterm') as NeedDraft['incoterm'],
    alias: ticked(form, 'alias'),
    sealed: ticked(form, 'sealed'),
    reviewAgencyId: one('reviewAgencyId'),
    criteria: numbersIn(form, /^criteria\.(\d+)\./).map((at) => criterionFrom(form, `criteria.${at}`, codeOf)),
  }
}

/** The API looks at every code: what a hand-made form sends in their place is refused there. */
function criterionFrom(form: FormData, at: string, codeOf: CodeOf): DraftCriterion {
  const one = (name: string) => text(form, `${at}.${name}`) ?? ''
  const rows = numbersIn(form, new RegExp(`^${at.replaceAll('.', '\\.')}\\.groups\\.0\\.requirements\\.(\\d+)\\.`))
  return {
    key: one('key'),
    title: one('title'),
    category: one('category') as DraftCriterion['category'],
    class: one('class') as DraftCriterion['class'],
    weight: one('weight'),
    requirements: rows.map((row) => requirementFrom(form, `${at}.groups.0.requirements.${row}`, codeOf)),
    others: parsed(one('others')),
  }
}

const KIND_OF_CODE: Partial<Record<DraftRequirement['kind'], 'process' | 'product' | 'standard'>> = {
  process: 'process',
  product: 'product',
  certificate: 'standard',
}

function requirementFrom(form: FormData, at: string, codeOf: CodeOf): DraftRequirement {
  const one = (name: string) => text(form, `${at}.${name}`) ?? ''
  const kind = one('kind') as DraftRequirement['kind']
  const named = KIND_OF_CODE[kind]
  const code = one('code')
  return {
    kind,
    code: named && code !== '' ? codeOf(named, code) : code,
    within: one('within'),
    operator: one('operator') as DraftRequirement['operator'],
    value: one('value'),
    valueTo: one('valueTo'),
    values: texts(form, `${at}.values`).flatMap(sidesIn),
    unit: one('unit'),
    minEvidence: one('minEvidence'),
    maxAgeMonths: one('maxAgeMonths'),
    monthsToClose: one('monthsToClose'),
    heldBy: one('heldBy'),
    acceptEquivalent: ticked(form, `${at}.acceptEquivalent`),
  }
}

/** `1,600 × 900` or `1600 x 900` are the sides of a size, each as it was written; any other word stays whole. */
function sidesIn(typed: string): string[] {
  return SIDES.test(typed) ? typed.split(/[×x*]/i).map((side) => side.trim()) : [typed]
}

const SIDES = /^[\d.,\s]+([×x*][\d.,\s]+)+$/i

function numbersIn(form: FormData, pattern: RegExp): number[] {
  const found = [...form.keys()].flatMap((name) => pattern.exec(name)?.[1] ?? [])
  return [...new Set(found.map(Number))].sort((one, other) => one - other)
}

function parsed(json: string): DraftCriterion['others'] {
  try {
    const groups: unknown = JSON.parse(json || '[]')
    return Array.isArray(groups) ? groups : []
  } catch {
    return []
  }
}
