/** What the API hears and says about reports of site visits, and the findings that become gaps of the pair. */
import { type Static, Type } from 'typebox'
import { FINDING_STATES, FINDING_SUBJECTS, MOST_FINDINGS, SEVERITIES } from '../../../domain/findings.ts'
import { MEETING_PARTIES } from '../../../domain/meetings.ts'
import { Closed, Code, Id, IfMatch, Instant, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['visits']
const touches = {
  severity: OneOf(SEVERITIES),
  text: Text(1_000, 1),
  requirementId: Nullable(Id),
  subject: Nullable(Closed({ kind: OneOf(FINDING_SUBJECTS), code: Code })),
}

export const FindingView = Closed({
  id: Id,
  meetingId: Id,
  ...touches,
  state: OneOf(FINDING_STATES),
  /** This reader may close it or open it again. */
  maySettle: Type.Boolean(),
  version: Version,
})
export type FindingView = Static<typeof FindingView>

export const VisitReportView = Closed({
  party: OneOf(MEETING_PARTIES),
  summary: Type.String(),
  at: Instant,
  findings: Type.Array(FindingView),
})

export type VisitReportView = Static<typeof VisitReportView>

export const VisitReportBody = Closed({ summary: Text(4_000, 1), findings: Type.Array(Closed(touches), { maxItems: MOST_FINDINGS }) })
export type VisitReportBody = Static<typeof VisitReportBody>

const writes = { permission: 'visit.report' } as const

export const writeVisitReport = {
  config: writes,
  schema: {
    operationId: 'writeVisitReport',
    tags,
    params: Closed({ meetingId: Id }),
    headers: IfMatch,
    body: VisitReportBody,
    response: { 201: VisitReportView, ...refusals },
  },
} as const
export const listFindings = {
  config: { permission: 'meeting.own' },
  schema: {
    operationId: 'listFindings',
    tags,
    params: Closed({ linkageId: Id }),
    querystring: Closed({ ...PageQuery, state: Type.Optional(OneOf(FINDING_STATES)) }),
    response: { 200: Closed({ items: Type.Array(FindingView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const settleFinding = {
  config: writes,
  schema: {
    operationId: 'settleFinding',
    tags,
    params: Closed({ findingId: Id }),
    headers: IfMatch,
    body: Closed({ state: OneOf(FINDING_STATES) }),
    response: { 200: FindingView, ...refusals },
  },
} as const
