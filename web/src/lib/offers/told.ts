/** Requirements and offers in the reader's words. */
import type { Offer, OfferContent } from '#lib/offers/offer-form.ts'
import type { Speaker } from '#words/speaker.ts'
import { tellRequirement } from '#words/verdicts/sentence.ts'

type Requirement = Offer['requirements'][number]

/** The codes whose names a page asks for. */
export function codesAsked(requirements: readonly Requirement[]): string[] {
  return requirements.flatMap(({ kind, code, within }) => (NAMED.has(kind) ? [code, within] : [within])).filter((code) => code !== '')
}

const NAMED = new Set(['process', 'product', 'certificate', 'references'])

/** What is asked, as a sentence, by the requirement's id. */
export function askedBy(words: Speaker, requirements: readonly Requirement[], nameOf: (code: string) => string): Record<string, string> {
  return Object.fromEntries(requirements.map((one) => [one.id, tellRequirement(words, one, nameOf)]))
}

/** `From 1,000: €1.40 per 1`. */
export function tiersTold(words: Speaker, price: OfferContent['price']): string[] {
  return (price?.tiers ?? []).map(({ fromQuantity, unitMinor }) =>
    words.say('offer.tier-line', {
      from: words.number(fromQuantity),
      price: words.money({ minor: unitMinor, currency: price?.currency ?? '' }),
      per: words.number(price?.per ?? 1),
    }),
  )
}

/** The facts of an offer beside its answers, each only where it is said. */
export function factsTold(words: Speaker, { price, tooling, times }: OfferContent): { term: string; value: string }[] {
  const days = (value: number | null) => (value === null ? '' : words.quantity(value, 'd'))
  const cost = tooling && price ? words.money({ minor: tooling.costMinor, currency: price.currency }) : ''
  const weeks = tooling?.leadWeeks ? words.quantity(tooling.leadWeeks, 'wk') : ''
  const rows = [
    {
      term: words.say('offer.incoterm'),
      value: price ? [words.code('incoterm', price.incoterm), price.place].filter(Boolean).join(', ') : '',
    },
    {
      term: words.say('offer.step.tooling'),
      value: tooling ? [cost, words.code('tooling-payer', tooling.payer), weeks].filter(Boolean).join(' · ') : '',
    },
    { term: words.say('offer.sample-days'), value: days(times.sampleDays) },
    { term: words.say('offer.series-days'), value: days(times.seriesDays) },
    { term: words.say('offer.valid-until'), value: times.validUntil ? words.day(times.validUntil) : '' },
    { term: words.say('offer.reference'), value: times.reference },
  ]
  return rows.filter((one) => one.value !== '')
}
