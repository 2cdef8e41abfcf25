/** What the API hears and says about the working days that each stage of a linkage has. */
import { type Static, Type } from 'typebox'
import { TIMED_STAGES } from '../../../domain/linkage-terms.ts'
import { Closed, IfMatch, Nullable, OneOf, refusals, Version } from '../../shapes.ts'

const tags = ['linkages']
const Days = Type.Integer({ minimum: 1, maximum: 120 })

export const TermsView = Closed({
  stages: Type.Array(
    Closed({
      stage: OneOf(TIMED_STAGES),
      days: Type.Integer(),
      /** Set by whoever reads it; else it comes from the platform or the product. */
      isOwn: Type.Boolean(),
      usual: Type.Integer(),
    }),
  ),
  /** Working days after the due day until silence ends a linkage. */
  graceDays: Type.Integer(),
  version: Version,
})
export type TermsView = Static<typeof TermsView>

/** Stages that are not named take what holds without one's own. */
const TermsBody = Closed({
  stages: Type.Array(Closed({ stage: OneOf(TIMED_STAGES), days: Days }), { maxItems: TIMED_STAGES.length }),
  graceDays: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 60 }))),
})
export type TermsBody = Static<typeof TermsBody>

export const getLinkageTerms = {
  config: { permission: 'linkage-terms.read' },
  schema: { operationId: 'getLinkageTerms', tags, response: { 200: TermsView, ...refusals } },
} as const
export const setLinkageTerms = {
  config: { permission: 'linkage-terms.edit' },
  schema: { operationId: 'setLinkageTerms', tags, headers: IfMatch, body: TermsBody, response: { 200: TermsView, ...refusals } },
} as const
