/** What the API hears and says about the duties around an answer: feedback owed and given, how long answers may take, and rates of exchange. */
import { type Static, Type } from 'typebox'
import { LONGEST_TERM_DAYS, MOST_INTERESTS } from '../../../domain/answer-terms.ts'
import { FEEDBACK_REASONS } from '../../../domain/feedback.ts'
import { LINKAGE_STAGES, LOSS_REASONS } from '../../../domain/linkages.ts'
import { Closed, DayText, Id, IfMatch, Instant, Line, Nullable, OneOf, PageQuery, refusals, Text } from '../../shapes.ts'
import { RateView } from './contract-compare.ts'
import { Currency } from './contract-offers.ts'

const tags = ['feedback']

export const OwedView = Closed({
  linkageId: Id,
  need: Closed({ id: Id, title: Type.String() }),
  sme: Closed({ id: Id, name: Type.String() }),
  stage: OneOf(LINKAGE_STAGES),
  /** The reason of the decline, where it was told; a sentence is still owed. */
  reason: Nullable(OneOf(LOSS_REASONS)),
  endedAt: Instant,
  dueAt: Instant,
  late: Type.Boolean(),
})
export type OwedView = Static<typeof OwedView>

export const FeedbackView = Closed({
  linkageId: Id,
  /** Owed and not given yet. */
  owed: Type.Boolean(),
  dueAt: Nullable(Instant),
  reason: Nullable(OneOf(LOSS_REASONS)),
  sentence: Type.String(),
  givenAt: Nullable(Instant),
})
export type FeedbackView = Static<typeof FeedbackView>

const params = Closed({ linkageId: Id })

export const listFeedbackOwed = {
  config: { permission: 'feedback.owed' },
  schema: {
    operationId: 'listFeedbackOwed',
    tags,
    querystring: Closed({ ...PageQuery, needId: Type.Optional(Id) }),
    response: { 200: Closed({ items: Type.Array(OwedView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const getFeedback = {
  config: { permission: 'linkage.read' },
  schema: { operationId: 'getFeedback', tags, params, response: { 200: FeedbackView, ...refusals } },
} as const
export const giveFeedback = {
  config: { permission: 'feedback.give' },
  schema: {
    operationId: 'giveFeedback',
    tags,
    params,
    body: Closed({ reason: OneOf(FEEDBACK_REASONS), sentence: Text(1_000, 10) }),
    response: { 200: FeedbackView, ...refusals },
  },
} as const

const Days = Type.Integer({ minimum: 1, maximum: LONGEST_TERM_DAYS })
export const TermsBody = Closed({
  smeDays: Days,
  leadFirmDays: Days,
  feedbackDays: Days,
  /** Only an agency sets it, for the SMEs that it brokers for. */
  interestsPerMonth: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_INTERESTS })),
})
export type TermsBody = Static<typeof TermsBody>
export const TermsView = Closed({
  smeDays: Type.Integer(),
  leadFirmDays: Type.Integer(),
  feedbackDays: Type.Integer(),
  interestsPerMonth: Type.Integer(),
  /** The organization has not changed the defaults. */
  byDefault: Type.Boolean(),
  mayRation: Type.Boolean(),
  /** 0 while the defaults hold. */
  version: Type.Integer({ minimum: 0 }),
})
export type TermsView = Static<typeof TermsView>

export const getAnswerTerms = {
  config: { permission: 'terms.read' },
  schema: { operationId: 'getAnswerTerms', tags: ['answer terms'], response: { 200: TermsView, ...refusals } },
} as const
export const setAnswerTerms = {
  config: { permission: 'terms.edit' },
  schema: {
    operationId: 'setAnswerTerms',
    tags: ['answer terms'],
    headers: IfMatch,
    body: TermsBody,
    response: { 200: TermsView, ...refusals },
  },
} as const

export const RateBody = Closed({
  base: Currency,
  quote: Currency,
  /** One unit of `base` in units of `quote`, as a decimal: `1.0832`. */
  rate: Type.String({ maxLength: 20, pattern: '^\\d{1,9}(\\.\\d{1,10})?$' }),
  on: DayText,
  source: Line(300, 1),
})
export type RateBody = Static<typeof RateBody>

export const listExchangeRates = {
  config: { permission: 'rate.read' },
  schema: {
    operationId: 'listExchangeRates',
    tags: ['exchange rates'],
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(RateView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
export const enterExchangeRate = {
  config: { permission: 'rate.edit' },
  schema: {
    operationId: 'enterExchangeRate',
    tags: ['exchange rates'],
    body: RateBody,
    response: { 201: RateView, ...refusals },
  },
} as const
