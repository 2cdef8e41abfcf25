/** What would help an SME most, read from the verdicts on its open needs; nothing is estimated. */
import type { Opportunity } from '#lib/api/answers.ts'
import { isAskedLater } from '#lib/opportunities/where.ts'

type Judged = Pick<Opportunity, 'criteria' | 'questions'>
type Reason = Opportunity['questions'][number]['reason']

/** A certificate that is all some needs still miss. */
export interface NextCertificate {
  standard: string
  /** How many needs it would make the firm ready for. */
  needs: number
  /** The usual time: from the shortest to the longest that those needs give; null where the catalogue knows none. */
  months: { from: number; to: number } | null
}

/**
 * The one certificate that alone stands between the firm and the most needs within reach; null where none does.
 * `developable` are all needs of that band: their musts are met but for gaps that can be closed in time.
 */
export function nextCertificate(developable: readonly Judged[]): NextCertificate | null {
  const found = new Map<string, NextCertificate>()
  for (const opportunity of developable) {
    const gaps = openMusts(opportunity)
    const standards = new Set(
      gaps.map(({ reason }) => (reason.code.startsWith('certificate-') ? String(reason.params.standard ?? '') : '')),
    )
    const [standard = ''] = standards
    if (standards.size !== 1 || standard === '') continue
    const before = found.get(standard) ?? { standard, needs: 0, months: null }
    found.set(standard, { standard, needs: before.needs + 1, months: spanOf([...gaps.flatMap(monthsOf), ...spanEnds(before)]) })
  }
  return [...found.values()].sort((one, other) => other.needs - one.needs)[0] ?? null
}

function monthsOf({ monthsToClose, reason }: ReturnType<typeof openMusts>[number]): number[] {
  if (monthsToClose === null) return []
  const least = reason.params.monthsMin
  return typeof least === 'number' && least < monthsToClose ? [least, monthsToClose] : [monthsToClose]
}

function spanEnds({ months }: NextCertificate): number[] {
  return months ? [months.from, months.to] : []
}

function spanOf(months: readonly number[]): NextCertificate['months'] {
  return months.length === 0 ? null : { from: Math.min(...months), to: Math.max(...months) }
}

function openMusts({ criteria }: Judged) {
  const musts = criteria.filter((criterion) => criterion.class !== 'scored' && criterion.class !== 'exclusion')
  return musts
    .flatMap(({ verdicts }) => verdicts)
    .filter(({ verdict }) => verdict === 'near' || verdict === 'not-met' || verdict === 'unknown')
}

export interface QuickAnswer {
  reason: Reason
  needs: number
}

/** Questions that keep needs from being decided, the one that most needs wait for first. */
export function quickAnswers(incomplete: readonly Judged[], most = 3): QuickAnswer[] {
  const asked = new Map<string, QuickAnswer>()
  for (const { questions } of incomplete) {
    const blocking = questions.filter((one) => one.blocking && !isAskedLater(one.reason.code))
    for (const [key, reason] of new Map(blocking.map((one) => [keyOf(one.reason), one.reason]))) {
      asked.set(key, { reason, needs: (asked.get(key)?.needs ?? 0) + 1 })
    }
  }
  return [...asked.values()].sort((one, other) => other.needs - one.needs).slice(0, most)
}

/** The same question of two needs may differ in its figures, not in what it is about. */
function keyOf({ code, params }: Reason): string {
  return [code, ...ABOUT.map((name) => params[name] ?? '')].join(' ')
}

const ABOUT = ['process', 'parameter', 'material', 'product', 'function', 'standard', 'language']
