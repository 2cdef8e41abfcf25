/** What the API hears and says about agreements of non-disclosure: offered, read, signed by both firms, and taken away on paper. */
import { type Static, Type } from 'typebox'
import { NDA_FORMS, NDA_LANGUAGES, NDA_MONTHS, NDA_PARTIES } from '../../../domain/ndas.ts'
import { Closed, Id, IfMatch, Instant, Line, Nullable, OneOf, refusals, Version } from '../../shapes.ts'

const tags = ['documents']

const Nda = Closed({
  id: Id,
  form: OneOf(NDA_FORMS),
  language: OneOf(NDA_LANGUAGES),
  months: Type.Integer(),
  title: Type.String(),
  /** Paragraphs, with a blank line between them. */
  text: Type.String(),
  textHash: Type.String(),
  offeredBy: OneOf(NDA_PARTIES),
  offeredAt: Instant,
  signatures: Type.Array(Closed({ party: OneOf(NDA_PARTIES), firm: Type.String(), name: Type.String(), at: Instant })),
  completedAt: Nullable(Instant),
  version: Version,
})

/** The agreement that counts, and what the reader may do. */
export const NdaView = Closed({ nda: Nullable(Nda), mayOffer: Type.Boolean(), maySign: Type.Boolean() })
export type NdaView = Static<typeof NdaView>

export const OfferBody = Closed({
  form: OneOf(NDA_FORMS),
  language: OneOf(NDA_LANGUAGES),
  /** How long what was disclosed stays confidential. */
  months: Type.Integer({ minimum: NDA_MONTHS.least, maximum: NDA_MONTHS.most }),
})
export type OfferBody = Static<typeof OfferBody>

const params = Closed({ linkageId: Id })

export const getNda = {
  config: { permission: 'nda.read' },
  schema: { operationId: 'getNda', tags, params, response: { 200: NdaView, ...refusals } },
} as const
export const offerNda = {
  config: { permission: 'nda.sign' },
  schema: { operationId: 'offerNda', tags, params, body: OfferBody, response: { 201: NdaView, ...refusals } },
} as const
export const signNda = {
  config: { permission: 'nda.sign' },
  schema: {
    operationId: 'signNda',
    tags,
    params,
    headers: IfMatch,
    /** The signer's name, as he would write it under the paper. */
    body: Closed({ name: Line(120, 2) }),
    response: { 200: NdaView, ...refusals },
  },
} as const
export const printNda = {
  config: { permission: 'nda.read' },
  schema: {
    operationId: 'printNda',
    tags,
    params,
    response: { 200: { content: { 'application/pdf': { schema: Type.String() } } }, ...refusals },
  },
} as const
