/** What the API hears and says when a lead firm tries things out on its proposals: what if, side by side, why not, and the list to take away. */
import { type Static, Type } from 'typebox'
import { BANDS } from '../../../domain/matching.ts'
import { TRIAL_CLASSES } from '../../../domain/what-if.ts'
import { STANDINGS_OF_FIRM } from '../../../domain/why-not.ts'
import { LOCALES } from '../../../words/locales.ts'
import { Closed, Id, Instant, Line, Nullable, OneOf, refusals } from '../../shapes.ts'
import { Counts, ProposalView } from './contract.ts'

const tags = ['matching']
const needParams = Closed({ needId: Id })
const config = { permission: 'proposal.read' } as const

export const TrialBody = Closed({
  changes: Type.Array(
    Closed({
      criterionId: Id,
      /** Null goes back to the category's default weight. */
      weight: Type.Optional(Nullable(Type.Number({ minimum: 0, maximum: 100 }))),
      as: Type.Optional(OneOf(TRIAL_CLASSES)),
      acceptEquivalent: Type.Optional(Type.Boolean()),
    }),
    { maxItems: 60 },
  ),
  band: Type.Optional(OneOf(BANDS)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
})
export type TrialBody = Static<typeof TrialBody>

/** Firms of the need's field as the index counts them: *about* figures, for nobody read them one by one. */
const About = Closed({ met: Type.Integer(), developable: Type.Integer(), open: Type.Integer(), fails: Type.Integer() })
const Both = <S extends typeof About | typeof Counts>(shape: S) => Closed({ before: shape, after: shape })
const Stood = Closed({
  /** Its place among the proposals; null where it is not among them. */
  place: Nullable(Type.Integer()),
  band: Nullable(OneOf(BANDS)),
})

export const TrialView = Closed({
  needId: Id,
  needVersion: Type.Integer(),
  at: Instant,
  /** How many firms were read in full, with the changes and without. */
  read: Type.Integer(),
  counts: Both(Counts),
  about: Both(About),
  nothingFits: Type.Boolean(),
  items: Type.Array(Closed({ proposal: ProposalView, before: Stood, after: Stood })),
})
export type TrialView = Static<typeof TrialView>

export const tryChanges = {
  config,
  schema: { operationId: 'tryChanges', tags, params: needParams, body: TrialBody, response: { 200: TrialView, ...refusals } },
} as const

export const ComparisonView = Closed({
  needId: Id,
  needVersion: Type.Integer(),
  at: Instant,
  /** In the order asked; a firm that is not published is left out. */
  items: Type.Array(ProposalView),
})
export type ComparisonView = Static<typeof ComparisonView>
export const compareProposals = {
  config,
  schema: {
    operationId: 'compareProposals',
    tags,
    params: needParams,
    querystring: Closed({ sme: Type.Array(Id, { minItems: 1, maxItems: 5, uniqueItems: true }) }),
    response: { 200: ComparisonView, ...refusals },
  },
} as const

export const LookedUpView = Closed({
  needId: Id,
  needVersion: Type.Integer(),
  /** How many firms are proposed. */
  proposed: Type.Integer(),
  items: Type.Array(
    Closed({
      standing: OneOf(STANDINGS_OF_FIRM),
      place: Nullable(Type.Integer()),
      /** The criteria that keep the firm out. */
      criterionIds: Type.Array(Id),
      proposal: ProposalView,
    }),
  ),
})
export type LookedUpView = Static<typeof LookedUpView>
export const lookUpSupplier = {
  config,
  schema: {
    operationId: 'lookUpSupplier',
    tags,
    params: needParams,
    querystring: Closed({ text: Line(100, 2), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, default: 5 })) }),
    response: { 200: LookedUpView, ...refusals },
  },
} as const

export const EXPORT_FORMATS = ['csv', 'xlsx', 'pdf'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
export const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}
const bytes = Type.Unsafe<Uint8Array>({ contentMediaType: 'application/octet-stream' })
export const exportProposals = {
  config,
  schema: {
    operationId: 'exportProposals',
    tags,
    params: needParams,
    querystring: Closed({
      format: OneOf(EXPORT_FORMATS),
      band: Type.Optional(OneOf(BANDS)),
      lang: Type.Optional(OneOf(LOCALES)),
    }),
    response: {
      200: {
        content: { 'text/csv': { schema: bytes }, [MEDIA_TYPES.xlsx]: { schema: bytes }, [MEDIA_TYPES.pdf]: { schema: bytes } },
      },
      ...refusals,
    },
  },
} as const
