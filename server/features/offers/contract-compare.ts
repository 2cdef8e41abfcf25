/** What the API hears and says about the offers to one need: who came, and up to five of them side by side. */
import { type Static, Type } from 'typebox'
import { EVIDENCE_LEVELS } from '../../../domain/evidence.ts'
import { LINKAGE_STAGES } from '../../../domain/linkages.ts'
import { VERDICTS } from '../../../domain/verdict.ts'
import { LOCALES } from '../../../words/locales.ts'
import { DOCUMENT_FORMATS, type DocumentFormat } from '../../ports/document-writer.ts'
import { Closed, Id, Instant, Nullable, OneOf, PageQuery, refusals, Version } from '../../shapes.ts'
import { ContentView, Currency, Quantity, RequirementView, tags } from './contract-offers.ts'

const MoneyView = Closed({ minor: Type.Integer(), currency: Type.String() })
export const RateView = Closed({ base: Type.String(), quote: Type.String(), rate: Type.String(), on: Type.String(), source: Type.String() })

export const OfferCard = Closed({
  linkageId: Id,
  sme: Closed({ id: Id, name: Type.String(), place: Type.String() }),
  stage: OneOf(LINKAGE_STAGES),
  /** Not a byte of the content is read before the deadline. */
  closed: Type.Boolean(),
  /** Null under the seal. */
  submittedAt: Nullable(Instant),
  stale: Type.Boolean(),
  validUntil: Nullable(Type.String()),
})
export type OfferCard = Static<typeof OfferCard>

export const OffersView = Closed({
  sealed: Type.Boolean(),
  closed: Type.Boolean(),
  deadline: Nullable(Instant),
  /** How many offers stand. */
  count: Type.Integer(),
  items: Type.Array(OfferCard),
  next: Nullable(Type.String()),
})
export type OffersView = Static<typeof OffersView>

export const ComparedOffer = Closed({
  linkageId: Id,
  sme: Closed({ id: Id, name: Type.String(), place: Type.String() }),
  submittedAt: Instant,
  stale: Type.Boolean(),
  /** Past its validity. */
  expired: Type.Boolean(),
  content: ContentView,
  /** The matcher's word, by requirement. */
  verdicts: Type.Array(Closed({ requirementId: Id, verdict: OneOf(VERDICTS), evidence: Nullable(OneOf(EVIDENCE_LEVELS)) })),
  /** At the quantity asked; null below the first tier. */
  total: Nullable(
    Closed({ unitMinor: Type.Integer(), fromQuantity: Type.Integer(), goods: MoneyView, tooling: Nullable(MoneyView), total: MoneyView }),
  ),
  converted: Nullable(Closed({ money: MoneyView, rate: RateView })),
  /** The lowest of those that can be put in order. */
  lowest: Type.Boolean(),
})
export type ComparedOffer = Static<typeof ComparedOffer>

export const OfferComparisonView = Closed({
  needId: Id,
  needVersion: Version,
  quantity: Quantity,
  yearlyVolume: Nullable(Type.Integer()),
  currency: Nullable(Type.String()),
  requirements: Type.Array(RequirementView),
  items: Type.Array(ComparedOffer),
})
export type OfferComparisonView = Static<typeof OfferComparisonView>

const params = Closed({ needId: Id })
const config = { permission: 'offer.compare' } as const
const asked = {
  linkage: Type.Array(Id, { minItems: 1, maxItems: 5, uniqueItems: true }),
  quantity: Type.Optional(Quantity),
  currency: Type.Optional(Currency),
}

export const listOffers = {
  config,
  schema: { operationId: 'listOffers', tags, params, querystring: Closed(PageQuery), response: { 200: OffersView, ...refusals } },
} as const
export const compareOffers = {
  config,
  schema: {
    operationId: 'compareOffers',
    tags,
    params,
    querystring: Closed(asked),
    response: { 200: OfferComparisonView, ...refusals },
  },
} as const
export const MEDIA_TYPES: Record<DocumentFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}
const bytes = Type.Unsafe<Uint8Array>({ contentMediaType: 'application/octet-stream' })
export const exportOffers = {
  config,
  schema: {
    operationId: 'exportOffers',
    tags,
    params,
    querystring: Closed({ ...asked, format: OneOf(DOCUMENT_FORMATS), lang: Type.Optional(OneOf(LOCALES)) }),
    response: {
      200: {
        content: { 'text/csv': { schema: bytes }, [MEDIA_TYPES.xlsx]: { schema: bytes }, [MEDIA_TYPES.pdf]: { schema: bytes } },
      },
      ...refusals,
    },
  },
} as const
