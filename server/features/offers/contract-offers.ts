/** What the API hears and says about one offer: its content part by part, its versions, and its steps. */
import { type Static, Type } from 'typebox'
import { LINKAGE_STAGES } from '../../../domain/linkages.ts'
import { EVIDENCE_KINDS, MEETS, PRICE_UNITS, TOOLING_PAYERS } from '../../../domain/offer-content.ts'
import { OFFER_STATES, OFFER_STEPS } from '../../../domain/offers.ts'
import { INCOTERMS } from '../../../domain/profiles.ts'
import { CRITERION_CATEGORIES, HELD_BY, OPERATORS, REQUIREMENT_CLASSES, REQUIREMENT_KINDS } from '../../../domain/sourcing.ts'
import { Closed, DayText, Id, IfMatch, Instant, Line, Nullable, OneOf, refusals, Text, Version } from '../../shapes.ts'

export const tags = ['offers']
const Categories = Object.keys(CRITERION_CATEGORIES) as (keyof typeof CRITERION_CATEGORIES)[]
const Minor = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
export const Currency = Type.String({ pattern: '^[A-Z]{3}$' })
export const Quantity = Type.Integer({ minimum: 1, maximum: 2_000_000_000 })
const Days = Nullable(Type.Integer({ minimum: 0, maximum: 1_000 }))

const Evidence = Closed({ kind: OneOf(EVIDENCE_KINDS), label: Line(200) })
const answer = {
  meets: OneOf(MEETS),
  value: Nullable(Type.Number({ minimum: 0, maximum: 1e12 })),
  statement: Text(2_000),
  evidence: Evidence,
}

export const PriceBody = Closed({
  currency: Currency,
  incoterm: OneOf(INCOTERMS),
  place: Line(120),
  /** The price is for so many pieces. */
  per: Type.Unsafe<(typeof PRICE_UNITS)[number]>({ type: 'integer', enum: [...PRICE_UNITS] }),
  tiers: Type.Array(Closed({ fromQuantity: Quantity, unitMinor: Minor }), { minItems: 1, maxItems: 10 }),
})
export const ToolingBody = Closed({
  costMinor: Minor,
  payer: OneOf(TOOLING_PAYERS),
  leadWeeks: Nullable(Type.Integer({ minimum: 0, maximum: 200 })),
})
export const TimesBody = Closed({
  sampleDays: Days,
  seriesDays: Days,
  validUntil: Nullable(DayText),
  reference: Line(80),
  note: Text(4_000),
})

const TimesView = Closed({ ...TimesBody.properties, validUntil: Nullable(Type.String()) })

/** The parts to save; what is left out stays as it was. An answer of null is taken back. */
export const OfferBody = Closed({
  answers: Type.Optional(Type.Array(Closed({ requirementId: Id, answer: Nullable(Closed(answer)) }), { maxItems: 200 })),
  price: Type.Optional(Nullable(PriceBody)),
  tooling: Type.Optional(Nullable(ToolingBody)),
  times: Type.Optional(TimesBody),
})
export type OfferBody = Static<typeof OfferBody>

export const RequirementView = Closed({
  id: Id,
  kind: OneOf(REQUIREMENT_KINDS),
  code: Type.String(),
  within: Type.String(),
  operator: OneOf(OPERATORS),
  value: Nullable(Type.Number()),
  valueTo: Nullable(Type.Number()),
  values: Type.Array(Type.String()),
  unit: Type.String(),
  heldBy: Nullable(OneOf(HELD_BY)),
  criterion: Closed({ title: Type.String(), class: OneOf(REQUIREMENT_CLASSES), category: OneOf(Categories) }),
})
export type RequirementView = Static<typeof RequirementView>

/** What an offer says, as its reader may see it: amounts are null where he may not. */
export const ContentView = Closed({
  answers: Type.Array(Closed({ requirementId: Id, ...answer })),
  price: Nullable(PriceBody),
  tooling: Nullable(ToolingBody),
  times: TimesView,
})
export type ContentView = Static<typeof ContentView>

export const OfferView = Closed({
  /** Null before the SME has begun one. */
  id: Nullable(Id),
  linkageId: Id,
  need: Closed({ id: Id, title: Type.String(), version: Version, volumePerMonth: Nullable(Type.Number()), volumeUnit: Type.String() }),
  /** Null while an alias hides it. */
  leadFirm: Nullable(Type.String()),
  sme: Type.String(),
  stage: OneOf(LINKAGE_STAGES),
  party: OneOf(['lead-firm', 'sme'] as const),
  state: Nullable(OneOf(OFFER_STATES)),
  /** Offers to this need are read after the deadline only. */
  sealed: Type.Boolean(),
  /** This reader may not read the content yet. */
  closed: Type.Boolean(),
  deadline: Nullable(Instant),
  /** The need has a newer version than the one that was answered. */
  stale: Type.Boolean(),
  /** The reader may not read amounts. */
  amountsHidden: Type.Boolean(),
  requirements: Type.Array(RequirementView),
  /** The draft for the SME, the newest version for the lead firm. */
  content: Nullable(ContentView),
  /** Requirements without an answer. */
  unanswered: Type.Array(Id),
  missing: Type.Array(Closed({ field: Type.String(), code: Type.String() })),
  openSteps: Type.Array(OneOf(OFFER_STEPS)),
  versions: Type.Array(Closed({ number: Version, needVersion: Version, submittedAt: Instant })),
  /** 0 before the SME has begun one. */
  version: Type.Integer({ minimum: 0 }),
  updatedAt: Nullable(Instant),
})
export type OfferView = Static<typeof OfferView>

/** One submitted version as it was, with what the need asked then. */
export const OfferVersionView = Closed({
  number: Version,
  needVersion: Version,
  submittedAt: Instant,
  requirements: Type.Array(RequirementView),
  content: ContentView,
  amountsHidden: Type.Boolean(),
})
export type OfferVersionView = Static<typeof OfferVersionView>

const params = Closed({ linkageId: Id })
const reads = { permission: 'offer.read' } as const
const drafts = { permission: 'offer.draft' } as const
const submits = { permission: 'offer.submit' } as const
const response = { 200: OfferView, ...refusals }
const step = <const O extends string, const P extends string>(operationId: O, permission: P) =>
  ({ config: { permission }, schema: { operationId, tags, headers: IfMatch, params, response } }) as const

export const getOffer = { config: reads, schema: { operationId: 'getOffer', tags, params, response } } as const
export const getOfferVersion = {
  config: reads,
  schema: {
    operationId: 'getOfferVersion',
    tags,
    params: Closed({ linkageId: Id, number: Type.Integer({ minimum: 1, maximum: 100_000 }) }),
    response: { 200: OfferVersionView, ...refusals },
  },
} as const
export const beginOffer = {
  config: drafts,
  schema: { operationId: 'beginOffer', tags, params, response: { 201: OfferView, ...refusals } },
} as const
export const saveOffer = {
  config: drafts,
  schema: { operationId: 'saveOffer', tags, headers: IfMatch, params, body: OfferBody, response },
} as const
export const submitOffer = step('submitOffer', submits.permission)
export const confirmOffer = step('confirmOffer', submits.permission)
export const discardOfferChanges = step('discardOfferChanges', drafts.permission)
export const withdrawOffer = step('withdrawOffer', submits.permission)
