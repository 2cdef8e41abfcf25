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

/** The stages that steps of part 1 lead to. */
export const STAGES = [
  'offered-to-sme',
  'sme-interested',
  'sme-declined',
  'lead-firm-accepted',
  'lead-firm-declined',
] as const satisfies readonly Linkage['stage'][]

/** How an entry of the timeline looks. */
export function lookOf(stage: Linkage['stage']): { glyph: GlyphName; tone: string } {
  if (stage.endsWith('declined') || stage === 'lost' || stage === 'lapsed') return { glyph: 'v-not-met', tone: 'not-met' }
  if (stage === 'lead-firm-accepted') return { glyph: 'v-met', tone: 'met' }
  return { glyph: 'm-claimed', tone: 'claimed' }
}

/** `Chakan, IN` with its country written out. */
export function placeOf(words: Speaker, place: string): string {
  return place.replace(/(^|, )([A-Z]{2})$/, (_, comma: string, country: string) => `${comma}${words.country(country)}`)
}
