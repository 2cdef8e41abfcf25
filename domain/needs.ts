/** The rules of a sourcing need's life: what must be said before it is published, what an alias hides, who may still answer. */
import { dayOf } from './day.ts'
import { accept, type Decision, type Refusal, refuse } from './decision.ts'
import type { NeedState, Requirement, SourcingNeed } from './sourcing.ts'

export const CLOSE_REASONS = ['awarded', 'need-gone', 'no-fit', 'postponed', 'other'] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

export const NEED_STEPS = ['publish', 'close', 'reopen'] as const
export type NeedStep = (typeof NEED_STEPS)[number]

const STEPS: Record<NeedStep, { from: readonly NeedState[]; to: NeedState }> = {
  publish: { from: ['draft'], to: 'open' },
  close: { from: ['open', 'shortlisting', 'rfq'], to: 'closed' },
  reopen: { from: ['closed'], to: 'open' },
}

/** Decides a step of the need's life. */
export function stepNeed(state: NeedState, step: NeedStep): Decision<NeedState> {
  const rule = STEPS[step]
  return rule.from.includes(state) ? accept(rule.to) : refuse('need-wrong-state', 'The need is past this step.', { state, step })
}

export function openNeedSteps(state: NeedState): NeedStep[] {
  return NEED_STEPS.filter((step) => STEPS[step].from.includes(state))
}

/** Drafts and open needs may be edited; every edit of an open one is a new version that is matched again. */
export function isEditable(state: NeedState): boolean {
  return state === 'draft' || state === 'open'
}

/** SMEs may answer while the need is open and its deadline has not passed. */
export function takesAnswers(need: Pick<SourcingNeed, 'state' | 'answerBy'>, at: Date): boolean {
  return need.state === 'open' && (!need.answerBy || need.answerBy >= at)
}

/** A need that an agency reviews is there for an SME only from the moment it was offered to it (docs/decisions/0015). */
export function isReleased({ reviewAgencyId }: Pick<SourcingNeed, 'reviewAgencyId'>, wasOffered: boolean): boolean {
  return !reviewAgencyId || wasOffered
}

/**
 * What still stands in the way of publishing, field by field: something to make (a product, a process or a sentence),
 * a volume, a deadline to come, and a start of supply after it.
 */
export function missingToPublish(need: SourcingNeed, at: Date, timeZone: string): { field: string; code: string }[] {
  const missing: { field: string; code: string }[] = []
  const isNamed = need.products.length > 0 || need.processes.length > 0
  if (!isNamed && need.description.trim() === '') missing.push({ field: '/products', code: 'say-product-or-process' })
  if (need.volumePerMonth === null) missing.push({ field: '/volumePerMonth', code: 'required' })
  if (!need.deliveryCountry) missing.push({ field: '/deliveryCountry', code: 'required' })
  missing.push(...dateFaults(need, at, timeZone))
  return missing
}

function dateFaults(need: SourcingNeed, at: Date, timeZone: string): { field: string; code: string }[] {
  if (!need.answerBy) return [{ field: '/answerOn', code: 'required' }]
  if (need.answerBy < at) return [{ field: '/answerOn', code: 'must-be-future' }]
  if (!need.startOn) return [{ field: '/startOn', code: 'required' }]
  if (need.startOn <= dayOf(at, timeZone)) return [{ field: '/startOn', code: 'must-be-future' }]
  return need.startOn < dayOf(need.answerBy, timeZone) ? [{ field: '/startOn', code: 'must-follow-deadline' }] : []
}

/** What an alias would give away: the firm's own name or web address in the text of a need. Common words of a name do not count. */
export function aliasLeak(
  need: Pick<SourcingNeed, 'title' | 'description' | 'criteria' | 'deliveryPlace'>,
  firm: { name: string; nativeName: string; website: string },
): Refusal | null {
  const texts = [need.title, need.description, need.deliveryPlace, ...need.criteria.map((one) => one.title)].join(' \n ')
  const host = firm.website.replace(/^https?:\/\/(www\.)?/, '').split(/[/:]/)[0] ?? ''
  const marks = [firm.name, firm.nativeName, host, ...wordsOf(firm.name)].filter((one) => one.length >= 4)
  const found = marks.find((mark) => holds(plain(texts), plain(mark))) ?? initialsOf(firm.name).find((mark) => holds(texts, mark))
  return found ? { code: 'alias-leak', message: 'The text names your firm, which the alias would hide.', params: { found } } : null
}

/** Whether a word of the text begins with the mark: *Ford* is in *Fordteile*, not in *afford*. */
function holds(text: string, mark: string): boolean {
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (!/[A-Za-z0-9]/.test(text.charAt(at - 1)) || !/[A-Za-z0-9]/.test(mark.charAt(0))) return true
  }
  return false
}

/** Short names in capitals, looked for in capitals. */
function initialsOf(name: string): string[] {
  return name.split(/[^\p{L}\p{N}]+/u).filter((word) => /^[A-Z][A-Z0-9]{2,3}$/.test(word) && !LEGAL_FORMS.has(word))
}

/** The words that make a name a name: not its legal form, not a trade. */
function wordsOf(name: string): string[] {
  return name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 5 && !COMMON.has(plain(word)))
}

const LEGAL_FORMS = new Set(['LLC', 'LTD', 'INC', 'PLC', 'SPA', 'SRL', 'GMBH', 'PVT', 'SAS', 'KFT', 'LTDA', 'CORP', 'AND', 'THE'])

const COMMON = new Set([
  'limited',
  'private',
  'company',
  'industries',
  'industry',
  'international',
  'global',
  'group',
  'holding',
  'systems',
  'manufacturing',
  'seating',
  'automotive',
  'motors',
  'mobility',
  'foods',
  'textiles',
  'apparel',
  'garments',
  'electronics',
  'components',
  'products',
  'services',
  'trading',
  'metal',
  'metals',
  'steel',
  'works',
  'parts',
  'tools',
  'plastics',
  'packaging',
  'engineering',
  'technology',
  'technologies',
  'solutions',
  'machinery',
  'equipment',
  'energy',
  'india',
  'mexico',
  'brasil',
  'brazil',
  'africa',
  'europe',
  'america',
  'deutschland',
])

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** A requirement as others see it when the lead firm stands under an alias: its own standards keep no name. */
export function hideOwnStandard(requirement: Requirement, ownStandards: ReadonlySet<string>): Requirement {
  return requirement.kind === 'certificate' && ownStandards.has(requirement.code) ? { ...requirement, code: 'own-standard' } : requirement
}
