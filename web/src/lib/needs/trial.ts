/** A trial on a need as it stands in an address: what was changed for each criterion, so that it can be shared, reloaded and taken over. */
import type { Need } from '#lib/api/answers.ts'
import type { NeedDraft } from '#lib/needs/draft.ts'
import { readNumber } from '#words/figures.ts'
import type { Locale } from '#words/locales.ts'

type Criterion = Need['criteria'][number]
export type TrialClass = 'must' | 'developable-must' | 'scored' | 'dropped'

export interface Trial {
  criterionId: string
  weight?: number | null
  as?: TrialClass
  acceptEquivalent?: boolean
}

const CLASSES = ['must', 'developable-must', 'scored', 'dropped'] as const

/** How a criterion may count on trial; a ground for exclusion is asked or not. */
export function classesFor({ class: own }: Pick<Criterion, 'class'>): readonly (TrialClass | 'exclusion')[] {
  return own === 'exclusion' ? ['exclusion', 'dropped'] : CLASSES
}

export function hasCertificate({ groups }: Criterion): boolean {
  return groups.some(({ requirements }) => requirements.some(({ kind }) => kind === 'certificate'))
}

export function acceptsEquivalent({ groups }: Criterion): boolean {
  return groups.every(({ requirements }) => requirements.every(({ kind, acceptEquivalent }) => kind !== 'certificate' || acceptEquivalent))
}

/** What differs from the need as it is; the form sends every field, changed or not. */
export function trialFrom(params: URLSearchParams, { criteria }: Pick<Need, 'criteria'>, locale: Locale): Trial[] {
  if (![...params.keys()].some((name) => /^(w|as|eq)\./.test(name))) return []
  return criteria.flatMap((criterion): Trial[] => {
    const { id } = criterion
    const change: Trial = {
      criterionId: id,
      ...weightIn(params, criterion, locale),
      ...classIn(params, criterion),
      ...equivalentIn(params, criterion),
    }
    return Object.keys(change).length > 1 ? [change] : []
  })
}

function weightIn(params: URLSearchParams, { id, weight }: Criterion, locale: Locale): Pick<Trial, 'weight'> {
  const typed = params.get(`w.${id}`)
  if (typed === null) return {}
  const read = typed.trim() === '' ? null : readNumber(locale, typed.trim())
  if (read === undefined || read === weight || (read !== null && (read < 0 || read > 100))) return {}
  return { weight: read }
}

function classIn(params: URLSearchParams, { id, class: own }: Criterion): Pick<Trial, 'as'> {
  const as = CLASSES.find((one) => one === params.get(`as.${id}`))
  return as && as !== own ? { as } : {}
}

/** A tick that is not sent is one taken away, where the form showed it. */
function equivalentIn(params: URLSearchParams, criterion: Criterion): Pick<Trial, 'acceptEquivalent'> {
  if (!hasCertificate(criterion) || !params.has(`as.${criterion.id}`)) return {}
  const ticked = params.has(`eq.${criterion.id}`)
  return ticked === acceptsEquivalent(criterion) ? {} : { acceptEquivalent: ticked }
}

/** The form of the need with the trial filled in. */
export function withTrial(draft: NeedDraft, trials: readonly Trial[]): NeedDraft {
  const byKey = new Map(trials.map((one) => [one.criterionId, one]))
  const criteria = draft.criteria.flatMap((criterion) => {
    const trial = byKey.get(criterion.key)
    if (!trial) return [criterion]
    if (trial.as === 'dropped') return []
    const requirements = criterion.requirements.map((one) => equal(one, trial))
    const others = criterion.others.map((group) => ({ requirements: group.requirements.map((one) => equal(one, trial)) }))
    const weight = trial.weight === undefined ? criterion.weight : trial.weight === null ? '' : String(trial.weight)
    return [{ ...criterion, class: trial.as ?? criterion.class, weight, requirements, others }]
  })
  return { ...draft, criteria }
}

function equal<R extends { kind: string; acceptEquivalent?: boolean | undefined }>(requirement: R, { acceptEquivalent }: Trial): R {
  return acceptEquivalent === undefined || requirement.kind !== 'certificate' ? requirement : { ...requirement, acceptEquivalent }
}
