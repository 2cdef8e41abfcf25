/** What the API hears and says about usual costs: what closing a gap costs in a country, who says so, and when. */
import { type Static, Type } from 'typebox'
import { COST_KINDS } from '../../../domain/costs.ts'
import {
  Closed,
  Code,
  Country,
  DayText,
  Id,
  IfMatch,
  Line,
  NoContent,
  Nullable,
  OneOf,
  PageQuery,
  refusals,
  Version,
} from '../../shapes.ts'

const tags = ['costs']
const Minor = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
const Currency = Type.String({ pattern: '^[A-Z]{3}$' })

/** A sum in whole minor units. */
export const MoneyView = Closed({ minor: Type.Integer(), currency: Type.String() })
/** One gap's usual cost, as it stands beside the gap. */
export const GapCostView = Closed({
  requirementId: Id,
  kind: OneOf(COST_KINDS),
  code: Type.String(),
  country: Type.String(),
  minor: Type.Integer(),
  currency: Type.String(),
  source: Type.String(),
  statedOn: Type.String(),
})

export const CostBody = Closed({
  kind: OneOf(COST_KINDS),
  code: Code,
  /** An agency enters costs of its own country; it may leave this out. */
  country: Type.Optional(Country),
  minor: Minor,
  currency: Currency,
  source: Line(300, 3),
  statedOn: DayText,
})
export type CostBody = Static<typeof CostBody>
export const CostView = Closed({
  id: Id,
  kind: OneOf(COST_KINDS),
  code: Type.String(),
  country: Type.String(),
  minor: Type.Integer(),
  currency: Type.String(),
  source: Type.String(),
  statedOn: Type.String(),
  /** Null: the platform's administrator. */
  enteredBy: Nullable(Type.String()),
  own: Type.Boolean(),
  version: Version,
})
export type CostView = Static<typeof CostView>

const params = Closed({ costId: Id })
const edits = { permission: 'cost.edit' } as const

export const listCosts = {
  config: { permission: 'cost.read' },
  schema: {
    operationId: 'listCosts',
    tags,
    querystring: Closed({
      ...PageQuery,
      country: Type.Optional(Country),
      kind: Type.Optional(OneOf(COST_KINDS)),
      own: Type.Optional(Type.Boolean()),
    }),
    response: { 200: Closed({ items: Type.Array(CostView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const enterCost = {
  config: edits,
  schema: { operationId: 'enterCost', tags, body: CostBody, response: { 201: CostView, ...refusals } },
} as const
export const editCost = {
  config: edits,
  schema: { operationId: 'editCost', tags, headers: IfMatch, params, body: CostBody, response: { 200: CostView, ...refusals } },
} as const
export const removeCost = {
  config: edits,
  schema: { operationId: 'removeCost', tags, params, response: { 204: NoContent, ...refusals } },
} as const
