/** What the API hears and says about linkages: interest, invitation, acceptance, decline, and the steps taken. */
import { type Static, Type } from 'typebox'
import { LINKAGE_ACTORS, LINKAGE_PARTIES, LINKAGE_REASONS, LINKAGE_STAGES, LINKAGE_STEPS, LOSS_REASONS } from '../../../domain/linkages.ts'
import { Closed, DayText, Id, IfMatch, Instant, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['linkages']
const Note = Type.Optional(Text(2_000))
const Due = Type.Optional(DayText)
const Wish = OneOf(['none', 'may', 'must'] as const)

/** The other side is null while an alias hides it. */
export const LinkageView = Closed({
  id: Id,
  need: Closed({ id: Id, title: Type.String() }),
  leadFirm: Nullable(Closed({ id: Id, name: Type.String() })),
  sme: Closed({ id: Id, name: Type.String(), place: Type.String() }),
  /** Who brokers, with a mandate in force of at least one side. */
  agency: Nullable(Closed({ id: Id, name: Type.String() })),
  /** As what the reader takes part. */
  party: OneOf(LINKAGE_PARTIES),
  stage: OneOf(LINKAGE_STAGES),
  /** Where it stood when it was held, lost or lapsed. */
  leftStage: Nullable(OneOf(LINKAGE_STAGES)),
  reason: Nullable(OneOf(LINKAGE_REASONS)),
  note: Type.String(),
  /** Whose turn it is, and until which day in that party's time zone. */
  turn: Nullable(OneOf(LINKAGE_PARTIES)),
  dueOn: Nullable(Type.String()),
  isOverdue: Type.Boolean(),
  /** The need has a newer version than the one that was answered. */
  stale: Type.Boolean(),
  openSteps: Type.Array(OneOf(LINKAGE_STEPS)),
  /** The same steps with what each asks for. */
  forms: Type.Array(Closed({ step: OneOf(LINKAGE_STEPS), reason: Wish, reasons: Type.Array(OneOf(LINKAGE_REASONS)), due: Wish })),
  entries: Type.Array(
    Closed({
      stage: OneOf(LINKAGE_STAGES),
      by: OneOf(LINKAGE_ACTORS),
      reason: Nullable(OneOf(LINKAGE_REASONS)),
      note: Type.String(),
      dueOn: Nullable(Type.String()),
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
    body: Closed({ organizationId: Id, note: Note, dueOn: Due }),
    response: { 200: LinkageView, ...refusals },
  },
} as const
/** `offer` releases the need to the SME; `shortlist` is between agency and lead firm. */
const BrokerBody = Closed({ organizationId: Id, step: OneOf(['shortlist', 'offer'] as const), note: Note, dueOn: Due })
export type BrokerBody = Static<typeof BrokerBody>

export const brokerSupplier = {
  config: { permission: 'linkage.broker' },
  schema: { operationId: 'brokerSupplier', tags, params: needParams, body: BrokerBody, response: { 200: LinkageView, ...refusals } },
} as const
export const stepLinkage = {
  config: { permission: 'linkage.step' },
  schema: {
    operationId: 'stepLinkage',
    tags,
    headers: IfMatch,
    params: linkageParams,
    body: Closed({ step: OneOf(LINKAGE_STEPS), reason: Type.Optional(OneOf(LINKAGE_REASONS)), note: Note, dueOn: Due }),
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
