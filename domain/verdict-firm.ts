/** The firm itself: references, size, country, and the exclusion grounds it is asked about at interest (domain reference 2.3, 3.3). */
import { isRelated } from './kinship.ts'
import { gapOf, type Measure, measure } from './measures.ts'
import type { ReferenceFact } from './profiles.ts'
import type { Verdict } from './verdict.ts'
import { absence, best, type Case, type Finding, type Ground, measured, OWN_WORD, reason, weigh, weighOwnWord } from './verdict-grounds.ts'
import type { ReasonCode } from './verdict-reasons.ts'

/** What 0, 1, 2, and 3 or more references in the same process or sector count. */
const REFERENCE_VALUES = [0, 0.5, 0.8, 1] as const

/** References in the concept or sector asked, else in the need's own. One suffices unless more are asked; fewer are near. */
export function referencesAnswer(asked: Case): Verdict {
  const { requirement, facts } = asked
  const wanted = Math.max(1, requirement.value ?? 1)
  const fitting = facts.references.filter((fact) => isAbout(asked, fact))
  const nothing = absence(asked, 'references', reason('references-absent', { limit: wanted, code: requirement.code }))
  const proof = (fact: ReferenceFact) => weigh(asked, counted(asked, 1, 1), groundOf(fact)).factor
  const byProof = [...fitting].sort((one, other) => proof(other) - proof(one))
  return best(asked, [...byProof.map((fact, at) => weigh(asked, counted(asked, at + 1, wanted), groundOf(fact))), nothing])
}

function groundOf({ id, provenance }: ReferenceFact): Ground {
  return { kind: 'reference', id, provenance }
}

/** So many references, all at least as well proven as the one they are counted at. */
function counted({ requirement }: Case, count: number, wanted: number): Finding {
  const value = REFERENCE_VALUES[Math.min(count, 3)] ?? 1
  const params = { value: count, limit: wanted, code: requirement.code }
  if (count >= wanted) return { verdict: 'met', value, reason: reason('references-enough', params) }
  return {
    verdict: 'near',
    value,
    reason: reason('references-few', params),
    gap: { amount: wanted - count, unit: '' },
  }
}

function isAbout({ requirement, context }: Case, fact: ReferenceFact): boolean {
  if (requirement.code !== '')
    return fact.sector === requirement.code || (fact.concept !== null && isRelated(context.concepts, requirement.code, fact.concept))
  const { sector, products, processes } = context.need
  if (sector !== '' && fact.sector === sector) return true
  if (fact.concept === null) return sector === '' && products.length + processes.length === 0
  const { concept } = fact
  return [...products, ...processes].some((code) => isRelated(context.concepts, code, concept))
}

/** People employed, against a least, a most, or both. */
export function employeesAnswer(asked: Case): Verdict {
  const { requirement, facts } = asked
  const params = { value: facts.employees, limit: requirement.value, limitTo: requirement.valueTo, operator: requirement.operator }
  if (facts.employees === null) return absence(asked, null, reason('employees-absent', params))
  const operator = requirement.operator === 'has' ? 'at-least' : requirement.operator
  const found = measure(operator, facts.employees, { from: requirement.value, to: requirement.valueTo })
  const gap = { amount: gapOf({ ...requirement, operator }, facts.employees), unit: '' }
  const finding = measured(found, { reasons: EMPLOYEES, params, gap })
  return weighOwnWord(asked, finding)
}

/** The firm, or one of its sites, stands in a country asked. */
export function countryAnswer(asked: Case): Verdict {
  const { requirement, facts } = asked
  const countries = requirement.values.join(', ')
  const site = facts.sites.find(({ country }) => requirement.values.includes(country))
  if (requirement.values.includes(facts.country)) return weighOwnWord(asked, inCountry(true, facts.country, countries))
  if (site) return weigh(asked, inCountry(true, site.country, countries), { kind: 'site', id: site.id, provenance: site.provenance })
  if (facts.country === '') return absence(asked, null, reason('country-absent', { countries }))
  return weighOwnWord(asked, inCountry(false, facts.country, countries))
}

function inCountry(inside: boolean, country: string, countries: string): Finding {
  return {
    verdict: inside ? 'met' : 'not-met',
    value: inside ? 1 : 0,
    reason: reason(inside ? 'country-in' : 'country-out', { country, countries }),
  }
}

/** Asked of the firm at interest; until then unknown, which does not lower the band. */
export function exclusionAnswer(asked: Case): Verdict {
  const { requirement, context } = asked
  const answer = context.exclusionAnswers?.[requirement.code]
  if (!answer) return absence(asked, null, reason('exclusion-unasked', { ground: requirement.code }))
  const params = { ground: requirement.code, stated: answer.statedOn }
  const provenance = { ...OWN_WORD, statedOn: answer.statedOn }
  const finding: Finding = answer.applies
    ? { verdict: 'not-met', value: 0, reason: reason('exclusion-applies', params) }
    : { verdict: 'met', value: 1, reason: reason('exclusion-denied', params) }
  return weigh(asked, finding, { kind: 'answer', id: requirement.code, provenance })
}

const EMPLOYEES: Record<Measure['outcome'], ReasonCode> = {
  reached: 'employees-reached',
  near: 'employees-short',
  missed: 'employees-missed',
}
