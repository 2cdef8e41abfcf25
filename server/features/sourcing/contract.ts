/** What the API hears and says about sourcing needs: the lead firm's own, and the open ones as others see them. */
import { type Static, Type } from 'typebox'
import { EVIDENCE_LEVELS } from '../../../domain/evidence.ts'
import { CLOSE_REASONS, NEED_STEPS } from '../../../domain/needs.ts'
import { INCOTERMS, QUANTITY_UNITS } from '../../../domain/profiles.ts'
import { CRITERION_CATEGORIES, HELD_BY, NEED_STATES, OPERATORS, REQUIREMENT_CLASSES, REQUIREMENT_KINDS } from '../../../domain/sourcing.ts'
import {
  Closed,
  Code,
  Count,
  Country,
  DayText,
  Id,
  IfMatch,
  Instant,
  Language,
  Line,
  Nullable,
  OneOf,
  PageQuery,
  refusals,
  Text,
  Version,
} from '../../shapes.ts'

const tags = ['sourcing needs']
const Categories = Object.keys(CRITERION_CATEGORIES) as (keyof typeof CRITERION_CATEGORIES)[]
const Figure = Type.Number({ minimum: 0, maximum: 1e12 })
const Codes = (maxItems: number) => Type.Array(Code, { maxItems, uniqueItems: true })
const Countries = Type.Array(Country, { maxItems: 100, uniqueItems: true })

export const RequirementBody = Closed({
  kind: OneOf(REQUIREMENT_KINDS),
  code: Type.Optional(Type.String({ maxLength: 80, pattern: '^([a-z0-9][a-z0-9.-]*)?$' })),
  within: Type.Optional(Type.String({ maxLength: 80, pattern: '^([a-z0-9][a-z0-9.-]*)?$' })),
  operator: OneOf(OPERATORS),
  value: Type.Optional(Nullable(Figure)),
  valueTo: Type.Optional(Nullable(Figure)),
  values: Type.Optional(Type.Array(Line(80, 1), { maxItems: 50 })),
  unit: Type.Optional(Type.String({ maxLength: 20, pattern: '^[^\\u0000-\\u001f<>]*$' })),
  minEvidence: Type.Optional(Nullable(OneOf(EVIDENCE_LEVELS))),
  maxAgeMonths: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 120 }))),
  monthsToClose: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 120 }))),
  heldBy: Type.Optional(Nullable(OneOf(HELD_BY))),
  acceptEquivalent: Type.Optional(Type.Boolean()),
})
export type RequirementBody = Static<typeof RequirementBody>

export const CriterionBody = Closed({
  title: Line(160, 1),
  category: OneOf(Categories),
  class: OneOf(REQUIREMENT_CLASSES),
  weight: Type.Optional(Nullable(Type.Number({ minimum: 0, maximum: 100 }))),
  groups: Type.Array(Closed({ requirements: Type.Array(RequirementBody, { minItems: 1, maxItems: 20 }) }), { minItems: 1, maxItems: 8 }),
})
export type CriterionBody = Static<typeof CriterionBody>

export const NeedBody = Closed({
  title: Line(160, 3),
  description: Type.Optional(Text(40_000)),
  language: Type.Optional(Language),
  products: Type.Optional(Codes(20)),
  processes: Type.Optional(Codes(20)),
  sector: Type.Optional(Type.String({ maxLength: 60, pattern: '^[a-z-]*$' })),
  /** The lead firm's own category, in its words. */
  category: Type.Optional(Line(120)),
  volumePerMonth: Type.Optional(Nullable(Count)),
  volumeUnit: Type.Optional(OneOf(QUANTITY_UNITS)),
  startOn: Type.Optional(Nullable(DayText)),
  horizonMonths: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
  answerOn: Type.Optional(Nullable(DayText)),
  deliveryCountry: Type.Optional(Type.String({ pattern: '^([A-Z]{2})?$' })),
  deliveryPlace: Type.Optional(Line(120)),
  countriesAccepted: Type.Optional(Countries),
  paymentDays: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 365 }))),
  incoterm: Type.Optional(Nullable(OneOf(INCOTERMS))),
  alias: Type.Optional(Type.Boolean()),
  /** Offers are read only after the deadline; fixed once the first has come. */
  sealed: Type.Optional(Type.Boolean()),
  /** An agency with a mandate of this firm that looks at proposals before SMEs hear of the need. */
  reviewAgencyId: Type.Optional(Nullable(Id)),
  criteria: Type.Optional(Type.Array(CriterionBody, { maxItems: 60 })),
})
export type NeedBody = Static<typeof NeedBody>

const RequirementView = Closed({
  id: Id,
  kind: OneOf(REQUIREMENT_KINDS),
  code: Type.String(),
  within: Type.String(),
  operator: OneOf(OPERATORS),
  value: Nullable(Type.Number()),
  valueTo: Nullable(Type.Number()),
  values: Type.Array(Type.String()),
  unit: Type.String(),
  minEvidence: Nullable(OneOf(EVIDENCE_LEVELS)),
  maxAgeMonths: Nullable(Type.Integer()),
  monthsToClose: Nullable(Type.Integer()),
  heldBy: Nullable(OneOf(HELD_BY)),
  acceptEquivalent: Type.Boolean(),
})
const CriterionView = Closed({
  id: Id,
  title: Type.String(),
  category: OneOf(Categories),
  class: OneOf(REQUIREMENT_CLASSES),
  weight: Nullable(Type.Number()),
  groups: Type.Array(Closed({ id: Id, requirements: Type.Array(RequirementView) })),
})

const shared = {
  id: Id,
  title: Type.String(),
  description: Type.String(),
  language: Type.String(),
  state: OneOf(NEED_STATES),
  products: Type.Array(Type.String()),
  processes: Type.Array(Type.String()),
  sector: Type.String(),
  category: Type.Optional(Type.String()),
  volumePerMonth: Nullable(Type.Number()),
  volumeUnit: OneOf(QUANTITY_UNITS),
  startOn: Nullable(Type.String()),
  horizonMonths: Type.Integer(),
  answerBy: Nullable(Instant),
  deliveryCountry: Type.String(),
  deliveryPlace: Type.String(),
  countriesAccepted: Type.Array(Type.String()),
  paymentDays: Nullable(Type.Integer()),
  incoterm: Nullable(OneOf(INCOTERMS)),
  alias: Type.Boolean(),
  sealed: Type.Boolean(),
  criteria: Type.Array(CriterionView),
  publishedAt: Nullable(Instant),
  version: Version,
}
/** The lead firm's own view; `answerOn` is the deadline as a day in its time zone. */
export const NeedView = Closed({
  ...shared,
  answerOn: Nullable(Type.String()),
  reviewAgencyId: Nullable(Id),
  openSteps: Type.Array(OneOf(NEED_STEPS)),
  missing: Type.Array(Closed({ field: Type.String(), code: Type.String() })),
})
export type NeedView = Static<typeof NeedView>
/** What everybody may read of an open need; the lead firm is null under an alias. */
export const OpenNeedView = Closed({
  ...shared,
  leadFirm: Nullable(Closed({ id: Id, name: Type.String(), country: Type.String() })),
  takesAnswers: Type.Boolean(),
})
export type OpenNeedView = Static<typeof OpenNeedView>

const NeedCard = Closed({
  id: Id,
  title: Type.String(),
  state: OneOf(NEED_STATES),
  volumePerMonth: Nullable(Type.Number()),
  volumeUnit: OneOf(QUANTITY_UNITS),
  answerBy: Nullable(Instant),
  startOn: Nullable(Type.String()),
  alias: Type.Boolean(),
  version: Version,
  updatedAt: Instant,
})
export type NeedCard = Static<typeof NeedCard>
const OpenNeedCard = Closed({
  id: Id,
  title: Type.String(),
  leadFirm: Nullable(Type.String()),
  sector: Type.String(),
  products: Type.Array(Type.String()),
  processes: Type.Array(Type.String()),
  volumePerMonth: Nullable(Type.Number()),
  volumeUnit: OneOf(QUANTITY_UNITS),
  deliveryCountry: Type.String(),
  deliveryPlace: Type.String(),
  answerBy: Nullable(Instant),
  publishedAt: Instant,
})
export type OpenNeedCard = Static<typeof OpenNeedCard>

const params = Closed({ needId: Id })
const edits = { permission: 'need.edit' } as const
const steps = { permission: 'need.publish' } as const
const reads = { permission: 'need.read' } as const
const next = Nullable(Type.String())

export const listNeeds = {
  config: { permission: 'need.own' },
  schema: {
    operationId: 'listNeeds',
    tags,
    querystring: Closed({ ...PageQuery, state: Type.Optional(OneOf(NEED_STATES)) }),
    response: { 200: Closed({ items: Type.Array(NeedCard), next }), ...refusals },
  },
} as const
export const createNeed = {
  config: edits,
  schema: { operationId: 'createNeed', tags, body: NeedBody, response: { 201: NeedView, ...refusals } },
} as const
export const getNeed = {
  config: { permission: 'need.own' },
  schema: { operationId: 'getNeed', tags, params, response: { 200: NeedView, ...refusals } },
} as const
export const editNeed = {
  config: edits,
  schema: { operationId: 'editNeed', tags, headers: IfMatch, params, body: NeedBody, response: { 200: NeedView, ...refusals } },
} as const
export const publishNeed = {
  config: steps,
  schema: { operationId: 'publishNeed', tags, headers: IfMatch, params, response: { 200: NeedView, ...refusals } },
} as const
export const closeNeed = {
  config: steps,
  schema: {
    operationId: 'closeNeed',
    tags,
    headers: IfMatch,
    params,
    body: Closed({ reason: OneOf(CLOSE_REASONS) }),
    response: { 200: NeedView, ...refusals },
  },
} as const
export const reopenNeed = {
  config: steps,
  schema: { operationId: 'reopenNeed', tags, headers: IfMatch, params, response: { 200: NeedView, ...refusals } },
} as const
export const listOpenNeeds = {
  config: reads,
  schema: {
    operationId: 'listOpenNeeds',
    tags,
    querystring: Closed({
      ...PageQuery,
      sector: Type.Optional(Type.String({ maxLength: 60 })),
      country: Type.Optional(Country),
      text: Type.Optional(Line(100)),
    }),
    response: { 200: Closed({ items: Type.Array(OpenNeedCard), next }), ...refusals },
  },
} as const
export const getOpenNeed = {
  config: reads,
  schema: { operationId: 'getOpenNeed', tags, params, response: { 200: OpenNeedView, ...refusals } },
} as const
