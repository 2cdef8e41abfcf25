/** The shape and the tone of each verdict, milestone status and road; the word comes from the dictionary. */
import type { GlyphName } from '#lib/ui/glyphs.ts'

export type VerdictCode = 'met' | 'met-by-implication' | 'expiring' | 'near' | 'unknown' | 'not-met'
export type BandCode = 'ready' | 'developable' | 'incomplete' | 'not'
export type EvidenceCode = 'none' | 'self-declared' | 'documented' | 'verified-remote' | 'verified-on-site' | 'third-party-registry'
export type MilestoneCode = 'scheduled' | 'claimed' | 'met' | 'partially-met' | 'not-met' | 'cancelled'
export type RoadCode = 'high' | 'watch' | 'low' | 'grey'

interface Look {
  glyph: GlyphName
  tone: string
}

export const VERDICTS: Record<VerdictCode, Look> = {
  met: { glyph: 'v-met', tone: 'met' },
  'met-by-implication': { glyph: 'v-by-implication', tone: 'by-implication' },
  expiring: { glyph: 'v-expiring', tone: 'expiring' },
  near: { glyph: 'v-near', tone: 'near' },
  unknown: { glyph: 'v-unknown', tone: 'unknown' },
  'not-met': { glyph: 'v-not-met', tone: 'not-met' },
}

export const MILESTONES: Record<MilestoneCode, Look> = {
  scheduled: { glyph: 'm-scheduled', tone: 'scheduled' },
  claimed: { glyph: 'm-claimed', tone: 'claimed' },
  met: { glyph: 'm-met', tone: 'met' },
  'partially-met': { glyph: 'm-partly-met', tone: 'near' },
  'not-met': { glyph: 'm-not-met', tone: 'not-met' },
  cancelled: { glyph: 'm-cancelled', tone: 'cancelled' },
}

export const ROADS: Record<RoadCode, Look> = {
  high: { glyph: 'r-high', tone: 'high' },
  watch: { glyph: 'r-watch', tone: 'watch' },
  low: { glyph: 'r-low', tone: 'low' },
  grey: { glyph: 'r-grey', tone: 'grey' },
}

/** How many of a band's four cells are filled. */
export const BAND_CELLS: Record<BandCode, number> = { ready: 4, developable: 3, incomplete: 2, not: 1 }

/** How many of the five rising steps an evidence level has. */
export const EVIDENCE_STEPS: Record<EvidenceCode, number> = {
  none: 0,
  'self-declared': 1,
  documented: 2,
  'verified-remote': 3,
  'verified-on-site': 4,
  'third-party-registry': 5,
}
