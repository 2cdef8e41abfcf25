/** Reads the form of a contract: amounts in the reader's way of writing become whole minor units of its currency. */
import { refuseFields } from '#lib/api/answer.ts'
import { figure, text, ticked } from '#lib/api/form.ts'
import type { operations } from '#lib/api/schema.d.ts'
import { decimalsOf } from '#lib/costs/cost-form.ts'
import type { Locale } from '#words/locales.ts'

type Body = operations['recordContract']['requestBody']['content']['application/json']

const AMOUNTS = ['valueMinor', 'investmentMinor', 'exportsMinor', 'importMinor'] as const
const NUMBERS = ['jobsNew', 'jobsKept', 'jobsWomen', 'jobsYouth', 'localContent'] as const
const TEXTS = ['category', 'endOn', 'importHs6', 'importOrigin', 'technology'] as const

/** What was written, or the refusal of figures that are none. */
export function termsFrom(form: FormData, locale: Locale) {
  const faults: Record<string, { code: string }> = {}
  for (const name of [...AMOUNTS, ...NUMBERS]) if (Number.isNaN(figure(form, name, locale))) faults[name] = { code: 'not-a-number' }
  if (text(form, 'valueMinor') === undefined) faults.valueMinor = { code: 'required' }
  const currency = (text(form, 'currency') ?? '').toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) faults.currency = { code: currency ? 'bad-currency' : 'required' }
  if (Object.keys(faults).length > 0) return { refused: refuseFields(form, faults), body: null }
  const given: Record<string, unknown> = {}
  for (const name of AMOUNTS) given[name] = minorOf(form, name, { locale, currency })
  for (const name of NUMBERS) given[name] = figure(form, name, locale)
  for (const name of TEXTS) given[name] = text(form, name)
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const kind = text(form, 'kind') ?? ''
  const said = { part: text(form, 'part') ?? '', startOn: text(form, 'startOn') ?? '', attribution: text(form, 'attribution') ?? '' }
  return { refused: null, body: { ...known, ...said, kind, currency, firstOfKind: ticked(form, 'firstOfKind') } as Body }
}

/** Undefined where nothing was written. */
export function minorOf(form: FormData, name: string, { locale, currency }: { locale: Locale; currency: string }): number | undefined {
  const major = figure(form, name, locale)
  return major === undefined ? undefined : Math.round(major * 10 ** decimalsOf(currency))
}
