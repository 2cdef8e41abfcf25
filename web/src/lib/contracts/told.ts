/** How contracts are told: the sign of a state, an amount or its band, the facts that are known. */
import type { Answered } from '#lib/api/answers.ts'
import type { GlyphName } from '#lib/ui/glyphs.ts'
import type { Speaker } from '#words/speaker.ts'

export type Contract = Answered<'getContract'>
type Amount = Contract['value']

export const KINDS = ['trial', 'series', 'frame'] as const satisfies readonly Contract['kind'][]
export const ATTRIBUTIONS = ['found-on-platform', 'assisted', 'independent'] as const

/** Where a linkage stands when a contract can be recorded; before its approval only by the lead firm that says it is agreed. */
export const READY: readonly string[] = ['approved', 'contracted', 'repeat-order']
export const NEARLY: readonly string[] = ['quoted', 'sample-trial']

export function lookOf(state: Contract['state'] | Contract['flows'][number]['state']): { glyph: GlyphName; tone: string } {
  if (state === 'confirmed' || state === 'checked') return { glyph: 'v-met', tone: 'met' }
  return state === 'disputed' ? { glyph: 'v-not-met', tone: 'not-met' } : { glyph: 'm-claimed', tone: 'claimed' }
}

/** The amount for whoever may read it; else how large it is. */
export function amountOf(words: Speaker, { minor, band }: Amount, currency: string): string {
  return minor === null ? words.code('money-band', band, { currency }) : words.money({ minor, currency })
}

/** What is known of a contract beside its value, as terms and values. */
export function factsOf(words: Speaker, contract: Contract): { term: string; value: string }[] {
  const { currency, importSubstituted: bought } = contract
  const amount = (one: Amount | null | undefined) => (one ? amountOf(words, one, currency) : '')
  const number = (one: number | null) => (one === null ? '' : words.number(one))
  const facts = [
    { term: words.say('contract.category'), value: contract.category },
    { term: words.say('contract.kind'), value: words.code('contract-kind', contract.kind) },
    { term: words.say('contract.value'), value: amount(contract.value) },
    { term: words.say('contract.start'), value: words.day(contract.startOn) },
    { term: words.say('contract.end'), value: contract.endOn ? words.day(contract.endOn) : '' },
    { term: words.say('contract.first'), value: contract.firstOfKind ? words.say('contract.first.yes') : '' },
    { term: words.say('contract.jobs-new'), value: number(contract.jobsNew) },
    { term: words.say('contract.jobs-kept'), value: number(contract.jobsKept) },
    { term: words.say('contract.jobs-women'), value: number(contract.jobsWomen) },
    { term: words.say('contract.jobs-youth'), value: number(contract.jobsYouth) },
    { term: words.say('contract.investment'), value: amount(contract.investment) },
    { term: words.say('contract.exports'), value: amount(contract.exports) },
    { term: words.say('contract.import-value'), value: amount(bought?.value) },
    { term: words.say('contract.import-hs6'), value: bought?.hs6 ?? '' },
    { term: words.say('contract.import-origin'), value: bought?.origin ? words.country(bought.origin) : '' },
    { term: words.say('contract.local-content'), value: contract.localContent === null ? '' : words.percent(contract.localContent) },
    { term: words.say('contract.technology'), value: contract.technology },
  ]
  return facts.filter((one) => one.value !== '')
}
