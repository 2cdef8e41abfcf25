/** The comparison of offers to take away: as rows, as a spreadsheet, on paper, in the reader's language, with the need's version, the day and the rates. */
import { dayOf } from '../../../domain/day.ts'
import { decimalsOf } from '../../../domain/exchange.ts'
import type { Requirement } from '../../../domain/sourcing.ts'
import type { Locale } from '../../../words/locales.ts'
import { loadDictionary, type Speaker, speaker } from '../../../words/speaker.ts'
import { tellRequirement } from '../../../words/verdicts/sentence.ts'
import type { DocumentCell, DocumentEntry, DocumentFormat, ListDocument } from '../../ports/document-writer.ts'
import type { ComparedOffer, OfferComparisonView } from './contract-compare.ts'
import type { RequirementView } from './contract-offers.ts'
import type { NeedHeld, OfferNeeds } from './service-needs.ts'

interface Told {
  words: Speaker
  nameOf: (code: string) => string
  view: OfferComparisonView
  today: string
}

export async function writeComparison(
  needs: Pick<OfferNeeds, 'documents' | 'nameOf' | 'clock'>,
  { view, held, format, locale }: { view: OfferComparisonView; held: NeedHeld; format: DocumentFormat; locale: Locale },
): Promise<{ name: string; bytes: Uint8Array }> {
  const words = speaker(locale, await loadDictionary(locale))
  const today = dayOf(needs.clock.now())
  const told: Told = { words, nameOf: await needs.nameOf(locale), view, today }
  const document = documentOf(told, held.need.title)
  const name = `${words.say('offers.file')}-${view.needVersion}-${today}.${format}`
  return { name, bytes: await needs.documents.write(format, document) }
}

function documentOf(told: Told, title: string): ListDocument {
  const { words, view, today } = told
  return {
    language: words.locale,
    title,
    facts: [
      [words.say('export.need'), title],
      [words.say('export.version'), words.number(view.needVersion)],
      [words.say('export.day'), words.day(today)],
      [words.say('offers.quantity'), words.number(view.quantity)],
      ...ratesTold(told),
    ],
    basis: {
      title: words.say('export.basis'),
      columns: [
        { label: words.say('proposal.asked'), width: 50 },
        { label: words.say('need.class'), width: 22 },
      ],
      rows: view.requirements.map((one) => [asked(told, one), words.code('class', one.criterion.class)]),
    },
    list: {
      title: words.say('offers.compare'),
      columns: [{ label: words.say('offers.what'), width: 40 }, ...view.items.map((one) => ({ label: one.sme.name, width: 34 }))],
      rows: rowsOf(told),
    },
    entries: view.items.map((one) => entryOf(told, one)),
    pageLabel: words.say('export.page'),
  }
}

/** Every rate that a sum was converted by, with its day and source. */
function ratesTold({ words, view }: Told): (readonly [string, string])[] {
  const rates = view.items.flatMap(({ converted }) => converted?.rate ?? [])
  const unique = new Map(rates.map((one) => [`${one.base}/${one.quote}`, one]))
  return [...unique.values()].map((one) => [
    words.say('offers.rate'),
    words.say('offers.rate.line', { base: one.base, quote: one.quote, rate: one.rate, day: words.day(one.on), source: one.source }),
  ])
}

function rowsOf(told: Told): DocumentCell[][] {
  const { words, view } = told
  const line = (label: string, cell: (one: ComparedOffer) => DocumentCell): DocumentCell[] => [label, ...view.items.map(cell)]
  return [
    line(words.say('offers.total'), (one) => (one.total ? money(words, one.total.total) : null)),
    line(words.say('offers.goods'), (one) => (one.total ? money(words, one.total.goods) : null)),
    line(words.say('offers.tooling-share'), (one) => (one.total?.tooling ? money(words, one.total.tooling) : null)),
    line(words.say('offers.converted'), (one) => (one.converted ? money(words, one.converted.money) : null)),
    line(words.say('offer.incoterm'), ({ content: { price } }) =>
      price ? [price.incoterm.toUpperCase(), price.place].filter(Boolean).join(' ') : null,
    ),
    line(words.say('offer.sample-days'), (one) => days(words, one.content.times.sampleDays)),
    line(words.say('offer.series-days'), (one) => days(words, one.content.times.seriesDays)),
    line(words.say('offer.valid-until'), ({ content }) => (content.times.validUntil ? words.day(content.times.validUntil) : null)),
    line(words.say('offer.reference'), ({ content }) => content.times.reference || null),
    line(words.say('offers.standing'), (one) => standingOf(words, one)),
    ...view.requirements.map((one) => line(asked(told, one), (offer) => answerOf(told, offer, one.id).join(' · ') || null)),
  ]
}

function standingOf(words: Speaker, one: ComparedOffer): string {
  if (one.expired) return words.say('offers.expired')
  return words.say(one.stale ? 'offers.stale' : 'offers.current')
}

/** What the SME says, what it shows for it, and the matcher's word. */
function answerOf({ words }: Told, { content, verdicts }: ComparedOffer, requirementId: string): string[] {
  const answer = content.answers.find((one) => one.requirementId === requirementId)
  const verdict = verdicts.find((one) => one.requirementId === requirementId)
  const said = answer
    ? [
        words.code('offer-meets', answer.meets),
        answer.value === null ? '' : words.number(answer.value),
        answer.statement,
        answer.evidence.label,
      ]
    : [words.say('offer.unanswered')]
  return [...said, verdict ? words.say('offers.matcher', { verdict: words.code('verdict', verdict.verdict) }) : ''].filter(Boolean)
}

function entryOf(told: Told, one: ComparedOffer): DocumentEntry {
  const { words, view } = told
  const { content, total } = one
  const tiers = (content.price?.tiers ?? []).map((tier) =>
    words.say('offer.tier-line', {
      from: words.number(tier.fromQuantity),
      price: money(words, { minor: tier.unitMinor, currency: content.price?.currency ?? '' }),
      per: words.number(content.price?.per ?? 1),
    }),
  )
  return {
    title: one.sme.name,
    mark: total ? money(words, total.total) : '',
    under: one.sme.place,
    rows: view.requirements.map((requirement) => {
      const verdict = one.verdicts.find(({ requirementId }) => requirementId === requirement.id)
      const said = answerOf(told, { ...one, verdicts: [] }, requirement.id).join(' · ')
      return [asked(told, requirement), said, verdict ? words.code('verdict', verdict.verdict) : ''] as const
    }),
    notes: [...tiers, content.times.note].filter(Boolean),
  }
}

function asked({ words, nameOf }: Told, requirement: RequirementView): string {
  return tellRequirement(words, requirement as unknown as Requirement, nameOf)
}

function days(words: Speaker, value: number | null): string | null {
  return value === null ? null : words.quantity(value, 'd')
}

/** With the currency's letters: not every typeface has every sign. */
function money(words: Speaker, { minor, currency }: { minor: number; currency: string }): string {
  if (!currency) return words.number(minor)
  const decimals = decimalsOf(currency)
  return `${currency}\u00a0${words.number(minor / 10 ** decimals, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })}`
}
