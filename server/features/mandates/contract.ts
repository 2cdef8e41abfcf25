/** What the API hears and says about mandates: asked by an agency, given, refused and withdrawn by the firm whose consent it is. */
import { type Static, Type } from 'typebox'
import { MANDATE_SCOPES, MANDATE_STANDINGS, MANDATE_STEPS } from '../../../domain/mandates.ts'
import { Closed, Country, DayText, Id, IfMatch, Instant, Line, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['mandates']
const mandateParams = Closed({ mandateId: Id })
const Sector = Type.String({ maxLength: 60, pattern: '^[a-z-]+$' })

const Scope = {
  scope: Type.Optional(OneOf(MANDATE_SCOPES)),
  /** Of the scope `needs`. */
  needIds: Type.Optional(Type.Array(Id, { maxItems: 50, uniqueItems: true })),
  /** Of the scope `sectors`. */
  sectors: Type.Optional(Type.Array(Sector, { maxItems: 30, uniqueItems: true })),
}
/** From today and for a year, unless said otherwise; days in the time zone of the firm. */
const Span = { fromOn: Type.Optional(DayText), untilOn: Type.Optional(DayText) }
const Note = Type.Optional(Text(2_000))

const Firm = { id: Id, name: Type.String(), country: Type.String() }

export const MandateView = Closed({
  id: Id,
  agency: Closed(Firm),
  /** The SME or lead firm whose consent it is. */
  giver: Closed({ ...Firm, kind: OneOf(['sme', 'lead-firm'] as const) }),
  standing: OneOf(MANDATE_STANDINGS),
  scope: OneOf(MANDATE_SCOPES),
  needs: Type.Array(Closed({ id: Id, title: Type.String() })),
  sectors: Type.Array(Type.String()),
  message: Type.String(),
  note: Type.String(),
  fromOn: Nullable(Type.String()),
  untilOn: Nullable(Type.String()),
  openSteps: Type.Array(OneOf(MANDATE_STEPS)),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
})
export type MandateView = Static<typeof MandateView>

export const ScopeBody = Closed(Scope)
export type ScopeBody = Static<typeof ScopeBody>
const AskBody = Closed({ organizationId: Id, ...Scope, message: Text(2_000, 1) })
export type AskBody = Static<typeof AskBody>
const GiveBody = Closed({ agencyId: Id, ...Scope, ...Span, note: Note })
export type GiveBody = Static<typeof GiveBody>
const AnswerBody = Closed({ grant: Type.Boolean(), ...Scope, ...Span, note: Note })
export type AnswerBody = Static<typeof AnswerBody>

const AgencyCard = Closed(Firm)
export type AgencyCard = Static<typeof AgencyCard>

const reads = { permission: 'mandate.read' } as const
const asks = { permission: 'mandate.ask' } as const
const gives = { permission: 'mandate.give' } as const
const answers = { 200: MandateView, ...refusals }

export const listMandates = {
  config: reads,
  schema: {
    operationId: 'listMandates',
    tags,
    querystring: Closed({ ...PageQuery, standing: Type.Optional(OneOf(MANDATE_STANDINGS)), organizationId: Type.Optional(Id) }),
    response: { 200: Closed({ items: Type.Array(MandateView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const getMandate = {
  config: reads,
  schema: { operationId: 'getMandate', tags, params: mandateParams, response: answers },
} as const
export const askForMandate = {
  config: asks,
  schema: { operationId: 'askForMandate', tags, body: AskBody, response: { 201: MandateView, ...refusals } },
} as const
export const giveMandate = {
  config: gives,
  schema: { operationId: 'giveMandate', tags, body: GiveBody, response: { 201: MandateView, ...refusals } },
} as const
export const answerMandate = {
  config: gives,
  schema: { operationId: 'answerMandate', tags, headers: IfMatch, params: mandateParams, body: AnswerBody, response: answers },
} as const
export const withdrawMandate = {
  config: gives,
  schema: {
    operationId: 'withdrawMandate',
    tags,
    headers: IfMatch,
    params: mandateParams,
    body: Closed({ note: Note }),
    response: answers,
  },
} as const
export const takeMandateBack = {
  config: asks,
  schema: { operationId: 'takeMandateBack', tags, headers: IfMatch, params: mandateParams, response: answers },
} as const
export const listAgencies = {
  config: { permission: 'organization.read' },
  schema: {
    operationId: 'listAgencies',
    tags,
    querystring: Closed({ ...PageQuery, text: Type.Optional(Line(100)), country: Type.Optional(Country) }),
    response: { 200: Closed({ items: Type.Array(AgencyCard), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
