/** What the API hears and says about the queue of proposed pairings, and shortlisting many at once. */
import { type Static, Type } from 'typebox'
import { BANDS } from '../../../domain/matching.ts'
import { VERDICTS } from '../../../domain/verdict.ts'
import { Closed, Country, Id, Instant, Nullable, OneOf, PageQuery, refusals, Text } from '../../shapes.ts'

const tags = ['desk']

/** A proposal as it was kept with its version of the need. */
const PairView = Closed({
  need: Closed({ id: Id, title: Type.String() }),
  leadFirm: Closed({ id: Id, name: Type.String() }),
  sme: Closed({ id: Id, name: Type.String(), place: Type.String() }),
  band: OneOf(BANDS),
  score: Type.Number(),
  months: Nullable(Type.Number()),
  /** In the order of the requirements. */
  verdicts: Type.Array(OneOf(VERDICTS)),
  keptAt: Instant,
})
const QueueView = Closed({
  items: Type.Array(PairView),
  next: Nullable(Type.String()),
  /** All that wait, whatever is filtered. */
  waiting: Type.Integer({ minimum: 0 }),
  needs: Type.Array(Closed({ id: Id, title: Type.String() })),
})
export type QueueView = Static<typeof QueueView>

export const getQueue = {
  config: { permission: 'desk.read' },
  schema: {
    operationId: 'getDeskQueue',
    tags,
    querystring: Closed({
      ...PageQuery,
      needId: Type.Optional(Id),
      band: Type.Optional(OneOf(BANDS)),
      country: Type.Optional(Country),
    }),
    response: { 200: QueueView, ...refusals },
  },
} as const

const BulkBody = Closed({
  /** `offer` proposes to both sides: the SME is asked, the lead firm is told. */
  step: OneOf(['shortlist', 'offer'] as const),
  pairs: Type.Array(Closed({ needId: Id, organizationId: Id }), { minItems: 1, maxItems: 50 }),
  note: Type.Optional(Text(2_000)),
})
export type BulkBody = Static<typeof BulkBody>
const BulkView = Closed({
  done: Type.Integer({ minimum: 0 }),
  /** One for each pair, in the order asked; a refusal says why and changes nothing for its pair. */
  results: Type.Array(
    Closed({
      needId: Id,
      organizationId: Id,
      linkageId: Nullable(Id),
      refusal: Nullable(Type.String()),
    }),
  ),
})
export type BulkView = Static<typeof BulkView>

export const shortlistMany = {
  config: { permission: 'desk.work' },
  schema: { operationId: 'shortlistMany', tags, body: BulkBody, response: { 200: BulkView, ...refusals } },
} as const
