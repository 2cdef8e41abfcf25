/** What the API hears and says about interest: the three standard questions, the exclusion grounds, and the links by which mails are answered. */
import { type Static, Type } from 'typebox'
import { LINK_ANSWERS } from '../../../domain/answer-links.ts'
import { COOPERATION_KINDS } from '../../../domain/interests.ts'
import { LINKAGE_STAGES, LOSS_REASONS } from '../../../domain/linkages.ts'
import { EXCLUSION_GROUNDS } from '../../../domain/sourcing.ts'
import { Closed, Id, IfMatch, Instant, Nullable, OneOf, refusals, Text } from '../../shapes.ts'

const tags = ['interest']
const Ground = OneOf(EXCLUSION_GROUNDS)
const questions = {
  cooperation: OneOf(COOPERATION_KINDS),
  unclear: Type.Optional(Text(2_000)),
  about: Type.Optional(Text(2_000)),
  contact: Type.Optional(Text(400)),
  /** Whether each ground applies to the firm. */
  grounds: Type.Optional(
    Type.Array(Closed({ ground: Ground, applies: Type.Boolean() }), { maxItems: EXCLUSION_GROUNDS.length, uniqueItems: true }),
  ),
}
export const InterestBody = Closed(questions)
export type InterestBody = Static<typeof InterestBody>

export const InterestView = Closed({
  linkageId: Id,
  needId: Id,
  stage: OneOf(LINKAGE_STAGES),
  /** Null until the questions were answered. */
  cooperation: Nullable(OneOf(COOPERATION_KINDS)),
  unclear: Type.String(),
  about: Type.String(),
  /** Null where the stage does not open it to the reader. */
  contact: Nullable(Type.String()),
  grounds: Type.Array(Closed({ ground: Ground, applies: Type.Boolean(), statedOn: Type.String() })),
  /** Grounds that the need asks about. */
  asked: Type.Array(Ground),
  mayEdit: Type.Boolean(),
  /** 0 until the questions were answered. */
  version: Type.Integer({ minimum: 0 }),
  updatedAt: Nullable(Instant),
})
export type InterestView = Static<typeof InterestView>

/** What a form starts with: the grounds asked and what was answered to them last. */
export const InterestFormView = Closed({
  needId: Id,
  asked: Type.Array(Ground),
  grounds: Type.Array(Closed({ ground: Ground, applies: Type.Boolean(), statedOn: Type.String() })),
  about: Type.String(),
  contact: Type.String(),
  /** How many interests the month still allows, and from which day on there are more. */
  left: Type.Integer({ minimum: 0 }),
  freeOn: Nullable(Type.String()),
})
export type InterestFormView = Static<typeof InterestFormView>

const needParams = Closed({ needId: Id })
const linkageParams = Closed({ linkageId: Id })
const answers = { permission: 'interest.answer' } as const

export const prepareInterest = {
  config: answers,
  schema: { operationId: 'prepareInterest', tags, params: needParams, response: { 200: InterestFormView, ...refusals } },
} as const
export const showInterest = {
  config: answers,
  schema: { operationId: 'showInterest', tags, params: needParams, body: InterestBody, response: { 200: InterestView, ...refusals } },
} as const
export const getInterest = {
  config: { permission: 'linkage.read' },
  schema: { operationId: 'getInterest', tags, params: linkageParams, response: { 200: InterestView, ...refusals } },
} as const
export const editInterest = {
  config: answers,
  schema: {
    operationId: 'editInterest',
    tags,
    headers: IfMatch,
    params: linkageParams,
    body: InterestBody,
    response: { 200: InterestView, ...refusals },
  },
} as const

const tokenParams = Closed({ token: Type.String({ minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_.-]+$' }) })

/** What the link is about, and what was answered by it. */
export const AnswerLinkView = Closed({
  need: Closed({
    id: Id,
    title: Type.String(),
    /** Null under an alias. */
    leadFirm: Nullable(Type.String()),
    volumePerMonth: Nullable(Type.Number()),
    volumeUnit: Type.String(),
    deliveryCountry: Type.String(),
    startOn: Nullable(Type.String()),
    answerBy: Nullable(Instant),
  }),
  firm: Type.String(),
  asked: Type.Array(Ground),
  /** What the firm may still say; empty once it was answered here or elsewhere. */
  open: Type.Array(OneOf(LINK_ANSWERS)),
  answer: Nullable(OneOf(LINK_ANSWERS)),
  answeredAt: Nullable(Instant),
  askAgainOn: Nullable(Type.String()),
  /** The linkage, where there is one; a member who signs in reads on there. */
  linkageId: Nullable(Id),
  expiresAt: Instant,
})
export type AnswerLinkView = Static<typeof AnswerLinkView>

export const AnswerLinkBody = Closed({
  answer: OneOf(LINK_ANSWERS),
  reason: Type.Optional(OneOf(LOSS_REASONS)),
  note: Type.Optional(Text(2_000)),
  cooperation: Type.Optional(OneOf(COOPERATION_KINDS)),
  unclear: Type.Optional(Text(2_000)),
  about: Type.Optional(Text(2_000)),
  grounds: questions.grounds,
})
export type AnswerLinkBody = Static<typeof AnswerLinkBody>

export const showAnswerLink = {
  config: { permission: 'answer-link.answer' },
  schema: { operationId: 'showAnswerLink', tags, params: tokenParams, response: { 200: AnswerLinkView, ...refusals } },
} as const
export const answerByLink = {
  config: { permission: 'answer-link.answer', costly: true },
  schema: {
    operationId: 'answerByLink',
    tags,
    params: tokenParams,
    body: AnswerLinkBody,
    response: { 200: AnswerLinkView, ...refusals },
  },
} as const
