/** A proposal put into words: what was found for each requirement, what is missing, what to ask, and what stands in the way. */
import type { Need, Proposal } from '#lib/api/answers.ts'
import { requirementsOf } from '#lib/needs/codes.ts'
import type { ProposalReason } from '#lib/ui/ProposalReasons.svelte'
import type { BandCode } from '#lib/ui/verdicts.ts'
import { type NameOf, tellObstacle } from '#words/reasons.ts'
import type { Speaker } from '#words/speaker.ts'
import { tellFound, tellRequirement, tellSubject } from '#words/verdicts/sentence.ts'

/** What proposals and opportunities share: one need against one firm. */
export type Evaluated = Pick<
  Proposal,
  'band' | 'score' | 'fit' | 'topic' | 'months' | 'mustsMet' | 'musts' | 'criteria' | 'questions' | 'obstacles'
> &
  Partial<Pick<Proposal, 'cost' | 'costs' | 'weightsVersion'>>
type Asked = Pick<Need, 'criteria' | 'horizonMonths'>
type Verdict = Proposal['criteria'][number]['verdicts'][number]

/** What a pair comes to, in the reader's words. */
export interface ToldProposal {
  band: BandCode
  score: number
  /** Months to close, or how much is open; nothing where the band says it all. */
  close: string
  closeNote: string
  /** The finding: its first sentence, and what follows from it. */
  finding: string
  rest: string
  parts: string
  reasons: ProposalReason[]
  questions: string[]
  obstacles: string[]
  /** What closing the gaps usually costs, where somebody entered it: a line each with its source, and the sum. */
  costs: string[]
}

interface Context {
  words: Speaker
  need: Asked
  nameOf: NameOf
}

export function tellProposal(context: Context, one: Evaluated): ToldProposal {
  const { words } = context
  const reasons = reasonsOf(context, one)
  return {
    band: one.band,
    score: one.score,
    ...closeOf(context, one, reasons),
    finding: findingOf(words, one),
    rest: restOf(context, one, reasons),
    parts: partsOf(words, one),
    reasons: reasons.map(({ reason }) => reason),
    questions: questionsOf(context, one),
    obstacles: one.obstacles.map((obstacle) => tellObstacle(words, obstacle)),
    costs: costsOf(context, one),
  }
}

function costsOf({ words, nameOf }: Context, { cost, costs = [] }: Evaluated): string[] {
  const lines = costs.map(({ kind, code, source, statedOn, ...money }) => {
    const what = kind === 'parameter' ? words.code('parameter', code) : nameOf(code)
    return words.say('cost.line', { what, money: words.money(money), source, day: words.day(statedOn) })
  })
  return cost && lines.length > 1 ? [...lines, words.say('cost.total', { money: words.money(cost) })] : lines
}

/** The codes that the reasons of these pairs name beside those of the need. */
export function codesIn(evaluated: readonly Evaluated[]): string[] {
  return evaluated.flatMap(({ criteria, questions }) =>
    [...criteria.flatMap(({ verdicts }) => verdicts), ...questions].flatMap(({ reason }) =>
      CODE_PARAMS.flatMap((name) => (typeof reason.params[name] === 'string' ? [String(reason.params[name])] : [])),
    ),
  )
}

const CODE_PARAMS = ['process', 'does', 'product', 'makes', 'standard', 'holds', 'sector']

interface Told {
  reason: ProposalReason
  verdict: Verdict
  scored: boolean
}

/** Musts first, in the need's own order; then what is only scored. */
function reasonsOf(context: Context, { criteria }: Evaluated): Told[] {
  const byId = new Map(requirementsOf(context.need).map((one) => [one.id, one]))
  const told = criteria.flatMap((criterion) =>
    criterion.verdicts.map((verdict): Told => {
      const scored = criterion.class === 'scored'
      const requirement = byId.get(verdict.requirementId)
      const asked = requirement ? tellRequirement(context.words, requirement, context.nameOf) : ''
      return {
        scored,
        verdict,
        reason: { ...titleAndLimit(criterion.title, asked), ...foundIn(context, verdict), scored, later: verdict.reason.code === LATER },
      }
    }),
  )
  return [...told.filter((one) => !one.scored), ...told.filter((one) => one.scored)]
}

/** Where the title only repeats the start of what is asked, the rest of it is enough beside it. */
export function titleAndLimit(title: string, asked: string): { title: string; asked: string } {
  const same = asked.toLocaleLowerCase().startsWith(title.toLocaleLowerCase())
  const rest = asked.slice(title.length).replace(/^[\s,:]+/, '')
  return { title, asked: same ? capital(rest.replace(/^\(([^)]*)\)/, '$1')) : asked }
}

function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1)
}

function foundIn({ words, nameOf }: Context, verdict: Verdict): Pick<ProposalReason, 'found' | 'verdict' | 'evidence' | 'proof'> {
  const { fact } = verdict
  return {
    found: tellFound(words, verdict, nameOf),
    verdict: verdict.verdict,
    evidence: verdict.evidence ?? 'none',
    ...(fact && {
      proof: words.say('proposal.proof', {
        source: words.code('fact-source', fact.source),
        day: words.day(fact.checkedOn ?? fact.statedOn),
      }),
    }),
  }
}

function findingOf(words: Speaker, { mustsMet, musts }: Evaluated): string {
  if (musts === 0) return words.say('proposal.no-musts')
  return words.say(mustsMet === musts ? 'proposal.all-met' : 'proposal.some-met', { met: mustsMet, musts })
}

const OPEN: Record<BandCode, readonly string[]> = {
  ready: [],
  developable: ['near', 'not-met'],
  incomplete: ['unknown', 'near'],
  not: ['not-met'],
}

function openTitles(band: BandCode, reasons: readonly Told[]): string[] {
  return [
    ...new Set(reasons.filter(({ scored, verdict }) => !scored && OPEN[band].includes(verdict.verdict)).map(({ reason }) => reason.title)),
  ]
}

function restOf({ words, need }: Context, { band, months }: Evaluated, reasons: readonly Told[]): string {
  const open = openTitles(band, reasons)
  if (open.length === 0) return ''
  const list = words.list(open)
  if (band !== 'developable') return words.code('proposal-open', band, { list })
  const closing =
    months === null ? '' : words.say('proposal.closing', { months: span(words, months), horizon: span(words, need.horizonMonths) })
  return [words.say('proposal.missing', { list }), closing].filter(Boolean).join(' ')
}

function closeOf({ words }: Context, evaluated: Evaluated, reasons: readonly Told[]): { close: string; closeNote: string } {
  const { band, months } = evaluated
  const questions = questionsIn(evaluated)
  const open = openTitles(band, reasons)
  const closeNote =
    open.length > NOTED
      ? words.say('proposal.and-more', { list: open.slice(0, NOTED).join(', '), n: open.length - NOTED })
      : words.list(open)
  if (band === 'developable') return { close: months === null ? words.code('band', band) : span(words, months), closeNote }
  if (band === 'incomplete')
    return {
      close: questions.length === 0 ? words.code('band', band) : words.say('proposal.questions', { n: questions.length }),
      closeNote,
    }
  // Terms that rule a pair out are said before what is not met.
  const terms = evaluated.obstacles.map((obstacle) => tellObstacle(words, obstacle))
  return { close: band === 'ready' ? words.say('proposal.ready-now') : words.code('band', band), closeNote: terms[0] ?? closeNote }
}

const NOTED = 2

function span(words: Speaker, months: number): string {
  return words.say('proposal.months', { from: months })
}

function partsOf(words: Speaker, { fit, topic, weightsVersion }: Evaluated): string {
  const outOf100 = (part: number) => words.number(part * 100, { maximumFractionDigits: 0 })
  if (fit === null) return words.say('proposal.topic-only', { topic: outOf100(topic) })
  const parts = words.say('proposal.parts', { fit: outOf100(fit), topic: outOf100(topic) })
  return weightsVersion === undefined ? parts : `${parts} ${words.say('proposal.weights', { version: weightsVersion })}`
}

/** Grounds for exclusion are asked of every SME that shows interest: no question about this one. */
function questionsIn({ questions }: Evaluated): Evaluated['questions'] {
  return questions.filter(({ reason }) => reason.code !== LATER)
}

const LATER = 'exclusion-unasked'

function questionsOf({ words, need, nameOf }: Context, one: Evaluated): string[] {
  const byId = new Map(requirementsOf(need).map((requirement) => [requirement.id, requirement]))
  return questionsIn(one).map(({ requirementId, reason }) => {
    const requirement = byId.get(requirementId)
    const found = tellFound(words, { reason, gap: null, monthsToClose: null }, nameOf)
    return requirement ? words.say('proposal.question', { subject: tellSubject(words, requirement, nameOf), found }) : found
  })
}
