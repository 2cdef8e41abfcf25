/** The steps of a linkage that forms offer, the stages a list is filtered by, and the reasons that go with a refusal. */
import type { Linkage } from '#lib/api/answers.ts'
import type { GlyphName } from '#lib/ui/glyphs.ts'
import type { Speaker } from '#words/speaker.ts'

export const STEPS = ['show-interest', 'decline-interest', 'invite', 'accept', 'decline'] as const satisfies Linkage['openSteps']

export const REASONS = [
  'price',
  'capacity',
  'quality-system',
  'process-tolerance',
  'track-record',
  'performance',
  'management',
  'lead-time',
  'payment-terms',
  'finance',
  'location',
  'ip-nda',
  'global-frame-contract',
  'compliance',
  'other',
] as const satisfies readonly NonNullable<Linkage['reason']>[]

/** Why a lead firm accepts, if it says so; in a word each. */
export const ACCEPT_REASONS = [
  'technical-fit',
  'free-capacity',
  'quality-assured',
  'proven-record',
  'good-performance',
  'near-and-fast',
  'well-managed',
  'responsible',
  'good-price',
] as const satisfies readonly NonNullable<Linkage['reason']>[]

/** The stages that a list is filtered by, in the order of the pipeline. */
export const STAGES = [
  'broker-shortlisted',
  'offered-to-sme',
  'sme-interested',
  'sme-declined',
  'lead-firm-accepted',
  'lead-firm-declined',
  'introduced',
  'nda',
  'meeting',
  'site-visit',
  'rfq',
  'quoted',
  'sample-trial',
  'approved',
  'contracted',
  'repeat-order',
  'on-hold',
  'lost',
  'lapsed',
] as const satisfies readonly Linkage['stage'][]

/** Steps that lead away from the contract stand apart from those that lead to it. */
export function isEnd(step: Linkage['openSteps'][number]): boolean {
  return ['decline', 'decline-interest', 'hold', 'lose'].includes(step)
}

/** The other side, as this reader may call it; an agency stands between two. */
export function titleOf(words: Speaker, { party, leadFirm, sme }: Pick<Linkage, 'party' | 'leadFirm' | 'sme'>): string {
  const lead = leadFirm?.name ?? words.say('linkages.alias')
  if (party === 'agency') return words.say('linkages.between', { sme: sme.name, leadFirm: lead })
  return party === 'sme' ? lead : sme.name
}

/** Where this reader finds the need. */
export function needHref({ party, need }: Pick<Linkage, 'party' | 'need'>): string {
  const folder = { sme: 'opportunities', 'lead-firm': 'sourcing-needs', agency: 'open-needs' }[party]
  return `/${folder}/${need.id}`
}

/** Whose turn it is, and until when. */
export function turnOf(words: Speaker, { party, turn, dueOn, isOverdue }: Pick<Linkage, 'party' | 'turn' | 'dueOn' | 'isOverdue'>): string {
  if (!turn) return words.say('turn.nobody')
  const whose = words.code('turn', turn === party ? 'you' : turn)
  if (!dueOn) return whose
  return `${whose}, ${words.say(isOverdue ? 'linkages.late' : 'linkages.until', { day: words.day(dueOn) })}`
}

/** How an entry of the timeline looks. */
export function lookOf(stage: Linkage['stage']): { glyph: GlyphName; tone: string } {
  if (stage.endsWith('declined') || stage === 'lost' || stage === 'lapsed') return { glyph: 'v-not-met', tone: 'not-met' }
  if (stage === 'on-hold') return { glyph: 'clock', tone: 'claimed' }
  if (['lead-firm-accepted', 'approved', 'contracted', 'repeat-order'].includes(stage)) return { glyph: 'v-met', tone: 'met' }
  return { glyph: 'm-claimed', tone: 'claimed' }
}

/** `Chakan, IN` with its country written out. */
export function placeOf(words: Speaker, place: string): string {
  return place.replace(/(^|, )([A-Z]{2})$/, (_, comma: string, country: string) => `${comma}${words.country(country)}`)
}
