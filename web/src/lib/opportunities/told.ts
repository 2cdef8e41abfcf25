/** An opportunity in the reader's words: what it is, the finding about his own firm, and the act that comes next. */
import type { Linkage, OpenNeed, Opportunity } from '#lib/api/answers.ts'
import { deadlineDay } from '#lib/needs/deadline.ts'
import { type ToldProposal, tellProposal } from '#lib/needs/proposals.ts'
import { answerHref, isAskedLater } from '#lib/opportunities/where.ts'
import type { NameOf } from '#words/reasons.ts'
import type { Speaker } from '#words/speaker.ts'

export interface ToldOpportunity {
  id: string
  title: string
  /** Who, how much, where. */
  meta: string
  told: ToldProposal
  /** Months to close, or answers missing; nothing where the band's word says it. */
  close: string | undefined
  finding: string
  rest: string
  answerBy: string
  takesAnswers: boolean
  linkage: { id: string; stage: string } | null
  openSteps: Linkage['openSteps']
  /** Where the first open question is answered. */
  answerHref: string
}

interface Context {
  words: Speaker
  nameOf: NameOf
}

/** `need` is the need as everyone reads it; null once it is closed, then the verdicts stand without what was asked. */
export function tellOpportunity({ words, nameOf }: Context, one: Opportunity, need: OpenNeed | null): ToldOpportunity {
  const told = tellProposal({ words, nameOf, need: need ?? { criteria: [], horizonMonths: 0 } }, one)
  const first = one.questions.find(({ blocking, reason }) => blocking && !isAskedLater(reason.code))
  return {
    id: one.needId,
    title: one.title,
    meta: metaOf(words, one),
    told,
    close: closeOf(words, one, told),
    ...findingOf(words, one, told),
    answerBy:
      one.answerBy === null
        ? words.say('opportunity.no-deadline')
        : words.say('opportunity.answer-by', { day: words.day(deadlineDay(one.answerBy)) }),
    takesAnswers: one.takesAnswers,
    linkage: one.linkage,
    openSteps: one.openSteps,
    answerHref: answerHref(first?.reason.code ?? ''),
  }
}

function metaOf(words: Speaker, { leadFirm, volumePerMonth, volumeUnit, deliveryPlace, deliveryCountry }: Opportunity): string {
  const place = [deliveryPlace, deliveryCountry && words.country(deliveryCountry)].filter(Boolean).join(', ')
  const volume = volumePerMonth === null ? '' : words.quantity(volumePerMonth, `${volumeUnit}/mo`)
  return [leadFirm ?? words.say('opportunity.alias'), volume, place].filter(Boolean).join(' · ')
}

function closeOf(words: Speaker, { band, questions, months }: Opportunity, { close }: ToldProposal): string | undefined {
  if (band === 'incomplete') return words.say('opportunity.missing-short', { n: questions.filter(({ blocking }) => blocking).length })
  return band === 'developable' && months !== null ? close : undefined
}

/** The first sentence says how many, the next ones what: at most two of them. */
function findingOf(words: Speaker, one: Opportunity, told: ToldProposal): { finding: string; rest: string } {
  // Grounds of exclusion are asked when interest is shown; till then they are no finding.
  const grounds = new Set(one.criteria.filter((criterion) => criterion.class === 'exclusion').map(({ title }) => title))
  const musts = told.reasons.filter(({ scored, title, verdict }) => !scored && !(verdict === 'unknown' && grounds.has(title)))
  const open = musts.filter(({ verdict }) => OPEN[one.band].includes(verdict))
  const parts = open.slice(0, SPOKEN).map(({ title, found }) => words.say('opportunity.part', { title, found }))
  const ruledOut = one.band === 'not' && told.obstacles.length > 0
  const rest = ruledOut ? told.obstacles.map((obstacle) => `${obstacle}.`) : parts
  if (ruledOut) return { finding: words.say('opportunity.not-proposed'), rest: rest.join(' ') }
  return { finding: FINDINGS[one.band](words, one, open.length), rest: rest.join(' ') }
}

const SPOKEN = 2

/** What the eye is led to: in a ready pair that which holds through something else, or not for long. */
const OPEN: Record<Opportunity['band'], readonly string[]> = {
  ready: ['met-by-implication', 'expiring'],
  developable: ['near', 'not-met'],
  incomplete: ['unknown', 'near'],
  not: ['not-met'],
}

const FINDINGS: Record<Opportunity['band'], (words: Speaker, one: Opportunity, open: number) => string> = {
  ready: (words, { musts }) => words.say('opportunity.all-met', { n: musts }),
  developable: (words, _one, n) => words.say('opportunity.gaps', { n }),
  incomplete: (words, { questions }) => words.say('opportunity.missing', { n: questions.filter(({ blocking }) => blocking).length }),
  not: (words, _one, n) => words.say('opportunity.not-met', { n }),
}
