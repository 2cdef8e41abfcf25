/** What the API hears and says about contracts: recorded by one firm, confirmed by the other, checked by the agency; amounts for the two firms only. */
import { type Static, Type } from 'typebox'
import {
  ATTRIBUTIONS,
  CONTRACT_FIRMS,
  CONTRACT_KINDS,
  CONTRACT_STATES,
  CONTRACT_STEPS,
  FLOW_KINDS,
  FLOW_STATES,
} from '../../../domain/contracts.ts'
import { LINKAGE_PARTIES } from '../../../domain/linkages.ts'
import { MONEY_BANDS, MOST_MINOR } from '../../../domain/money.ts'
import { Closed, Country, DayText, Id, IfMatch, Instant, Line, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['contracts']
const Minor = Type.Integer({ minimum: 0, maximum: MOST_MINOR })
const Jobs = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const Percent = Type.Integer({ minimum: 0, maximum: 100 })
const Said = OneOf(ATTRIBUTIONS, { description: 'How the two firms came together, as this firm says.' })

/** `minor` is null for whoever may not read amounts; the band says how large it is, in whole units of the contract's currency. */
const Amount = Closed({ minor: Nullable(Type.Integer()), band: OneOf(MONEY_BANDS) })

const FlowView = Closed({
  id: Id,
  kind: OneOf(FLOW_KINDS),
  year: Type.Integer(),
  amount: Amount,
  onTime: Type.Integer(),
  enteredBy: OneOf(CONTRACT_FIRMS),
  state: OneOf(FLOW_STATES),
  reason: Type.String(),
  mayAnswer: Type.Boolean(),
  version: Version,
})
export type FlowView = Static<typeof FlowView>

export const ContractView = Closed({
  id: Id,
  linkageId: Id,
  recordedBy: OneOf(CONTRACT_FIRMS),
  /** As what the reader takes part. */
  party: OneOf(LINKAGE_PARTIES),
  seesAmounts: Type.Boolean(),
  state: OneOf(CONTRACT_STATES),
  round: Type.Integer(),
  part: Type.String(),
  category: Type.String(),
  kind: OneOf(CONTRACT_KINDS),
  firstOfKind: Type.Boolean(),
  currency: Type.String(),
  value: Amount,
  startOn: Type.String(),
  endOn: Nullable(Type.String()),
  jobsNew: Nullable(Type.Integer()),
  jobsKept: Nullable(Type.Integer()),
  jobsWomen: Nullable(Type.Integer()),
  jobsYouth: Nullable(Type.Integer()),
  investment: Nullable(Amount),
  exports: Nullable(Amount),
  importSubstituted: Nullable(Closed({ hs6: Type.String(), origin: Nullable(Type.String()), value: Nullable(Amount) })),
  technology: Type.String(),
  localContent: Nullable(Type.Integer()),
  attribution: Closed({ leadFirm: Nullable(Said), sme: Nullable(Said), differs: Type.Boolean() }),
  openSteps: Type.Array(OneOf(CONTRACT_STEPS)),
  mayEnterFlows: Type.Boolean(),
  entries: Type.Array(
    Closed({
      step: OneOf(CONTRACT_STEPS),
      round: Type.Integer(),
      by: OneOf(LINKAGE_PARTIES),
      /** Empty for whoever may not read amounts, for a reason may name one. */
      reason: Type.String(),
      /** What was recorded or revised then. */
      value: Nullable(Amount),
      at: Instant,
    }),
  ),
  flows: Type.Array(FlowView),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
})
export type ContractView = Static<typeof ContractView>

const Terms = {
  part: Line(200, 1),
  category: Type.Optional(Line(200)),
  kind: OneOf(CONTRACT_KINDS),
  firstOfKind: Type.Optional(Type.Boolean()),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  valueMinor: Minor,
  startOn: DayText,
  endOn: Type.Optional(Nullable(DayText)),
  jobsNew: Type.Optional(Nullable(Jobs)),
  jobsKept: Type.Optional(Nullable(Jobs)),
  jobsWomen: Type.Optional(Nullable(Jobs)),
  jobsYouth: Type.Optional(Nullable(Jobs)),
  investmentMinor: Type.Optional(Nullable(Minor)),
  exportsMinor: Type.Optional(Nullable(Minor)),
  importHs6: Type.Optional(Nullable(Type.String({ pattern: '^[0-9]{6}$' }))),
  importOrigin: Type.Optional(Nullable(Country)),
  importMinor: Type.Optional(Nullable(Minor)),
  technology: Type.Optional(Text(2_000)),
  localContent: Type.Optional(Nullable(Percent)),
  attribution: Said,
}
/** `agreed`: before the approval, the lead firm says that it stands. */
const RecordBody = Closed({ ...Terms, agreed: Type.Optional(Type.Boolean()) })
export type RecordBody = Static<typeof RecordBody>
const ReviseBody = Closed(Terms)
export type ReviseBody = Static<typeof ReviseBody>
/** Who confirms says how it came about in his eyes; who disputes says why. */
const AnswerBody = Closed({ confirm: Type.Boolean(), attribution: Type.Optional(Said), reason: Type.Optional(Text(2_000)) })
export type AnswerBody = Static<typeof AnswerBody>
const CheckBody = Closed({ isRight: Type.Boolean(), reason: Type.Optional(Text(2_000)) })
export type CheckBody = Static<typeof CheckBody>
const FlowBody = Closed({
  kind: OneOf(FLOW_KINDS),
  year: Type.Integer({ minimum: 1990, maximum: 2200 }),
  minor: Minor,
  onTime: Percent,
})
export type FlowBody = Static<typeof FlowBody>
const FlowAnswerBody = Closed({ confirm: Type.Boolean(), reason: Type.Optional(Text(2_000)) })
export type FlowAnswerBody = Static<typeof FlowAnswerBody>

const linkageParams = Closed({ linkageId: Id })
const contractParams = Closed({ contractId: Id })
const reads = { permission: 'contract.read' } as const
const records = { permission: 'contract.record' } as const
const answers = { 200: ContractView, ...refusals }

export const listContracts = {
  config: reads,
  schema: {
    operationId: 'listContracts',
    tags,
    params: linkageParams,
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(ContractView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const getContract = {
  config: reads,
  schema: { operationId: 'getContract', tags, params: contractParams, response: answers },
} as const
export const recordContract = {
  config: records,
  schema: {
    operationId: 'recordContract',
    tags,
    params: linkageParams,
    body: RecordBody,
    response: { 201: ContractView, ...refusals },
  },
} as const
export const reviseContract = {
  config: records,
  schema: { operationId: 'reviseContract', tags, headers: IfMatch, params: contractParams, body: ReviseBody, response: answers },
} as const
export const answerContract = {
  config: records,
  schema: { operationId: 'answerContract', tags, headers: IfMatch, params: contractParams, body: AnswerBody, response: answers },
} as const
export const checkContract = {
  config: { permission: 'contract.check' },
  schema: { operationId: 'checkContract', tags, headers: IfMatch, params: contractParams, body: CheckBody, response: answers },
} as const
export const enterContractFlow = {
  config: records,
  schema: {
    operationId: 'enterContractFlow',
    tags,
    params: contractParams,
    body: FlowBody,
    response: { 201: ContractView, ...refusals },
  },
} as const
export const answerContractFlow = {
  config: records,
  schema: {
    operationId: 'answerContractFlow',
    tags,
    headers: IfMatch,
    params: Closed({ contractId: Id, flowId: Id }),
    body: FlowAnswerBody,
    response: answers,
  },
} as const
