/** Reads the form of a contract: amounts in the reader's way of writing become whole minor units of its currency. */
import { refuseFields } from '#lib/api/answer.ts'
import { figure, text, ticked, unreadable } from '#lib/api/form.ts'
import type { operations } from '#lib/api/schema.d.ts'
import { decimalsOf } from '#lib/costs/cost-form.ts'
import type { Locale } from '#words/locales.ts'

type Body = operations['recordContract']['requestBody']['content']['application/json']

const AMOUNTS = ['valueMinor', 'investmentMinor', 'exportsMinor', 'importMinor'] as const
const NUMBERS = ['jobsNew', 'jobsKept', 'jobsWomen', 'jobsYouth', 'localContent'] as const
const ASKED = ['part', 'kind', 'startOn', 'attribution'] as const
const TEXTS = ['category', 'endOn', 'importHs6', 'importOrigin', 'technology'] as const

/** What was written, or the refusal of figures that are none. */
export function termsFrom(form: FormData, locale: Locale) {
  const faults = faultsOf(form, locale)
  if (Object.keys(faults).length > 0) return { refused: refuseFields(form, faults), body: null }
  const currency = currencyIn(form)
  const written = [
    ...AMOUNTS.map((name) => [name, minorOf(form, name, { locale, currency })] as const),
    ...NUMBERS.map((name) => [name, figure(form, name, locale)] as const),
    ...TEXTS.map((name) => [name, text(form, name)] as const),
  ]
  // An answer that is missing goes out empty, so that the API says so beside its field.
  const asked = Object.fromEntries(ASKED.map((name) => [name, text(form, name) ?? '']))
  const known = Object.fromEntries(written.filter(([, value]) => value !== undefined))
  return { refused: null, body: { ...known, ...asked, currency, firstOfKind: ticked(form, 'firstOfKind') } as Body }
}

function faultsOf(form: FormData, locale: Locale): Record<string, { code: string }> {
  const faults: Record<string, { code: string }> = {}
  for (const name of unreadable(form, [...AMOUNTS, ...NUMBERS], locale)) faults[name] = { code: 'not-a-number' }
  if (!text(form, 'valueMinor')) faults.valueMinor = { code: 'required' }
  const currency = currencyIn(form)
  if (!/^[A-Z]{3}$/.test(currency)) faults.currency = { code: currency ? 'bad-currency' : 'required' }
  return faults
}

function currencyIn(form: FormData): string {
  return (text(form, 'currency') ?? '').toUpperCase()
}

/** Undefined where nothing was written. */
export function minorOf(form: FormData, name: string, { locale, currency }: { locale: Locale; currency: string }): number | undefined {
  const major = figure(form, name, locale)
  return major === undefined ? undefined : Math.round(major * 10 ** decimalsOf(currency))
}
