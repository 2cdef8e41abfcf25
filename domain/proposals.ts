/** What a ranking tells: how many stand in each band, the nearest few, and an evaluation without the keys of single facts. */

import type { Standing } from './match-query.ts'
import type { Band, Evaluation } from './matching.ts'
import { NEAREST } from './nothing-fits.ts'
import type { Reason, Verdict } from './verdict.ts'

export type BandCounts = Record<Band, number>

/** The few whose topic is nearest, when nothing fits. */
export function nearest<E extends Pick<Evaluation, 'topic'>>(list: readonly E[]): E[] {
  return [...list].sort((a, b) => b.topic - a.topic).slice(0, NEAREST)
}

/** How many stand in each band. */
export function countBands(list: readonly Pick<Evaluation, 'band'>[]): BandCounts {
  const counts: BandCounts = { ready: 0, developable: 0, incomplete: 0, not: 0 }
  for (const one of list) counts[one.band]++
  return counts
}

/** Firms known to fail a must were not read one by one; the index counted them. */
export function withFailed(counts: BandCounts, standings: Record<Standing, number>): BandCounts {
  return { ...counts, not: counts.not + standings.fails }
}

/** Exactly what the contract names; the keys of single facts stay inside. */
export function evaluationView({
  band,
  score,
  fit,
  topic,
  months,
  mustsMet,
  musts,
  criteria,
  questions,
  obstacles,
  weightsVersion,
}: Evaluation) {
  return {
    band,
    score,
    fit,
    topic,
    months,
    mustsMet,
    musts,
    criteria: criteria.map(({ criterionId, title, class: kind, category, band: own, share, verdicts }) => ({
      criterionId,
      title,
      class: kind,
      category,
      band: own,
      share,
      verdicts: verdicts.map(verdictView),
    })),
    questions: questions.map(({ requirementId, blocking, reason }) => ({ requirementId, blocking, reason })),
    obstacles: obstacles.map(({ code, params }) => ({ code, params })),
    weightsVersion,
  }
}

function verdictView({ requirementId, verdict, value, evidence, reason, fact, gap, monthsToClose }: Verdict) {
  const shown = fact && {
    kind: fact.kind,
    statedOn: fact.statedOn,
    checkedOn: fact.checkedOn,
    source: fact.source,
    sourceNote: fact.sourceNote,
    level: fact.level,
  }
  return { requirementId, verdict, value, evidence, reason, fact: shown, gap, monthsToClose }
}

/** What a snapshot keeps of a proposal: the figures and each verdict, no fact. */
export function snapshotItem({ profileId, band, score, fit, topic, months, criteria, weightsVersion }: Evaluation) {
  const verdicts = criteria.flatMap((one) => one.verdicts.map(({ requirementId, verdict }) => [requirementId, verdict] as const))
  return { profileId, band, score, fit, topic, months, verdicts, weightsVersion }
}

type EvaluationView = ReturnType<typeof evaluationView>

/** Under an alias a lead firm's own standards keep no code: an SME approved under one would know the firm by it. */
export function withoutOwnStandards(view: EvaluationView, hidden: ReadonlySet<string>): EvaluationView {
  if (hidden.size === 0) return view
  const masked = (reason: Reason): Reason => ({
    ...reason,
    params: Object.fromEntries(
      Object.entries(reason.params).map(([name, value]) => [name, hidden.has(String(value)) ? 'own-standard' : value]),
    ),
  })
  return {
    ...view,
    criteria: view.criteria.map((one) => ({
      ...one,
      verdicts: one.verdicts.map((verdict) => ({ ...verdict, reason: masked(verdict.reason) })),
    })),
    questions: view.questions.map((one) => ({ ...one, reason: masked(one.reason) })),
  }
}
