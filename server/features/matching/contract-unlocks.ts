/** What the API says about what would move an SME to ready, in how many open needs, with how much volume. */
import { type Static, Type } from 'typebox'
import { QUANTITY_UNITS } from '../../../domain/profiles.ts'
import { OPERATORS, REQUIREMENT_KINDS } from '../../../domain/sourcing.ts'
import { ITEM_STATES } from '../../../domain/unlock-items.ts'
import { Closed, Id, Nullable, OneOf, refusals } from '../../shapes.ts'
import { Reason } from './contract.ts'
import { GapCostView } from './contract-costs.ts'

const Opening = {
  /** Needs that become ready and are not, at most a hundred of them by name. */
  needs: Type.Integer(),
  needIds: Type.Array(Id),
  /** Volume a month, by unit. */
  volumes: Type.Array(Closed({ unit: OneOf(QUANTITY_UNITS), perMonth: Type.Number() })),
}

export const UnlockView = Closed({
  key: Type.String(),
  state: OneOf(ITEM_STATES),
  /** What is asked of the firm; null where its own terms stand in the way. */
  asked: Nullable(
    Closed({
      kind: OneOf(REQUIREMENT_KINDS),
      code: Type.String(),
      within: Type.String(),
      operator: OneOf(OPERATORS),
      value: Nullable(Type.Number()),
      valueTo: Nullable(Type.Number()),
      values: Type.Array(Type.String()),
      unit: Type.String(),
    }),
  ),
  reason: Reason,
  months: Nullable(Type.Number()),
  /** The usual cost in the firm's country, where somebody entered it. */
  cost: Nullable(Type.Omit(GapCostView, ['requirementId'])),
  ...Opening,
  /** Further needs that open with this and others. */
  withOthers: Type.Integer(),
})
export type UnlockView = Static<typeof UnlockView>

export const UnlocksView = Closed({
  /** Open needs near the firm's work that were read; for so many it is ready today. */
  read: Type.Integer(),
  ready: Type.Integer(),
  reachable: Type.Integer(),
  /** True when there were more needs than one answer reads. */
  partial: Type.Boolean(),
  items: Type.Array(UnlockView),
  /** Sets that open more than each of their parts alone. */
  together: Type.Array(Closed({ keys: Type.Array(Type.String()), ...Opening })),
})
export type UnlocksView = Static<typeof UnlocksView>

export const listUnlocks = {
  config: { permission: 'opportunity.read' },
  schema: { operationId: 'listUnlocks', tags: ['matching'], response: { 200: UnlocksView, ...refusals } },
} as const
