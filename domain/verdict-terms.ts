/** Terms of business: sample and series lead times, exports, languages (domain reference 2.4, 3.3). */
import { gapOf, type Limits, limitsIn, type Measure, measure } from './measures.ts'
import type { CommercialFact } from './profiles.ts'
import { convert } from './units.ts'
import type { Verdict } from './verdict.ts'
import { absence, best, type Case, type Finding, type Ground, measured, reason, rounded, weigh, worst } from './verdict-grounds.ts'
import type { ReasonCode } from './verdict-reasons.ts'

/** A lead time up to a quarter too long is near: it is what a first talk settles (a default of ours). */
const NEAR_LEAD_TIME = 0.25

/** Days until samples, or until series parts, against the limit; the value falls in a straight line to 0 at twice the time. */
export function leadTimeAnswer(asked: Case): Verdict {
  const { requirement, facts } = asked
  const unit = requirement.unit === '' ? 'd' : requirement.unit
  const kind = requirement.kind === 'sample-lead-time' ? 'sample' : 'series'
  const limits = limitsIn(requirement, 'd')
  const days = daysOf(facts.commercial, kind)
  if (facts.commercial === null || days === null || !limits) {
    return absence(asked, 'commercial', reason('lead-time-absent', { kind, limit: requirement.value, unit }))
  }
  const operator = requirement.operator === 'has' ? 'at-most' : requirement.operator
  const shown = convert(days, 'd', unit) ?? days
  const params = { kind, value: rounded(shown), limit: requirement.value, limitTo: requirement.valueTo, unit }
  const gap = { amount: rounded(gapOf({ ...requirement, operator }, shown)), unit }
  const finding = measured(measure(operator, days, limits, NEAR_LEAD_TIME), { reasons: LEAD_TIME, params, gap })
  return weigh(asked, finding, ofCommercial(asked, facts.commercial))
}

function daysOf(commercial: CommercialFact | null, kind: 'sample' | 'series'): number | null {
  return (kind === 'sample' ? commercial?.sampleLeadDays : commercial?.seriesLeadDays) ?? null
}

/** Exports at all, or their share of turnover in percent. */
export function exportsAnswer(asked: Case): Verdict {
  const { requirement, facts } = asked
  const { commercial } = facts
  const nothing = absence(asked, 'commercial', reason('exports-absent', { limit: requirement.value }))
  if (commercial === null || !saysExports(commercial)) return nothing
  const share = commercial.exportShare
  const ground = ofCommercial(asked, commercial)
  const params = {
    value: share,
    limit: requirement.value,
    limitTo: requirement.valueTo,
    unit: '%',
    countries: commercial.exportCountries.join(', '),
    since: commercial.exportSinceYear,
  }
  if (requirement.value === null) {
    const exporting = share === null || share > 0
    const finding: Finding = {
      verdict: exporting ? 'met' : 'not-met',
      value: exporting ? 1 : 0,
      reason: reason(exporting ? 'exports-reached' : 'exports-missed', params),
    }
    return weigh(asked, finding, ground)
  }
  if (share === null) return nothing
  const limits: Limits = { from: requirement.value, to: requirement.valueTo }
  const operator = requirement.operator === 'has' ? 'at-least' : requirement.operator
  const gap = { amount: rounded(gapOf({ ...requirement, operator }, share)), unit: '%' }
  return weigh(asked, measured(measure(operator, share, limits), { reasons: EXPORTS, params, gap }), ground)
}

/** Business is done in all languages asked, or with `one-of` in any of them. */
export function languageAnswer(asked: Case): Verdict {
  const { values, operator } = asked.requirement
  const [first = '', ...others] = values
  const answers: [Verdict, ...Verdict[]] = [ofLanguage(asked, first), ...others.map((language) => ofLanguage(asked, language))]
  return operator === 'one-of' ? best(asked, answers) : worst(answers)
}

function ofLanguage(asked: Case, language: string): Verdict {
  const { commercial } = asked.facts
  const spoken = commercial?.languages ?? []
  const params = { language, languages: spoken.join(', ') }
  if (commercial === null || !spoken.includes(language)) return absence(asked, 'commercial', reason('language-absent', params))
  return weigh(asked, { verdict: 'met', value: 1, reason: reason('language-spoken', params) }, ofCommercial(asked, commercial))
}

function saysExports({ exportShare, exportCountries, exportSinceYear }: CommercialFact): boolean {
  return exportShare !== null || exportCountries.length > 0 || exportSinceYear !== null
}

function ofCommercial({ facts }: Case, { provenance }: CommercialFact): Ground {
  return { kind: 'commercial', id: facts.profileId, provenance }
}

const LEAD_TIME: Record<Measure['outcome'], ReasonCode> = { reached: 'lead-time-kept', near: 'lead-time-short', missed: 'lead-time-missed' }
const EXPORTS: Record<Measure['outcome'], ReasonCode> = { reached: 'exports-reached', near: 'exports-short', missed: 'exports-missed' }
