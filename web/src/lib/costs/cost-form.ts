/** The form of a usual cost, read into what the API takes: the thing by its name, the amount as the reader writes it. */
import { refuseFields } from '#lib/api/answer.ts'
import { figure, text } from '#lib/api/form.ts'
import type { Locale } from '#words/locales.ts'

export const COST_KINDS = ['standard', 'process', 'parameter'] as const
export type CostKind = (typeof COST_KINDS)[number]

export interface CostOption {
  kind: CostKind
  code: string
  label: string
}

/** Most currencies have two decimals, some none, a few three: Intl knows. */
export function decimalsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

export function majorOf({ minor, currency }: { minor: number; currency: string }): number {
  return minor / 10 ** decimalsOf(currency)
}

/** The body, or the refusal of a name or a figure that is none. */
export function costFrom(form: FormData, locale: Locale, options: readonly CostOption[]) {
  const written = (name: string) => text(form, name) ?? ''
  const option = named(options, written('code'))
  const amount = figure(form, 'amount', locale)
  const faults = faultsOf(written('code'), option, amount)
  if (!option || amount === undefined || faults.code || faults.amount) return { refused: refuseFields(form, faults), body: null }
  const currency = written('currency').toUpperCase()
  const country = written('country')
  const minor = Math.round(amount * 10 ** decimalsOf(currency))
  const said = { currency, source: written('source'), statedOn: written('statedOn'), ...(country && { country }) }
  return { refused: null, body: { kind: option.kind, code: option.code, minor, ...said } }
}

function faultsOf(typed: string, option: CostOption | undefined, amount: number | undefined): Record<string, { code: string }> {
  const faults: Record<string, { code: string }> = {}
  if (!option) faults.code = { code: typed === '' ? 'required' : 'not-allowed-value' }
  if (amount === undefined) faults.amount = { code: 'required' }
  if (Number.isNaN(amount)) faults.amount = { code: 'not-a-number' }
  return faults
}

function named(options: readonly CostOption[], typed: string): CostOption | undefined {
  const same = (one: string) => one.localeCompare(typed, undefined, { sensitivity: 'base' }) === 0
  return options.find(({ code, label }) => code === typed || same(label))
}
