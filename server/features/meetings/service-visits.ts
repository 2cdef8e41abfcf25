/** Reports of site visits: who visited writes down what was found, the SME reads it, and each finding is a gap until it is settled. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type FindingState, mayReportVisit, stepFinding } from '../../../domain/findings.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { type FieldError, InvalidError, RefusedError } from '../../errors.ts'
import type { FindingView, VisitReportBody, VisitReportView } from './contract-visits.ts'
import { type MeetingNeeds, reach } from './service-reach.ts'
import { tellOthers } from './service-telling.ts'
import { findingView, maySettle, partyOf } from './service-views.ts'
import { type FindingRow, meetingStore } from './store.ts'
import { visitStore as store } from './store-visits.ts'

export interface VisitService {
  write(actor: Actor, meetingId: string, version: number | null, body: VisitReportBody): Promise<VisitReportView>
  findings(
    actor: Actor,
    linkageId: string,
    page: { state?: FindingState; limit: number; cursor: string | undefined },
  ): Promise<{ items: FindingView[]; next: string | null }>
  settle(actor: Actor, findingId: string, version: number | null, state: FindingState): Promise<FindingView>
}

export interface VisitNeeds extends MeetingNeeds {
  /** Which of these standards and processes are none of ours. */
  isKnown(subject: { kind: 'standard' | 'process'; code: string }): Promise<boolean>
}

export function createVisitService(needs: VisitNeeds): VisitService {
  const { db, clock, cursors, accessOf } = needs
  return {
    write: (actor, meetingId, version, body) => db.as(actor, (tx) => write(needs, tx, actor, { meetingId, version, body })),
    findings: (actor, linkageId, { state, limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'meeting.own')
        const access = await accessOf(tx, actor, linkageId)
        requireMay(actor, 'meeting.own', access)
        const rows = await store.ofLinkage(tx, linkageId, { ...(state && { state }), after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, (row) => [row.id])
        return { items: page.items.map((row) => findingView(row, maySettle(actor, access.party))), next: page.next }
      }),
    settle: (actor, findingId, version, to) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'visit.report')
        const row = await store.lockFinding(tx, findingId)
        const access = row && (await accessOf(tx, actor, row.linkageId))
        requireMay(actor, 'visit.report', access)
        const held = row as FindingRow
        requireVersion(held, version)
        const decision = stepFinding(held.state, to)
        if (!decision.ok) throw new RefusedError(decision.refusal)
        const at = clock.now()
        const change = { state: decision.value, closedAt: to === 'closed' ? at : null, updatedAt: at }
        const saved = await store.changeFinding(tx, held.id, change)
        await record(tx, actor, { action: 'finding.settle', subjectKind: 'finding', subjectId: held.id, at })
        return findingView(saved, maySettle(actor, access.party))
      }),
  }
}

async function write(
  needs: VisitNeeds,
  tx: Transaction,
  actor: Actor,
  { meetingId, version, body }: { meetingId: string; version: number | null; body: VisitReportBody },
): Promise<VisitReportView> {
  requireMay(actor, 'visit.report')
  const row = await reach(needs, tx, actor, await meetingStore.lock(tx, meetingId))
  requireVersion(row, version)
  const party = partyOf(row, actor.organizationId)
  const decision = mayReportVisit(row, await store.isReported(tx, meetingId))
  if (!decision.ok) throw new RefusedError(decision.refusal)
  await refuseUnknown(needs, tx, { linkageId: row.linkageId, body })
  const at = needs.clock.now()
  const report = { meetingId, party, byUserId: actingFor(actor).userId, summary: body.summary.trim(), at }
  const found = body.findings.map(({ severity, text, requirementId, subject }, position) => ({
    linkageId: row.linkageId,
    meetingId,
    position,
    severity,
    text: text.trim(),
    requirementId,
    subjectKind: subject?.kind ?? null,
    subjectCode: subject?.code ?? null,
    createdAt: at,
    updatedAt: at,
  }))
  const saved = await store.insert(tx, report, found)
  await meetingStore.change(tx, meetingId, { updatedAt: at })
  await tellOthers(needs, tx, actor, { meetingId, topic: 'visit-report' })
  await record(tx, actor, { action: 'visit.report', subjectKind: 'meeting', subjectId: meetingId, at })
  return { party, summary: report.summary, at: at.toISOString(), findings: saved.map((one) => findingView(one, maySettle(actor, party))) }
}

/** A finding touches a requirement of this very need, or a standard or process that we know. */
async function refuseUnknown(
  { isKnown }: VisitNeeds,
  tx: Transaction,
  { linkageId, body }: { linkageId: string; body: VisitReportBody },
): Promise<void> {
  const known = await store.requirementsOf(tx, linkageId)
  const checked = await Promise.all(body.findings.map(({ subject }) => (subject ? isKnown(subject) : true)))
  const errors = body.findings.flatMap(({ requirementId }, at): FieldError[] => [
    ...(requirementId && !known.has(requirementId) ? [{ field: `/findings/${at}/requirementId`, code: 'not-a-choice' }] : []),
    ...(checked[at] ? [] : [{ field: `/findings/${at}/subject/code`, code: 'not-a-choice' }]),
  ])
  if (errors.length > 0) throw new InvalidError(errors)
}
