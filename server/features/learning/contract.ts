/** What the API hears and says about the category weights: those in force, what decisions propose, and who applied or refused it. */
import { type Static, Type } from 'typebox'
import { LEARNING_STANDINGS } from '../../../domain/learning.ts'
import { LINKAGE_REASONS } from '../../../domain/linkages.ts'
import { CATEGORIES, WEIGHT_REPORT_STATES } from '../../../domain/weights.ts'
import { Closed, Id, IfMatch, Instant, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['learning']

/** Points by category, 100 together. */
export const WeightPoints = Type.Array(Closed({ category: OneOf(CATEGORIES), points: Type.Number() }))
export type WeightPoints = Static<typeof WeightPoints>

/** The weights in force and every earlier version, newest first; version 1 are the defaults, which nobody applied. */
export const WeightsView = Closed({
  version: Version,
  weights: WeightPoints,
  versions: Type.Array(Closed({ version: Version, weights: WeightPoints, appliedAt: Nullable(Instant), note: Type.String() })),
})
export type WeightsView = Static<typeof WeightsView>

export const WeightReportView = Closed({
  id: Id,
  standing: OneOf(LEARNING_STANDINGS),
  /** Decisions of lead firms that a weight could have foreseen; from `needed` on, they are learned from. */
  decisions: Type.Integer(),
  accepted: Type.Integer(),
  needed: Type.Integer(),
  weightsVersion: Version,
  before: WeightPoints,
  after: Nullable(WeightPoints),
  /** Mean over decisions that the model had not seen; a coin has .693. */
  logLossBefore: Nullable(Type.Number()),
  logLossAfter: Nullable(Type.Number()),
  reasons: Type.Array(Closed({ reason: OneOf(LINKAGE_REASONS), category: Nullable(OneOf(CATEGORIES)), times: Type.Integer() })),
  state: OneOf(WEIGHT_REPORT_STATES),
  note: Type.String(),
  madeAt: Instant,
  decidedAt: Nullable(Instant),
  version: Version,
})
export type WeightReportView = Static<typeof WeightReportView>

const reads = { permission: 'weights.read' } as const
const decides = { permission: 'weights.decide' } as const

export const getWeights = {
  config: reads,
  schema: { operationId: 'getWeights', tags, response: { 200: WeightsView, ...refusals } },
} as const
export const listWeightReports = {
  config: decides,
  schema: {
    operationId: 'listWeightReports',
    tags,
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(WeightReportView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const makeWeightReport = {
  config: decides,
  schema: { operationId: 'makeWeightReport', tags, response: { 201: WeightReportView, ...refusals } },
} as const
export const decideWeightReport = {
  config: decides,
  schema: {
    operationId: 'decideWeightReport',
    tags,
    headers: IfMatch,
    params: Closed({ reportId: Id }),
    body: Closed({ decision: OneOf(['apply', 'refuse'] as const), note: Text(2_000, 1) }),
    response: { 200: WeightReportView, ...refusals },
  },
} as const
