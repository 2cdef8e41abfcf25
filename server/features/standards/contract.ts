/** What the API hears and says about standards: the public catalogue, a lead firm's own standards, and the approvals it gives under them. */
import { type Static, Type } from 'typebox'
import { CERTIFICATE_STATUSES } from '../../../domain/profiles.ts'
import { IMPLICATION_CONDITIONS, IMPLICATION_VERDICTS, STANDARD_KINDS } from '../../../domain/standards.ts'
import { Closed, Code, DayText, Id, IfMatch, Line, NoContent, Nullable, OneOf, PageQuery, refusals, Version } from '../../shapes.ts'

const tags = ['standards']
const params = Closed({ code: Code })
const Months = Nullable(Type.Integer({ minimum: 0, maximum: 120 }))

/** How far one standard stands for another; `via` names the steps between. */
export const Cover = Closed({
  standard: Type.String(),
  name: Type.String(),
  verdict: OneOf(IMPLICATION_VERDICTS),
  factor: Nullable(Type.Number()),
  via: Type.Array(Type.String()),
  conditions: Type.Array(OneOf(IMPLICATION_CONDITIONS)),
  note: Type.String(),
})
export type Cover = Static<typeof Cover>

const EditionView = Closed({ edition: Type.String(), acceptedFrom: Nullable(Type.String()), acceptedUntil: Nullable(Type.String()) })

export const StandardCard = Closed({
  code: Type.String(),
  name: Type.String(),
  kind: OneOf(STANDARD_KINDS),
  /** Whether it is the acting lead firm's own one. */
  own: Type.Boolean(),
  /** Whether it is some lead firm's own one; to others only its name is shown. */
  leadFirmStandard: Type.Boolean(),
  sectors: Type.Array(Type.String()),
  monthsMin: Nullable(Type.Integer()),
  monthsMax: Nullable(Type.Integer()),
  withdrawnOn: Nullable(Type.String()),
  editions: Type.Array(EditionView),
  covers: Type.Array(Cover),
  coveredBy: Type.Array(Cover),
})
export type StandardCard = Static<typeof StandardCard>

/** What only its lead firm sees of an own standard. */
export const OwnPart = Closed({
  edition: Type.String(),
  checklist: Type.Array(Type.String()),
  acceptsInstead: Type.Array(Type.String()),
  version: Version,
})
export const StandardView = Closed({ ...StandardCard.properties, ownPart: Nullable(OwnPart) })
export type StandardView = Static<typeof StandardView>

export const OwnStandardBody = Closed({
  name: Line(160, 2),
  edition: Type.Optional(Line(40)),
  checklist: Type.Optional(Type.Array(Line(300, 1), { maxItems: 100 })),
  acceptsInstead: Type.Optional(Type.Array(Code, { maxItems: 30, uniqueItems: true })),
  monthsMin: Type.Optional(Months),
  monthsMax: Type.Optional(Months),
})
export type OwnStandardBody = Static<typeof OwnStandardBody>

export const ApprovalBody = Closed({
  organizationId: Id,
  number: Type.Optional(Line(80)),
  validFrom: Nullable(DayText),
  validUntil: Nullable(DayText),
})
export type ApprovalBody = Static<typeof ApprovalBody>

export const ApprovalView = Closed({
  id: Id,
  organizationId: Id,
  name: Type.String(),
  edition: Type.String(),
  number: Type.String(),
  status: OneOf(CERTIFICATE_STATUSES),
  validFrom: Nullable(Type.String()),
  validUntil: Nullable(Type.String()),
})
export type ApprovalView = Static<typeof ApprovalView>

const reads = { permission: 'standard.read' } as const
const edits = { permission: 'standard.own' } as const
const approves = { permission: 'standard.approve' } as const

export const listStandards = {
  config: reads,
  schema: {
    operationId: 'listStandards',
    tags,
    querystring: Closed({
      ...PageQuery,
      kind: Type.Optional(OneOf(STANDARD_KINDS)),
      sector: Type.Optional(Code),
      text: Type.Optional(Line(80)),
      own: Type.Optional(Type.Boolean()),
    }),
    response: { 200: Closed({ items: Type.Array(StandardCard), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const getStandard = {
  config: reads,
  schema: { operationId: 'getStandard', tags, params, response: { 200: StandardView, ...refusals } },
} as const
export const createStandard = {
  config: edits,
  schema: { operationId: 'createStandard', tags, body: OwnStandardBody, response: { 201: StandardView, ...refusals } },
} as const
export const editStandard = {
  config: edits,
  schema: {
    operationId: 'editStandard',
    tags,
    headers: IfMatch,
    params,
    body: OwnStandardBody,
    response: { 200: StandardView, ...refusals },
  },
} as const
export const listApprovals = {
  config: edits,
  schema: {
    operationId: 'listApprovals',
    tags,
    params,
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(ApprovalView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const approveSupplier = {
  config: approves,
  schema: { operationId: 'approveSupplier', tags, params, body: ApprovalBody, response: { 201: ApprovalView, ...refusals } },
} as const
export const revokeApproval = {
  config: approves,
  schema: {
    operationId: 'revokeApproval',
    tags,
    params: Closed({ code: Code, approvalId: Id }),
    response: { 204: NoContent, ...refusals },
  },
} as const
