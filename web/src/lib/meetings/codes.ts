/** The codes that forms about meetings offer, and how a state looks. */
import type { Meeting } from '#lib/api/answers.ts'
import type { Speaker } from '#words/speaker.ts'

export const KINDS = ['meeting', 'site-visit'] as const satisfies readonly Meeting['kind'][]
export const RESULTS = ['held', 'no-show'] as const
export const PARTIES = ['lead-firm', 'sme', 'agency'] as const satisfies readonly Meeting['party'][]
export const NEXT_STEPS = ['nda', 'site-visit', 'another-meeting', 'documents', 'rfq', 'sample-trial', 'stop', 'other'] as const
export const SEVERITIES = ['major', 'minor', 'observation'] as const
/** Times that one request may offer. */
export const PROPOSALS = [0, 1, 2] as const
/** Findings that a form has room for; what is left empty is not sent. */
export const FINDINGS = [0, 1, 2, 3, 4] as const

/** The codes of a group as the choices of a list. */
export function choices(words: Speaker, group: string, codes: readonly string[]): { value: string; label: string }[] {
  return codes.map((value) => ({ value, label: words.code(group, value) }))
}

/** `4 Dec 2026, 14:20 (Asia/Kolkata)` */
export function whenOf(words: Speaker, at: string, timeZone: string): string {
  return `${words.instant(at, timeZone)} (${timeZone.replaceAll('_', ' ')})`
}
