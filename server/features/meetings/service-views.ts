/** A meeting as one of its parties reads it: what an alias hides is left out, and how it was stays with the side that said so. */
import { type Actor, may } from '../../../domain/actor.ts'
import { mayReportVisit } from '../../../domain/findings.ts'
import { revealsLeadFirm } from '../../../domain/linkages.ts'
import { lacksNextStep, type MeetingNow, type MeetingParty, openMeetingSteps } from '../../../domain/meetings.ts'
import type { MeetingView } from './contract.ts'
import type { FindingView } from './contract-visits.ts'
import type { FindingRow, LoadedMeeting, MeetingRow, OutcomeRow } from './store.ts'

export interface Reading {
  actor: Actor
  now: Date
  /** Names of people by their id. */
  names: ReadonlyMap<string, string>
}

/** On which side of a meeting an organization stands. */
export function partyOf(row: Pick<MeetingRow, 'leadFirmId' | 'smeId' | 'agencyId'>, organizationId: string | null): MeetingParty {
  if (organizationId === row.leadFirmId) return 'lead-firm'
  return organizationId === row.smeId ? 'sme' : 'agency'
}

/** Whether an alias still hides the lead firm from this side. */
export function isHidden({ need, introducedAt }: Pick<LoadedMeeting, 'need' | 'introducedAt'>, party: MeetingParty): boolean {
  return party === 'sme' && need.alias && !revealsLeadFirm({ introducedAt })
}

export function nowOf({ proposals, ...row }: MeetingRow): MeetingNow {
  const { state, askedBy, waitingFor, picked, sequence, invited } = row
  const spans = proposals.map((one) => ({ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt) }))
  return { state, askedBy, waitingFor, picked, sequence, invited, proposals: spans }
}

/** Ids of the people whose names this reader is shown: his own side's, and those of the others from the introduction on. */
export function shownPeople({ attendees, introducedAt }: LoadedMeeting, organizationId: string | null): string[] {
  const shown = attendees.filter((one) => one.organizationId === organizationId || revealsLeadFirm({ introducedAt }))
  return shown.map((one) => one.userId)
}

export function viewOf(loaded: LoadedMeeting, reading: Reading): MeetingView {
  const { row, need, leadFirm, sme } = loaded
  const { actor, now, names } = reading
  const party = partyOf(row, actor.organizationId)
  const hidden = isHidden(loaded, party)
  const shown = new Set(shownPeople(loaded, actor.organizationId))
  const hasReported = loaded.outcomes.some((one) => one.organizationId === actor.organizationId)
  const { id, linkageId, kind, state, askedBy, waitingFor, picked, minutes, place, link, agenda, note, version } = row
  return {
    id,
    linkageId,
    kind,
    state,
    askedBy,
    waitingFor,
    picked,
    minutes,
    place,
    link,
    agenda,
    note,
    version,
    need: need.title,
    leadFirm: hidden ? null : { id: row.leadFirmId, name: leadFirm.name },
    sme: { id: row.smeId, name: sme.name },
    agency: loaded.agencyName,
    party,
    proposals: row.proposals,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    // A time zone can tell where a hidden lead firm sits.
    timeZone: hidden ? sme.timeZone : row.timeZone,
    attendees: loaded.attendees
      .filter((one) => shown.has(one.userId))
      .map(({ userId, organizationId }) => ({ userId, name: names.get(userId) ?? '', own: organizationId === actor.organizationId })),
    ...acts(loaded, { party, actor, now, hasReported }),
    outcomes: loaded.outcomes.map((one) => outcomeView(one, actor, party)),
    report: loaded.report && {
      party: loaded.report.party,
      summary: loaded.report.summary,
      at: loaded.report.at.toISOString(),
      findings: loaded.findings.map((one) => findingView(one, maySettle(actor, party))),
    },
  }
}

function acts(
  { row, report }: LoadedMeeting,
  { party, actor, now, hasReported }: { party: MeetingParty; actor: Actor; now: Date; hasReported: boolean },
): Pick<MeetingView, 'openSteps' | 'mayReport' | 'mayWriteVisitReport' | 'lacksNextStep' | 'hasCalendar'> {
  const isOver = row.endsAt.getTime() <= now.getTime()
  return {
    openSteps: isOver ? [] : openMeetingSteps(nowOf(row), party),
    mayReport: isOver && ['accepted', 'held', 'no-show'].includes(row.state),
    mayWriteVisitReport: maySettle(actor, party) && mayReportVisit(row, report !== null).ok,
    lacksNextStep: lacksNextStep(row, hasReported, now),
    hasCalendar: row.invited && row.state !== 'expired',
  }
}

/** Visits are reported by who visited: the lead firm's quality and buying, or the agency. */
export function maySettle(actor: Actor, party: MeetingParty): boolean {
  return party !== 'sme' && may(actor, 'visit.report') === null
}

function outcomeView(outcome: OutcomeRow, actor: Actor, party: MeetingParty): MeetingView['outcomes'][number] {
  const { result, absent, nextStep, nextNote, nextOn, at } = outcome
  const mine = outcome.organizationId === actor.organizationId || party === 'agency'
  const said = mine ? { rating: outcome.rating, comment: outcome.comment } : { rating: null, comment: null }
  return { party: outcome.party, result, absent, nextStep, nextNote, nextOn, at: at.toISOString(), ...said }
}

export function findingView(row: FindingRow, settles: boolean): FindingView {
  const { id, meetingId, severity, text, requirementId, subjectKind, subjectCode, state, version } = row
  const subject = subjectKind && subjectCode ? { kind: subjectKind, code: subjectCode } : null
  return { id, meetingId, severity, text, requirementId, subject, state, maySettle: settles, version }
}
