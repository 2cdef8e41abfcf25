/** What the API says about times: first answers, conversion, reasons for loss, and demand. */
import { type Static, Type } from 'typebox'
import { LINKAGE_REASONS } from '../../../domain/linkages.ts'
import { MILESTONE_STAGES } from '../../../domain/times.ts'
import { Closed, Count, DayText, Nullable, OneOf, refusals } from '../../shapes.ts'

const SIDES = ['sme', 'lead-firm'] as const
const figure = Nullable(Type.Number())

/** Null where too few firms stand behind a figure, or none. */
const TimesView = Closed({
  fromOn: Type.String(),
  untilOn: Type.String(),
  /** Linkages begun in the period. */
  begun: Nullable(Count),
  /** Working days to the first answer. */
  answers: Type.Array(Closed({ side: OneOf(SIDES), count: Nullable(Count), median: figure, p90: figure })),
  stages: Type.Array(Closed({ stage: OneOf(MILESTONE_STAGES), count: Nullable(Count), share: figure })),
  reasons: Type.Array(Closed({ reason: OneOf(LINKAGE_REASONS), count: Nullable(Count) })),
  demand: Closed({ openNeeds: Nullable(Count), activeSmes: Nullable(Count), perSme: figure }),
})
export type TimesView = Static<typeof TimesView>

export const getTimes = {
  config: { permission: 'times.read' },
  schema: {
    operationId: 'getTimes',
    tags: ['desk'],
    querystring: Closed({ fromOn: Type.Optional(DayText), untilOn: Type.Optional(DayText) }),
    response: { 200: TimesView, ...refusals },
  },
} as const
