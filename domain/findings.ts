/** What a site visit finds: gaps of a pair of firms, which stay open until somebody who may look says otherwise. */
import { accept, type Decision, refuse } from './decision.ts'
import type { MeetingKind, MeetingState } from './meetings.ts'

export const SEVERITIES = ['major', 'minor', 'observation'] as const
export type Severity = (typeof SEVERITIES)[number]

export const FINDING_STATES = ['open', 'closed'] as const
export type FindingState = (typeof FINDING_STATES)[number]

/** What a finding touches beside a requirement of the need. */
export const FINDING_SUBJECTS = ['standard', 'process'] as const
export type FindingSubject = (typeof FINDING_SUBJECTS)[number]

export const MOST_FINDINGS = 50

/** A report is written once, of a site visit that took place. */
export function mayReportVisit(visit: { kind: MeetingKind; state: MeetingState }, isReported: boolean): Decision<true> {
  if (visit.kind !== 'site-visit' || visit.state !== 'held')
    return refuse('visit-not-held', 'A report is written of a site visit that took place.')
  return isReported ? refuse('visit-reported', 'This visit has its report already.') : accept(true)
}

/** Observations are closed like gaps; a finding that is closed may be opened again. */
export function stepFinding(state: FindingState, to: FindingState): Decision<FindingState> {
  return state === to ? refuse('finding-wrong-state', 'The finding stands so already.', { state }) : accept(to)
}
