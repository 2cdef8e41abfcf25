/** What the API hears and says about the officer's desk: board, list, workload, and what is done about silence. */
import { type Static, Type } from 'typebox'
import { CLOCK_STATES, DESK_ACTS, DESK_COLUMNS } from '../../../domain/desk.ts'
import { LINKAGE_PARTIES, LINKAGE_REASONS, LINKAGE_STAGES, LINKAGE_STEPS } from '../../../domain/linkages.ts'
import { Closed, Count, Country, Id, Instant, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['desk']
const reads = { permission: 'desk.read' } as const
const works = { permission: 'desk.work' } as const
const Wish = OneOf(['none', 'may', 'must'] as const)
const Named = Closed({ id: Id, name: Type.String() })
const Member = Closed({ userId: Id, name: Type.String() })

/** A linkage as it lies on the desk. */
export const CaseView = Closed({
  id: Id,
  need: Closed({ id: Id, title: Type.String() }),
  /** Null while an alias hides it from this agency. */
  leadFirm: Nullable(Named),
  sme: Closed({ id: Id, name: Type.String(), place: Type.String() }),
  stage: OneOf(LINKAGE_STAGES),
  /** The last step. */
  since: Instant,
  turn: Nullable(OneOf(LINKAGE_PARTIES)),
  dueOn: Nullable(Type.String()),
  /** In working days of the agency's calendar. */
  clock: Closed({ state: OneOf(CLOCK_STATES), days: Count }),
  note: Type.String(),
  officer: Nullable(Member),
  /** What was last done about silence at this stage. */
  acted: Nullable(Closed({ act: OneOf(DESK_ACTS), note: Type.String(), at: Instant })),
  openActs: Type.Array(OneOf(DESK_ACTS)),
  /** The steps that the agency may take, with what each asks for. */
  forms: Type.Array(Closed({ step: OneOf(LINKAGE_STEPS), reason: Wish, reasons: Type.Array(OneOf(LINKAGE_REASONS)), due: Wish })),
  version: Version,
})
export type CaseView = Static<typeof CaseView>

const Filters = {
  stage: Type.Optional(OneOf(LINKAGE_STAGES)),
  needId: Type.Optional(Id),
  turn: Type.Optional(OneOf(LINKAGE_PARTIES)),
  overdue: Type.Optional(OneOf(['true'] as const)),
  /** Neither ended nor under contract. */
  moving: Type.Optional(OneOf(['true'] as const)),
  /** A member of the agency, or `none` for what nobody looks after. */
  officer: Type.Optional(Type.Union([Id, Type.Literal('none')])),
  country: Type.Optional(Country),
}
const FilterQuery = Closed(Filters)
export type FilterQuery = Static<typeof FilterQuery>

const BoardView = Closed({
  /** In motion, over their day, and those of them that wait for the agency itself. */
  open: Count,
  overdue: Count,
  stages: Type.Array(Closed({ stage: OneOf(LINKAGE_STAGES), count: Count, overdue: Count })),
  columns: Type.Array(Closed({ column: OneOf(DESK_COLUMNS), count: Count, cards: Type.Array(CaseView) })),
})
export type BoardView = Static<typeof BoardView>

export const getBoard = {
  config: reads,
  schema: { operationId: 'getDeskBoard', tags, querystring: FilterQuery, response: { 200: BoardView, ...refusals } },
} as const
export const listCases = {
  config: reads,
  schema: {
    operationId: 'listDeskLinkages',
    tags,
    querystring: Closed({ ...PageQuery, ...Filters }),
    response: { 200: Closed({ items: Type.Array(CaseView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const

const ChoicesView = Closed({
  needs: Type.Array(Closed({ id: Id, title: Type.String() })),
  countries: Type.Array(Type.String()),
  officers: Type.Array(Member),
  /** Whether the reader may give linkages to others. */
  isManager: Type.Boolean(),
})
export type ChoicesView = Static<typeof ChoicesView>
export const getChoices = {
  config: reads,
  schema: { operationId: 'getDeskChoices', tags, response: { 200: ChoicesView, ...refusals } },
} as const

const WorkloadView = Closed({
  /** Members who broker, with those that none looks after last. */
  rows: Type.Array(Closed({ officer: Nullable(Member), open: Count, overdue: Count, waiting: Count })),
})
export type WorkloadView = Static<typeof WorkloadView>
export const getWorkload = {
  config: reads,
  schema: { operationId: 'getDeskWorkload', tags, response: { 200: WorkloadView, ...refusals } },
} as const

const linkageParams = Closed({ linkageId: Id })
export const setOfficer = {
  config: works,
  schema: {
    operationId: 'setDeskOfficer',
    tags,
    params: linkageParams,
    body: Closed({ userId: Nullable(Id) }),
    response: { 200: CaseView, ...refusals },
  },
} as const
const ActBody = Closed({ note: Type.Optional(Text(1_000)) })
export const remind = {
  config: works,
  schema: { operationId: 'remindSilentParty', tags, params: linkageParams, body: ActBody, response: { 200: CaseView, ...refusals } },
} as const
export const escalate = {
  config: works,
  schema: { operationId: 'escalateSilentParty', tags, params: linkageParams, body: ActBody, response: { 200: CaseView, ...refusals } },
} as const
