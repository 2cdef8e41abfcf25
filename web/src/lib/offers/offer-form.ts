/** The steps of an offer as forms, read into what the API takes: figures and prices as the reader writes them. */
import { type FieldError, refuseFields } from '#lib/api/answer.ts'
import type { Answered } from '#lib/api/answers.ts'
import { figure, text } from '#lib/api/form.ts'
import type { operations } from '#lib/api/schema.d.ts'
import { decimalsOf } from '#lib/costs/cost-form.ts'
import type { Locale } from '#words/locales.ts'

export const OFFER_PAGES = ['answers', 'price', 'tooling', 'times', 'check'] as const
export type OfferPage = (typeof OFFER_PAGES)[number]
export type Offer = Answered<'getOffer'>
export type OfferContent = NonNullable<Offer['content']>
type OfferBody = NonNullable<operations['saveOffer']['requestBody']>['content']['application/json']
type Price = NonNullable<OfferBody['price']>
type Tooling = NonNullable<OfferBody['tooling']>

export const INCOTERMS = [
  'exw',
  'fca',
  'fas',
  'fob',
  'cfr',
  'cif',
  'cpt',
  'cip',
  'dap',
  'dpu',
  'ddp',
] as const satisfies Price['incoterm'][]
export const MEETS = ['yes', 'partly', 'no'] as const
export const EVIDENCE = ['certificate', 'fact', 'document', 'none'] as const
export const PAYERS = ['lead-firm', 'amortised', 'sme'] as const satisfies Tooling['payer'][]
export const PRICE_UNITS = [1, 100, 1000] as const
/** Lines of prices that the form shows; empty ones are left out. */
export const TIER_LINES = [0, 1, 2, 3, 4] as const

export function pageOf(asked: string | null): OfferPage {
  return OFFER_PAGES.find((one) => one === asked) ?? 'answers'
}

/** The step after this one; the last stays where it is. */
export function pageAfter(page: OfferPage): OfferPage {
  return OFFER_PAGES[Math.min(OFFER_PAGES.indexOf(page) + 1, OFFER_PAGES.length - 1)] ?? 'check'
}

interface Form {
  form: FormData
  locale: Locale
  faults: Record<string, FieldError>
}

/** What one step sends, or the refusal of what cannot be read. */
export function offerBody(page: OfferPage, form: FormData, locale: Locale, offer: Offer) {
  const read: Form = { form, locale, faults: {} }
  const body = BODIES[page](read, offer)
  return Object.keys(read.faults).length > 0 ? { refused: refuseFields(form, read.faults), body: null } : { refused: null, body }
}

const BODIES: Record<OfferPage, (read: Form, offer: Offer) => OfferBody> = {
  answers: (read, offer) => ({ answers: offer.requirements.map(({ id }) => ({ requirementId: id, answer: answerIn(read, id) })) }),
  price: (read) => ({ price: priceIn(read) }),
  tooling: (read, offer) => ({ tooling: toolingIn(read, offer) }),
  times: ({ form, ...read }) => ({
    times: {
      sampleDays: numberIn({ form, ...read }, 'times.sampleDays'),
      seriesDays: numberIn({ form, ...read }, 'times.seriesDays'),
      validUntil: text(form, 'times.validUntil') ?? null,
      reference: text(form, 'times.reference') ?? '',
      note: text(form, 'times.note') ?? '',
    },
  }),
  check: () => ({}),
}

/** Null takes the answer back. */
function answerIn(read: Form, id: string) {
  const { form } = read
  const meets = MEETS.find((one) => one === form.get(`meets.${id}`))
  if (!meets) return null
  const kind = EVIDENCE.find((one) => one === form.get(`evidence.${id}`)) ?? 'none'
  return {
    meets,
    value: numberIn(read, `value.${id}`),
    statement: text(form, `statement.${id}`) ?? '',
    evidence: { kind, label: text(form, `label.${id}`) ?? '' },
  }
}

function priceIn(read: Form): Price {
  const { form, faults } = read
  const currency = (text(form, 'price.currency') ?? '').toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) faults['price.currency'] = { code: currency === '' ? 'required' : 'not-allowed-value' }
  const incoterm = INCOTERMS.find((one) => one === form.get('price.incoterm'))
  if (!incoterm) faults['price.incoterm'] = { code: 'required' }
  const per = PRICE_UNITS.find((one) => String(one) === form.get('price.per')) ?? 1
  return { currency, incoterm: incoterm ?? 'exw', place: text(form, 'price.place') ?? '', per, tiers: tiersIn(read, currency) }
}

/** Lines with something in them; what does not rise is told beside its own line. */
function tiersIn(read: Form, currency: string): Price['tiers'] {
  const tiers: Price['tiers'] = []
  for (const at of TIER_LINES) {
    const [from, unit] = [`price.tiers.${at}.fromQuantity`, `price.tiers.${at}.unitMinor`]
    if (!text(read.form, from) && !text(read.form, unit)) continue
    const fromQuantity = neededIn(read, from)
    const unitMinor = Math.round(neededIn(read, unit) * 10 ** decimalsOf(currency))
    const before = tiers.at(-1)
    if (before && fromQuantity <= before.fromQuantity) read.faults[from] ??= { code: 'order' }
    tiers.push({ fromQuantity: Math.round(fromQuantity), unitMinor })
  }
  if (tiers.length === 0) read.faults['price.tiers.0.fromQuantity'] = { code: 'required' }
  return tiers
}

function toolingIn(read: Form, offer: Offer): Tooling | null {
  if (read.form.get('tooling.needed') !== 'yes') return null
  const currency = offer.content?.price?.currency ?? 'EUR'
  return {
    costMinor: Math.round(neededIn(read, 'tooling.costMinor') * 10 ** decimalsOf(currency)),
    payer: PAYERS.find((one) => one === read.form.get('tooling.payer')) ?? 'amortised',
    leadWeeks: numberIn(read, 'tooling.leadWeeks'),
  }
}

function numberIn({ form, locale, faults }: Form, name: string): number | null {
  const value = figure(form, name, locale)
  if (value === undefined) return null
  if (Number.isNaN(value)) faults[name] = { code: 'not-a-number' }
  return Number.isNaN(value) ? null : value
}

function neededIn(read: Form, name: string): number {
  const value = numberIn(read, name)
  if (value === null) read.faults[name] ??= { code: 'required' }
  else if (value <= 0) read.faults[name] ??= { code: 'too-small', params: { limit: 1 } }
  return value ?? 0
}
