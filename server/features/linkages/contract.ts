/** What the API hears and says about linkages: interest, invitation, acceptance, decline, and the steps taken. */
import { type Static, Type } from 'typebox'
import { LINKAGE_REASONS, LINKAGE_STAGES, LINKAGE_STEPS, LOSS_REASONS } from '../../../domain/linkages.ts'
import { Closed, Id, IfMatch, Instant, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['linkages']
const Note = Type.Optional(Text(2_000))

/** The other side is null while an alias hides it. */
export const LinkageView = Closed({
  id: Id,
  need: Closed({ id: Id, title: Type.String() }),
  leadFirm: Nullable(Closed({ id: Id, name: Type.String() })),
  sme: Closed({ id: Id, name: Type.String(), place: Type.String() }),
  stage: OneOf(LINKAGE_STAGES),
  reason: Nullable(OneOf(LINKAGE_REASONS)),
  note: Type.String(),
  /** The need has a newer version than the one that was answered. */
  stale: Type.Boolean(),
  openSteps: Type.Array(OneOf(LINKAGE_STEPS)),
  entries: Type.Array(
    Closed({
      stage: OneOf(LINKAGE_STAGES),
      by: OneOf(['lead-firm', 'sme'] as const),
      reason: Nullable(OneOf(LINKAGE_REASONS)),
      note: Type.String(),
      at: Instant,
    }),
  ),
  version: Version,
  updatedAt: Instant,
})
export type LinkageView = Static<typeof LinkageView>

const needParams = Closed({ needId: Id })
const linkageParams = Closed({ linkageId: Id })
const reads = { permission: 'linkage.read' } as const

export const listLinkages = {
  config: reads,
  schema: {
    operationId: 'listLinkages',
    tags,
    querystring: Closed({ ...PageQuery, needId: Type.Optional(Id), stage: Type.Optional(OneOf(LINKAGE_STAGES)) }),
    response: { 200: Closed({ items: Type.Array(LinkageView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const getLinkage = {
  config: reads,
  schema: { operationId: 'getLinkage', tags, params: linkageParams, response: { 200: LinkageView, ...refusals } },
} as const
export const answerNeed = {
  config: { permission: 'interest.answer' },
  schema: {
    operationId: 'answerNeed',
    tags,
    params: needParams,
    body: Closed({ step: OneOf(['show-interest', 'decline-interest'] as const), reason: Type.Optional(OneOf(LOSS_REASONS)), note: Note }),
    response: { 200: LinkageView, ...refusals },
  },
} as const
export const inviteSupplier = {
  config: { permission: 'interest.decide' },
  schema: {
    operationId: 'inviteSupplier',
    tags,
    params: needParams,
    body: Closed({ organizationId: Id, note: Note }),
    response: { 200: LinkageView, ...refusals },
  },
} as const
export const decideInterest = {
  config: { permission: 'interest.decide' },
  schema: {
    operationId: 'decideInterest',
    tags,
    headers: IfMatch,
    params: linkageParams,
    body: Closed({ step: OneOf(['accept', 'decline'] as const), reason: Type.Optional(OneOf(LINKAGE_REASONS)), note: Note }),
    response: { 200: LinkageView, ...refusals },
  },
} as const
