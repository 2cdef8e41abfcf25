/** The pipeline in eight stops that fit beside each other: which is reached, since when. */
import type { Linkage } from '#lib/api/answers.ts'

type Stage = Linkage['stage']

const STOPS: readonly { name: string; stages: readonly Stage[] }[] = [
  { name: 'offered', stages: ['proposed', 'broker-shortlisted', 'offered-to-sme'] },
  { name: 'interested', stages: ['sme-interested', 'sme-declined'] },
  { name: 'accepted', stages: ['lead-firm-accepted', 'lead-firm-declined'] },
  { name: 'introduced', stages: ['introduced'] },
  { name: 'talks', stages: ['nda', 'meeting', 'site-visit'] },
  { name: 'quote', stages: ['rfq', 'quoted'] },
  { name: 'approval', stages: ['sample-trial', 'approved'] },
  { name: 'contract', stages: ['contracted', 'repeat-order'] },
]

export interface Rail {
  steps: { name: string; reachedAt: string | null }[]
  /** The stop where it stands, or stood when it was held or ended. */
  current: number
}

/** A stop that was skipped has no day; the one where it stands tells since when. */
export function railOf({ stage, leftStage, entries }: Pick<Linkage, 'stage' | 'leftStage' | 'entries'>): Rail {
  const stands = leftStage ?? stage
  const current = Math.max(
    STOPS.findIndex((stop) => stop.stages.includes(stands)),
    0,
  )
  const steps = STOPS.map(({ name, stages }, at) => ({
    name,
    reachedAt: at <= current ? (entries.findLast((entry) => stages.includes(entry.stage))?.at ?? null) : null,
  }))
  return { steps, current }
}
