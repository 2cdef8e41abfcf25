/** What the API hears and says about imports: the list as read, the mapping, the words and their codes, what is odd, and the run. */
import { type Static, Type } from 'typebox'
import { DUPLICATE_GROUNDS } from '../../../domain/import-duplicates.ts'
import { DUPLICATE_DECISIONS, IMPORT_STATES, IMPORT_STEPS, KEPT_REASONS } from '../../../domain/import-steps.ts'
import { ASSIGNED_FIELDS } from '../../../domain/import-values.ts'
import { LIST_FIELDS } from '../../../domain/imports.ts'
import { LOCALES } from '../../../words/locales.ts'
import { Closed, Code, Id, IfMatch, Instant, Line, NoContent, Nullable, OneOf, PageQuery, refusals, Version } from '../../shapes.ts'

const tags = ['imports']
const config = { permission: 'import.use' } as const
const params = Closed({ importId: Id })
const text = Type.String()
const n = Type.Integer()
const Field = OneOf(LIST_FIELDS)
const Assigned = OneOf(ASSIGNED_FIELDS)
const Severity = OneOf(['error', 'warning'] as const)
const Decision = OneOf(DUPLICATE_DECISIONS)
const Ground = OneOf(DUPLICATE_GROUNDS)
const Language = Closed({ lang: Type.Optional(OneOf(LOCALES)) })
const Params = Type.Record(text, Type.Union([text, Type.Number()]))

export const TotalsView = Closed({
  rows: n,
  good: n,
  failed: n,
  /** Good rows that may be a firm already there. */
  duplicates: n,
  /** Good rows left out as duplicates. */
  skipped: n,
})

const card = {
  id: Id,
  fileName: text,
  listName: text,
  state: OneOf(IMPORT_STATES),
  rowCount: n,
  progress: Closed({ done: n, total: n }),
  /** What the finished run made of the rows. */
  counts: Closed({ imported: n, failed: n, skipped: n }),
  /** Why the last run broke off, leaving nothing behind. */
  problem: Nullable(text),
  createdAt: Instant,
  finishedAt: Nullable(Instant),
  undoUntil: Nullable(Instant),
  openSteps: Type.Array(OneOf(IMPORT_STEPS)),
  version: Version,
}
export const ImportCard = Closed(card)
export type ImportCard = Static<typeof ImportCard>

export const ImportView = Closed({
  ...card,
  format: OneOf(['csv', 'xlsx'] as const),
  encoding: Nullable(text),
  delimiter: Nullable(text),
  header: Type.Array(text),
  mapping: Closed({ columns: Type.Array(Nullable(Field)), constants: Type.Record(text, text) }),
  /** What each column seems to say, and whether its heading or its content spoke for it. */
  guesses: Type.Array(Closed({ column: n, header: text, field: Nullable(Field), ground: OneOf(['heading', 'content', 'none'] as const) })),
  /** The first rows as they stand in the file; long cells are cut. */
  sample: Type.Array(Closed({ line: n, cells: Type.Array(text) })),
  /** Null until a mapping is saved. */
  totals: Nullable(TotalsView),
  /** How many words of each field have their codes confirmed. */
  values: Type.Array(Closed({ field: Assigned, values: n, confirmed: n })),
})
export type ImportView = Static<typeof ImportView>

export const MappingBody = Closed({
  columns: Type.Array(Nullable(Field), { maxItems: 200 }),
  constants: Type.Partial(Closed(each(LIST_FIELDS, Line(500)))),
})
export type MappingBody = Static<typeof MappingBody>

export const ValueView = Closed({
  value: text,
  count: n,
  suggestions: Type.Array(Closed({ code: text, score: Type.Number() })),
  /** Null until confirmed; empty when the word stands for no code. */
  concepts: Nullable(Type.Array(text)),
})
export type ValueView = Static<typeof ValueView>

export const ValuesBody = Closed({
  field: Assigned,
  items: Type.Array(Closed({ value: Type.String({ maxLength: 5_000 }), concepts: Type.Array(Code, { maxItems: 20, uniqueItems: true }) }), {
    maxItems: 500,
  }),
  /** Also takes the first suggestion of every other unconfirmed word, where it is sure. */
  acceptSuggestions: Type.Optional(Type.Boolean()),
})
export type ValuesBody = Static<typeof ValuesBody>

const oddity = { column: Nullable(text), field: Nullable(Field), code: text, severity: Severity, value: text, params: Params }
export const RowErrorView = Closed({ line: n, ...oddity })
export type RowErrorView = Static<typeof RowErrorView>

const DuplicateOf = Closed({
  /** A line of the file, or a firm on the platform. */
  line: Nullable(n),
  organizationId: Nullable(Id),
  name: text,
  place: text,
  ground: Ground,
  score: Type.Number(),
})
export const DuplicateView = Closed({
  line: n,
  name: text,
  place: text,
  /** The surest first. */
  duplicates: Type.Array(DuplicateOf),
  ground: Ground,
  /** What happens with the row, and whether a person said so. */
  decision: Decision,
  decided: Type.Boolean(),
})
export type DuplicateView = Static<typeof DuplicateView>

/** The firm a row would make. */
export const RecordView = Closed({
  name: text,
  nativeName: text,
  country: text,
  region: text,
  city: text,
  address: text,
  registrationNumber: text,
  email: text,
  phone: text,
  website: text,
  externalRef: text,
  description: text,
  sector: text,
  employees: Nullable(n),
  foundedYear: Nullable(n),
  products: Type.Array(Closed({ name: text, product: Nullable(text) })),
  processes: Type.Array(text),
  certificates: Type.Array(text),
  languages: Type.Array(text),
})
export type RecordView = Static<typeof RecordView>

export const PreviewView = Closed({
  rows: Type.Array(
    Closed({
      line: n,
      record: Nullable(RecordView),
      errors: Type.Array(Closed(oddity)),
      duplicates: Type.Array(DuplicateOf),
      decision: Nullable(Decision),
    }),
  ),
  totals: TotalsView,
  codes: Type.Array(Closed({ code: text, severity: Severity, count: n })),
})
export type PreviewView = Static<typeof PreviewView>

export const DecisionBody = Closed({
  /** Null hands the rows back to the rule: sure duplicates are left out, the others come in. */
  decision: Nullable(Decision),
  /** Only rows on this ground. */
  ground: Type.Optional(Ground),
  /** Only these rows. */
  lines: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 10_000_000 }), { minItems: 1, maxItems: 1_000, uniqueItems: true })),
})
export type DecisionBody = Static<typeof DecisionBody>

export const UndoView = Closed({
  removed: n,
  keptCount: n,
  /** The first hundred of those that stay, and why. */
  kept: Type.Array(Closed({ organizationId: Id, name: text, reason: OneOf(KEPT_REASONS) })),
  version: Version,
})
export type UndoView = Static<typeof UndoView>

/** The bytes of the file, whatever it is; no type, since none is JSON. */
const File = Type.Unsafe<Uint8Array>({ contentMediaType: 'application/octet-stream' })
const csv = { content: { 'text/csv': { schema: text } } }
const view = { 200: ImportView, ...refusals }
const listOf = <S extends Parameters<typeof Type.Array>[0]>(item: S) =>
  ({ 200: Closed({ items: Type.Array(item), next: Nullable(text) }), ...refusals }) as const

export const uploadList = {
  config,
  schema: {
    operationId: 'uploadList',
    tags,
    querystring: Closed({ fileName: Line(200, 1), listName: Line(120, 1) }),
    body: { content: { 'application/octet-stream': { schema: File } } },
    response: { 201: ImportView, ...refusals },
  },
} as const
export const listImports = {
  config,
  schema: { operationId: 'listImports', tags, querystring: Closed(PageQuery), response: listOf(ImportCard) },
} as const
export const getImport = { config, schema: { operationId: 'getImport', tags, params, response: view } } as const
export const discardImport = {
  config,
  schema: { operationId: 'discardImport', tags, params, response: { 204: NoContent, ...refusals } },
} as const
export const saveMapping = {
  config,
  schema: { operationId: 'saveMapping', tags, params, headers: IfMatch, body: MappingBody, response: view },
} as const
export const getValues = {
  config,
  schema: {
    operationId: 'getValues',
    tags,
    params,
    querystring: Closed({ ...PageQuery, field: Assigned, open: Type.Optional(Type.Boolean()) }),
    response: listOf(ValueView),
  },
} as const
export const confirmValues = {
  config,
  schema: { operationId: 'confirmValues', tags, params, headers: IfMatch, body: ValuesBody, response: view },
} as const
export const previewImport = {
  config,
  schema: { operationId: 'previewImport', tags, params, response: { 200: PreviewView, ...refusals } },
} as const
export const listRowErrors = {
  config,
  schema: {
    operationId: 'listRowErrors',
    tags,
    params,
    querystring: Closed({ ...PageQuery, severity: Type.Optional(Severity) }),
    response: listOf(RowErrorView),
  },
} as const
export const listDuplicates = {
  config,
  schema: {
    operationId: 'listDuplicates',
    tags,
    params,
    querystring: Closed({ ...PageQuery, ground: Type.Optional(Ground) }),
    response: listOf(DuplicateView),
  },
} as const
export const decideDuplicates = {
  config,
  schema: { operationId: 'decideDuplicates', tags, params, headers: IfMatch, body: DecisionBody, response: view },
} as const
export const runImport = {
  config,
  schema: { operationId: 'runImport', tags, params, headers: IfMatch, response: { 202: ImportView, ...refusals } },
} as const
export const downloadFailed = {
  config,
  schema: { operationId: 'downloadFailed', tags, params, querystring: Language, response: { 200: csv, ...refusals } },
} as const
export const undoImport = {
  config,
  schema: { operationId: 'undoImport', tags, params, response: { 200: UndoView, ...refusals } },
} as const
export const importTemplate = {
  config,
  schema: { operationId: 'importTemplate', tags, response: { 200: csv, ...refusals } },
} as const

function each<const K extends string, S extends Parameters<typeof Type.Array>[0]>(keys: readonly K[], schema: S) {
  return Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>
}
