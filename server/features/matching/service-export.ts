/** The proposals of a need to take away: as rows, as a spreadsheet, on paper, in the reader's language, with the need's version, the day and the weights. */
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { type Band, rank } from '../../../domain/matching.ts'
import { nearest } from '../../../domain/proposals.ts'
import type { Requirement, SourcingNeed } from '../../../domain/sourcing.ts'
import type { Catalogue } from '../../../domain/standards.ts'
import type { Locale } from '../../../words/locales.ts'
import { tellObstacle } from '../../../words/reasons.ts'
import { loadDictionary, type Speaker, speaker } from '../../../words/speaker.ts'
import { tellFound, tellRequirement } from '../../../words/verdicts/sentence.ts'
import type { DocumentCell, DocumentColumn, DocumentEntry, DocumentFormat, ListDocument } from '../../ports/document-writer.ts'
import type { ProposalView } from './contract.ts'
import { type Evaluated, type MatchingNeeds, type NeedHeld, ownNeed, proposalView, rankedFor } from './service-ranking.ts'
import { cardStore } from './store.ts'

export interface ExportAsked {
  format: DocumentFormat
  band: Band | undefined
  locale: Locale
}

export interface ExportUseCases {
  /** The file's bytes and a name for it. */
  exportProposals(actor: Actor, needId: string, asked: ExportAsked): Promise<{ name: string; bytes: Uint8Array }>
}

/** As many as a spreadsheet is looked through for; on paper the first fifty. */
const MOST_ROWS = 500
const MOST_ON_PAPER = 50

export function exportUseCases(needs: MatchingNeeds): ExportUseCases {
  return { exportProposals: (actor, needId, asked) => exportProposals(needs, actor, needId, asked) }
}

async function exportProposals(needs: MatchingNeeds, actor: Actor, needId: string, asked: ExportAsked) {
  const held = await ownNeed(needs, actor, needId)
  const { ranked, nothing: isNothing, failing, stages } = await rankedFor(needs, held.need, { failing: asked.band === 'not' })
  const nothing = isNothing && asked.band !== 'not'
  const chosen = nothing ? nearest(ranked) : chosenFor([...ranked, ...failing], asked.band)
  const today = dayOf(needs.clock.now())
  const listed = (nothing ? chosen : rank(chosen, today)).slice(0, asked.format === 'pdf' ? MOST_ON_PAPER : MOST_ROWS)
  const cards = await needs.db.as(actor, (tx) =>
    cardStore.cards(
      tx,
      listed.map((one) => one.row.organizationId),
    ),
  )
  const stageOf = new Map(stages.map((one) => [one.smeId, one]))
  const items = listed.flatMap((one) => proposalView(one, cards.get(one.row.organizationId), stageOf.get(one.row.organizationId)))
  const words = speaker(asked.locale, await loadDictionary(asked.locale))
  const nameOf = await namer(needs, asked.locale)
  const document = documentOf({ words, nameOf, held, today, band: asked.band, nothing }, items)
  const name = `${words.say('export.file')}-${held.version}-${today}.${asked.format}`
  return { name, bytes: await needs.documents.write(asked.format, document) }
}

function chosenFor(list: readonly Evaluated[], band: Band | undefined): Evaluated[] {
  return list.filter((one) => (band ? one.band === band : one.band !== 'not'))
}

/** Concepts by their label, standards by their name. */
async function namer(needs: MatchingNeeds, locale: Locale): Promise<(code: string) => string> {
  const [{ concepts }, catalogue]: [{ concepts: { byCode: ReadonlyMap<string, { labels: Record<Locale, string> }> } }, Catalogue] =
    await Promise.all([needs.index.planContext(), needs.catalogue()])
  return (code) => concepts.byCode.get(code)?.labels[locale] ?? catalogue.standard(code)?.name ?? code
}

interface Told {
  words: Speaker
  nameOf: (code: string) => string
  held: NeedHeld
  today: string
  band: Band | undefined
  nothing: boolean
}

function documentOf(told: Told, items: readonly ProposalView[]): ListDocument {
  const { words, held, today, band, nothing } = told
  const requirements = requirementsOf(held.need)
  return {
    language: words.locale,
    title: held.need.title,
    facts: [
      [words.say('export.need'), held.need.title],
      [words.say('export.version'), words.number(held.version)],
      [words.say('export.day'), words.day(today)],
      [
        words.say('export.shown'),
        nothing ? words.say('proposals.nothing-fits') : band ? words.code('band', band) : words.say('export.all-but-not'),
      ],
    ],
    basis: {
      title: words.say('export.basis'),
      columns: [
        { label: words.say('proposal.asked'), width: 50 },
        { label: words.say('need.class'), width: 22 },
        { label: words.say('export.weight'), width: 14 },
      ],
      rows: requirements.map(({ requirement, criterion }) => [
        askedIn(told, requirement),
        words.code('class', criterion.class),
        weightOf(told, criterion.id, items),
      ]),
    },
    list: { title: words.say('need.proposals'), columns: columnsOf(told, items), rows: items.map((one, at) => cellsOf(told, one, at + 1)) },
    entries: items.map((one, at) => entryOf(told, one, at + 1)),
    pageLabel: words.say('export.page'),
  }
}

function requirementsOf({ criteria }: SourcingNeed) {
  return criteria.flatMap((criterion) =>
    criterion.groups.flatMap(({ requirements }) => requirements.map((requirement) => ({ requirement, criterion }))),
  )
}

function askedIn({ words, nameOf }: Told, requirement: Requirement): string {
  return tellRequirement(words, requirement, nameOf)
}

/** The criterion's share of the fit, as every proposal was weighed. */
function weightOf({ words }: Told, criterionId: string, items: readonly ProposalView[]): string {
  const share = items[0]?.criteria.find((one) => one.criterionId === criterionId)?.share ?? 0
  return share > 0 ? words.percent(share * 100) : ''
}

function columnsOf(told: Told, items: readonly ProposalView[]): DocumentColumn[] {
  const { words, held } = told
  const plain = (label: string, width: number) => ({ label, width })
  return [
    plain(words.say('proposal.rank'), 6),
    plain(words.say('proposal.sme'), 32),
    plain(words.say('export.place'), 26),
    plain(words.say('export.band'), 16),
    plain(words.say('proposal.score'), 8),
    plain(words.say('export.fit'), 8),
    plain(words.say('export.topic'), 8),
    plain(words.say('export.months'), 10),
    plain(words.say('export.cost'), 16),
    plain(words.say('export.musts-met'), 12),
    plain(words.say('proposal.obstacles'), 30),
    ...requirementsOf(held.need).flatMap(({ requirement, criterion }) => {
      const weight = weightOf(told, criterion.id, items)
      const asked = [askedIn(told, requirement), words.code('class', criterion.class), weight].filter(Boolean).join(' · ')
      return [plain(asked, 16), plain(`${askedIn(told, requirement)} – ${words.say('proposal.found')}`, 34)]
    }),
  ]
}

function cellsOf(told: Told, one: ProposalView, place: number): DocumentCell[] {
  const { words, held } = told
  const verdicts = verdictsOf(one)
  return [
    place,
    one.name,
    placeOf(words, one),
    words.code('band', one.band),
    Math.round(one.score * 10) / 10,
    one.fit === null ? null : Math.round(one.fit * 1000) / 10,
    Math.round(one.topic * 1000) / 10,
    one.months,
    one.cost ? moneyIn(words, one.cost) : null,
    `${one.mustsMet} / ${one.musts}`,
    one.obstacles.map((obstacle) => tellObstacle(words, obstacle)).join('; ') || null,
    ...requirementsOf(held.need).flatMap(({ requirement }): DocumentCell[] => {
      const verdict = verdicts.get(requirement.id)
      return verdict ? [words.code('verdict', verdict.verdict), tellFound(words, verdict, told.nameOf)] : [null, null]
    }),
  ]
}

/** With the currency's letters: not every typeface has every sign. */
function moneyIn(words: Speaker, { minor, currency }: { minor: number; currency: string }): string {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return `${currency}\u00a0${words.number(minor / 10 ** maximumFractionDigits)}`
}

function verdictsOf(one: ProposalView) {
  return new Map(one.criteria.flatMap(({ verdicts }) => verdicts.map((verdict) => [verdict.requirementId, verdict] as const)))
}

function placeOf(words: Speaker, { city, region, country }: ProposalView): string {
  return [city, region, country && words.country(country)].filter(Boolean).join(', ')
}

function entryOf(told: Told, one: ProposalView, place: number): DocumentEntry {
  const { words, held, nameOf } = told
  const verdicts = verdictsOf(one)
  const months = one.months === null ? '' : words.say('proposal.months', { from: one.months })
  return {
    title: `${place}. ${one.name}`,
    mark: [words.code('band', one.band), months, words.number(one.score, { maximumFractionDigits: 0 })].filter(Boolean).join(' · '),
    under: [placeOf(words, one), one.claimed ? '' : words.say('proposal.unclaimed')].filter(Boolean).join(' · '),
    rows: requirementsOf(held.need).flatMap(({ requirement }) => {
      const verdict = verdicts.get(requirement.id)
      return verdict
        ? [[askedIn(told, requirement), tellFound(words, verdict, nameOf), words.code('verdict', verdict.verdict)] as const]
        : []
    }),
    notes: [
      ...one.obstacles.map((obstacle) => tellObstacle(words, obstacle)),
      ...one.costs.map((cost) =>
        words.say('cost.line', {
          what: nameOf(cost.code),
          money: moneyIn(words, cost),
          source: cost.source,
          day: words.day(cost.statedOn),
        }),
      ),
    ],
  }
}
