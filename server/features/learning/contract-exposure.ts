/** What the API says about fairness of exposure: whether the firms shown are like those that could have been shown. */
import { type Static, Type } from 'typebox'
import { EXPOSURE_DIMENSIONS, OWNERSHIPS } from '../../../domain/exposure.ts'
import { Closed, Country, Nullable, OneOf, refusals } from '../../shapes.ts'

export const PERIODS = ['30', '90', '365'] as const

const Figure = Nullable(Type.Number())

export const ExposureView = Closed({
  from: Type.String(),
  to: Type.String(),
  /** An agency reads of the firms of its own country; null for all. */
  country: Nullable(Country),
  /** Need versions times days on which a lead firm read their proposals. */
  readings: Type.Integer(),
  dimensions: Type.Array(
    Closed({
      dimension: OneOf(EXPOSURE_DIMENSIONS),
      /** A country's code, a size class, an ownership; figures are null where too few firms would be told apart. */
      rows: Type.Array(
        Closed({
          cell: Type.String(),
          firms: Nullable(Type.Integer()),
          eligible: Nullable(Type.Integer()),
          shown: Nullable(Type.Integer()),
          shareOfEligible: Figure,
          shareOfShown: Figure,
          ratio: Figure,
        }),
      ),
    }),
  ),
})
export type ExposureView = Static<typeof ExposureView>

export const getExposure = {
  config: { permission: 'exposure.read' },
  schema: {
    operationId: 'getExposure',
    tags: ['learning'],
    querystring: Closed({ days: Type.Optional(OneOf(PERIODS)) }),
    response: { 200: ExposureView, ...refusals },
  },
} as const

/** Who owns the firm, as it says itself; read by nobody else, and counted in the distribution of exposure. */
export const OwnershipView = Closed({ ownership: Type.Array(OneOf(OWNERSHIPS), { maxItems: OWNERSHIPS.length, uniqueItems: true }) })
export type OwnershipView = Static<typeof OwnershipView>

export const getOwnership = {
  config: { permission: 'profile.own' },
  schema: { operationId: 'getOwnership', tags: ['learning'], response: { 200: OwnershipView, ...refusals } },
} as const
export const saveOwnership = {
  config: { permission: 'profile.edit' },
  schema: { operationId: 'saveOwnership', tags: ['learning'], body: OwnershipView, response: { 200: OwnershipView, ...refusals } },
} as const
