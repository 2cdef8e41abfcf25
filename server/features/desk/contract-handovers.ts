/** What the API hears and says about handing a need on to another agency. */
import { type Static, Type } from 'typebox'
import { HANDOVER_STANDINGS, HANDOVER_STEPS } from '../../../domain/desk.ts'
import { Closed, Id, IfMatch, Instant, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['desk']
const Named = Closed({ id: Id, name: Type.String() })
const PARTIES = ['from', 'to'] as const

export const HandoverView = Closed({
  id: Id,
  /** The title is null where the reader may not read the need. */
  need: Closed({ id: Id, title: Nullable(Type.String()) }),
  leadFirm: Nullable(Named),
  from: Named,
  to: Named,
  party: OneOf(PARTIES),
  standing: OneOf(HANDOVER_STANDINGS),
  message: Type.String(),
  note: Type.String(),
  openSteps: Type.Array(OneOf(HANDOVER_STEPS)),
  createdAt: Instant,
  updatedAt: Instant,
  version: Version,
})
export type HandoverView = Static<typeof HandoverView>

export const listHandovers = {
  config: { permission: 'desk.read' },
  schema: {
    operationId: 'listHandovers',
    tags,
    querystring: Closed({ ...PageQuery, party: Type.Optional(OneOf(PARTIES)) }),
    response: { 200: Closed({ items: Type.Array(HandoverView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const

const HandoverBody = Closed({ needId: Id, agencyId: Id, message: Text(2_000, 1) })
export type HandoverBody = Static<typeof HandoverBody>
export const proposeHandover = {
  config: { permission: 'desk.work' },
  schema: { operationId: 'proposeHandover', tags, body: HandoverBody, response: { 201: HandoverView, ...refusals } },
} as const

const StepBody = Closed({ step: OneOf(HANDOVER_STEPS), note: Type.Optional(Text(2_000)) })
export type HandoverStepBody = Static<typeof StepBody>
export const stepHandover = {
  config: { permission: 'desk.work' },
  schema: {
    operationId: 'stepHandover',
    tags,
    headers: IfMatch,
    params: Closed({ handoverId: Id }),
    body: StepBody,
    response: { 200: HandoverView, ...refusals },
  },
} as const
