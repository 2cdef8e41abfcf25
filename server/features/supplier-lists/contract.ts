/** What the API hears and says about supplier lists: a lead firm keeps them, an SME reads its own entries, and a supply ends with an alternative. */
import { type Static, Type } from 'typebox'
import { EXIT_ALTERNATIVES, SUPPLIER_STATUSES } from '../../../domain/supplier-lists.ts'
import { Closed, DayText, Id, IfMatch, Instant, Line, Nullable, OneOf, PageQuery, refusals, Text, Version } from '../../shapes.ts'

const tags = ['supplier-lists']
const Firm = Closed({ id: Id, name: Type.String() })
const Status = OneOf(SUPPLIER_STATUSES)

export const ListView = Closed({
  id: Id,
  name: Type.String(),
  noticeMonths: Type.Integer(),
  target: Nullable(Type.Integer()),
  /** Suppliers now: approved, regular, preferred, or in their notice. */
  supplying: Type.Integer(),
  statuses: Type.Array(Closed({ status: Status, n: Type.Integer() })),
  years: Type.Array(Closed({ year: Type.Integer(), joined: Type.Integer(), left: Type.Integer() })),
  version: Version,
})
export type ListView = Static<typeof ListView>

export const EntryView = Closed({
  id: Id,
  list: Closed({ id: Id, name: Type.String(), noticeMonths: Type.Integer() }),
  leadFirm: Firm,
  sme: Firm,
  linkageId: Nullable(Id),
  status: Status,
  expiresOn: Nullable(Type.String()),
  /** The lead firm's own; empty for the SME. */
  note: Type.String(),
  exit: Nullable(
    Closed({
      noticeOn: Type.String(),
      months: Type.Integer(),
      endsOn: Type.String(),
      reason: Type.String(),
      alternative: OneOf(EXIT_ALTERNATIVES),
      note: Type.String(),
      /** How many open needs of others fitted on that day. */
      fitting: Type.Integer(),
      /** Which they were: the SME's own affair. */
      needs: Type.Array(Closed({ needId: Id, title: Type.String(), band: Type.String() })),
    }),
  ),
  mayExit: Type.Boolean(),
  version: Version,
  updatedAt: Instant,
})
export type EntryView = Static<typeof EntryView>

const Months = Type.Integer({ minimum: 1, maximum: 36 })
const ListBody = Closed({
  name: Line(120, 1),
  noticeMonths: Type.Optional(Months),
  target: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 10_000 }))),
})
export type ListBody = Static<typeof ListBody>
const Said = { status: Status, expiresOn: Type.Optional(Nullable(DayText)), note: Type.Optional(Text(2_000)) }
const AddBody = Closed({ organizationId: Id, linkageId: Type.Optional(Id), ...Said })
export type AddBody = Static<typeof AddBody>
const EditBody = Closed(Said)
export type EditBody = Static<typeof EditBody>
const ExitBody = Closed({
  months: Months,
  reason: Text(2_000),
  alternative: Type.Optional(OneOf(EXIT_ALTERNATIVES)),
  note: Type.Optional(Text(2_000)),
})
export type ExitBody = Static<typeof ExitBody>

const listParams = Closed({ listId: Id })
const entryParams = Closed({ entryId: Id })
const reads = { permission: 'supplier-list.read' } as const
const edits = { permission: 'supplier-list.edit' } as const
const listOf = <S extends typeof ListView | typeof EntryView>(one: S) => Closed({ items: Type.Array(one), next: Nullable(Type.String()) })

export const listSupplierLists = {
  config: reads,
  schema: { operationId: 'listSupplierLists', tags, querystring: Closed(PageQuery), response: { 200: listOf(ListView), ...refusals } },
} as const
export const createSupplierList = {
  config: edits,
  schema: { operationId: 'createSupplierList', tags, body: ListBody, response: { 201: ListView, ...refusals } },
} as const
export const getSupplierList = {
  config: reads,
  schema: { operationId: 'getSupplierList', tags, params: listParams, response: { 200: ListView, ...refusals } },
} as const
export const editSupplierList = {
  config: edits,
  schema: {
    operationId: 'editSupplierList',
    tags,
    headers: IfMatch,
    params: listParams,
    body: ListBody,
    response: { 200: ListView, ...refusals },
  },
} as const
export const listSupplierEntries = {
  config: reads,
  schema: {
    operationId: 'listSupplierEntries',
    tags,
    params: listParams,
    querystring: Closed(PageQuery),
    response: { 200: listOf(EntryView), ...refusals },
  },
} as const
export const addSupplierEntry = {
  config: edits,
  schema: { operationId: 'addSupplierEntry', tags, params: listParams, body: AddBody, response: { 201: EntryView, ...refusals } },
} as const
export const getSupplierEntry = {
  config: { permission: 'supplier-entry.read' },
  schema: { operationId: 'getSupplierEntry', tags, params: entryParams, response: { 200: EntryView, ...refusals } },
} as const
export const editSupplierEntry = {
  config: edits,
  schema: {
    operationId: 'editSupplierEntry',
    tags,
    headers: IfMatch,
    params: entryParams,
    body: EditBody,
    response: { 200: EntryView, ...refusals },
  },
} as const
export const giveExitNotice = {
  config: edits,
  schema: {
    operationId: 'giveExitNotice',
    tags,
    headers: IfMatch,
    params: entryParams,
    body: ExitBody,
    response: { 200: EntryView, ...refusals },
  },
} as const
export const listSuppliedTo = {
  config: { permission: 'supplied-to.read' },
  schema: { operationId: 'listSuppliedTo', tags, querystring: Closed(PageQuery), response: { 200: listOf(EntryView), ...refusals } },
} as const
