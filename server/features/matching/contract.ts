/** What the API hears and says about proposals (for the lead firm) and opportunities (for the SME): bands, verdicts, gaps, questions. */
import { type Static, Type } from 'typebox'
import { EVIDENCE_LEVELS, FACT_SOURCES } from '../../../domain/evidence.ts'
import { LINKAGE_STAGES, LINKAGE_STEPS } from '../../../domain/linkages.ts'
import { BANDS } from '../../../domain/matching.ts'
import { QUANTITY_UNITS } from '../../../domain/profiles.ts'
import { CRITERION_CATEGORIES, REQUIREMENT_CLASSES } from '../../../domain/sourcing.ts'
import { FACT_KINDS, VERDICTS } from '../../../domain/verdict.ts'
import { Closed, Id, Instant, Nullable, OneOf, PageQuery, refusals } from '../../shapes.ts'
import { GapCostView, MoneyView } from './contract-costs.ts'

const tags = ['matching']
const Categories = Object.keys(CRITERION_CATEGORIES) as (keyof typeof CRITERION_CATEGORIES)[]
const Params = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()]))
export const Reason = Closed({ code: Type.String(), params: Params })

/** One requirement against one firm: the verdict, its reason as code and figures, the fact it rests on, the gap. */
export const VerdictView = Closed({
  requirementId: Id,
  verdict: OneOf(VERDICTS),
  value: Type.Number(),
  evidence: Nullable(OneOf(EVIDENCE_LEVELS)),
  reason: Reason,
  fact: Nullable(
    Closed({
      kind: OneOf(FACT_KINDS),
      statedOn: Type.String(),
      checkedOn: Nullable(Type.String()),
      source: OneOf(FACT_SOURCES),
      sourceNote: Type.String(),
      level: OneOf(EVIDENCE_LEVELS),
    }),
  ),
  gap: Nullable(Closed({ amount: Type.Number(), unit: Type.String() })),
  monthsToClose: Nullable(Type.Number()),
})
export const CriterionView = Closed({
  criterionId: Id,
  title: Type.String(),
  class: OneOf(REQUIREMENT_CLASSES),
  category: OneOf(Categories),
  band: OneOf(BANDS),
  share: Type.Number(),
  verdicts: Type.Array(VerdictView),
})
const evaluation = {
  band: OneOf(BANDS),
  /** 0 to 100 and its two halves, each 0 to 1; fit is null without requirements. */
  score: Type.Number(),
  fit: Nullable(Type.Number()),
  topic: Type.Number(),
  months: Nullable(Type.Number()),
  mustsMet: Type.Integer(),
  musts: Type.Integer(),
  criteria: Type.Array(CriterionView),
  questions: Type.Array(Closed({ requirementId: Id, blocking: Type.Boolean(), reason: Reason })),
  /** Why one side's own terms rule the pair out. */
  obstacles: Type.Array(Reason),
  /** Of the category weights under which the fit was reckoned. */
  weightsVersion: Type.Integer(),
  /** What the way to *ready* usually costs, where somebody entered it; and the gaps it is made of, each with its source. */
  cost: Nullable(MoneyView),
  costs: Type.Array(GapCostView),
}
const Linkage = Nullable(Closed({ id: Id, stage: OneOf(LINKAGE_STAGES) }))

export const ProposalView = Closed({
  organizationId: Id,
  name: Type.String(),
  city: Type.String(),
  region: Type.String(),
  country: Type.String(),
  employees: Nullable(Type.Integer()),
  /** False: on a list, not yet confirmed by the firm. */
  claimed: Type.Boolean(),
  listName: Type.String(),
  /** Contracts that a list says it won before; they count a little in the topic. */
  earlierAwards: Nullable(Type.Integer()),
  ...evaluation,
  linkage: Linkage,
})
export type ProposalView = Static<typeof ProposalView>
export const Counts = Closed({ ready: Type.Integer(), developable: Type.Integer(), incomplete: Type.Integer(), not: Type.Integer() })
export type BandCounts = Static<typeof Counts>

export const ProposalsView = Closed({
  needId: Id,
  needVersion: Type.Integer(),
  /** How many firms were read, and when. */
  read: Type.Integer(),
  at: Instant,
  counts: Counts,
  /** No firm is near the topic: the nearest three are shown instead of a full page. */
  nothingFits: Type.Boolean(),
  items: Type.Array(ProposalView),
  next: Nullable(Type.String()),
})
export type ProposalsView = Static<typeof ProposalsView>

export const OpportunityView = Closed({
  needId: Id,
  title: Type.String(),
  leadFirm: Nullable(Type.String()),
  volumePerMonth: Nullable(Type.Number()),
  volumeUnit: OneOf(QUANTITY_UNITS),
  deliveryCountry: Type.String(),
  deliveryPlace: Type.String(),
  startOn: Nullable(Type.String()),
  answerBy: Nullable(Instant),
  takesAnswers: Type.Boolean(),
  ...evaluation,
  /** The contract would be more than half of the firm's business: shown to the firm alone. */
  linkage: Linkage,
  openSteps: Type.Array(OneOf(LINKAGE_STEPS)),
})
export type OpportunityView = Static<typeof OpportunityView>
export const OpportunitiesView = Closed({ counts: Counts, items: Type.Array(OpportunityView), next: Nullable(Type.String()) })
export type OpportunitiesView = Static<typeof OpportunitiesView>

const needParams = Closed({ needId: Id })
/** Without a band: all but `not`. */
const query = Closed({ ...PageQuery, band: Type.Optional(OneOf([...BANDS, 'all'] as const)) })

export const listProposals = {
  config: { permission: 'proposal.read' },
  schema: { operationId: 'listProposals', tags, params: needParams, querystring: query, response: { 200: ProposalsView, ...refusals } },
} as const
export const getProposal = {
  config: { permission: 'proposal.read' },
  schema: {
    operationId: 'getProposal',
    tags,
    params: Closed({ needId: Id, organizationId: Id }),
    response: { 200: ProposalView, ...refusals },
  },
} as const
export const listOpportunities = {
  config: { permission: 'opportunity.read' },
  schema: { operationId: 'listOpportunities', tags, querystring: query, response: { 200: OpportunitiesView, ...refusals } },
} as const
export const getOpportunity = {
  config: { permission: 'opportunity.read' },
  schema: { operationId: 'getOpportunity', tags, params: needParams, response: { 200: OpportunityView, ...refusals } },
} as const
