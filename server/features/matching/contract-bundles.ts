/** What the API says about bundles: small sets of SMEs that cover together what none covers alone. */
import { type Static, Type } from 'typebox'
import { Closed, Id, Instant, Nullable, OneOf, refusals } from '../../shapes.ts'

/** `proposed`: there are bundles. `single`: one firm covers it all. `later`: only with firms still to develop. `none`: no set does more than the best firm alone. */
export const BUNDLE_STANDINGS = ['proposed', 'single', 'later', 'none'] as const

const Firm = Closed({
  organizationId: Id,
  name: Type.String(),
  city: Type.String(),
  country: Type.String(),
  claimed: Type.Boolean(),
  /** 0 to 100, of the firm alone. */
  score: Type.Number(),
  /** Its smallest order as a share of the volume, 0 when it takes any. */
  minimum: Type.Number(),
  /** The usual months until it meets every must that applies to each, 0 when it does today; and what it closes until then. */
  months: Type.Integer(),
  gaps: Type.Array(Type.String()),
})

export const BundleView = Closed({
  members: Type.Array(Firm),
  /** Of the need's tasks, those that somebody does; and the share of the volume that gets through all of these, 0 to 1. */
  covered: Type.Integer(),
  share: Type.Number(),
  /** Months until its last member is ready; 0 when all are today. */
  months: Type.Integer(),
  /** Who does what, in the order of the need's tasks; nobody where the bundle leaves a task open. */
  tasks: Type.Array(
    Closed({
      /** A process or product of the thesaurus; `whole` when the need names none. */
      code: Type.String(),
      share: Type.Number(),
      parts: Type.Array(Closed({ organizationId: Id, share: Type.Number() })),
      /** One member alone does it. */
      singlePoint: Type.Boolean(),
    }),
  ),
})

export const BundlesView = Closed({
  needId: Id,
  needVersion: Type.Integer(),
  at: Instant,
  standing: OneOf(BUNDLE_STANDINGS),
  /** What has to be covered, per month; null when nobody stated a volume. */
  volume: Nullable(Closed({ value: Type.Number(), unit: Type.String() })),
  tasks: Type.Array(Closed({ code: Type.String(), criteria: Type.Array(Type.String()) })),
  /** Firms that meet every must which applies to each member. */
  firms: Type.Integer(),
  /** The fullest single firm, to set bundles against. */
  best: Nullable(Closed({ firm: Firm, covered: Type.Integer(), share: Type.Number() })),
  items: Type.Array(BundleView),
  /** Second choice, only where nothing that is ready covers the need: with firms that first close a gap within its horizon. */
  later: Type.Array(BundleView),
  /** The firm still to develop that would do alone as much as any such set. */
  laterSingle: Nullable(Closed({ firm: Firm, covered: Type.Integer(), share: Type.Number() })),
  weightsVersion: Type.Integer(),
})
export type BundlesView = Static<typeof BundlesView>

export const listBundles = {
  config: { permission: 'proposal.read' },
  schema: {
    operationId: 'listBundles',
    tags: ['matching'],
    params: Closed({ needId: Id }),
    response: { 200: BundlesView, ...refusals },
  },
} as const
