/** What the API hears and says about documents: files brought, documents with their tier and versions, who read them, and links that pass. */
import { type Static, Type } from 'typebox'
import { DOCUMENT_PARTIES, DOCUMENT_SUBJECTS, DOCUMENT_TIERS } from '../../../domain/documents.ts'
import { FILE_KINDS, FILE_LIMITS, MEDIA_TYPES } from '../../../domain/files.ts'
import {
  Closed,
  DayText,
  Id,
  IfMatch,
  Instant,
  Language,
  Line,
  NoContent,
  Nullable,
  OneOf,
  PageQuery,
  refusals,
  Version,
} from '../../shapes.ts'

const tags = ['documents']
const Scan = OneOf(['clean', 'not-looked'] as const)
const File = {
  /** Under which the reader saves it. */
  name: Type.String(),
  kind: OneOf(FILE_KINDS),
  bytes: Type.Integer(),
  sha256: Type.String(),
  scan: Scan,
}

export const UploadView = Closed({ id: Id, ...File })
export type UploadView = Static<typeof UploadView>

export const DocumentView = Closed({
  id: Id,
  subject: Closed({ kind: OneOf(DOCUMENT_SUBJECTS), id: Id }),
  /** Which side it is of; a firm is never named here. */
  by: OneOf(DOCUMENT_PARTIES),
  own: Type.Boolean(),
  tier: OneOf(DOCUMENT_TIERS),
  title: Type.String(),
  language: Type.String(),
  /** The version that counts. */
  number: Type.Integer(),
  ...File,
  at: Instant,
  /** The owner's own: until when he wants it kept, and whether the others wait for it. */
  keepUntilOn: Nullable(Type.String()),
  waiting: Type.Boolean(),
  /** Brought before the need stood under an alias: readers from whom the owner is hidden do not get it. */
  showsOwner: Type.Boolean(),
  version: Version,
})
export type DocumentView = Static<typeof DocumentView>

export const DocumentDetail = Closed({
  document: DocumentView,
  /** All versions, the newest first; those that others see count one. */
  versions: Type.Array(Closed({ number: Type.Integer(), ...File, at: Instant })),
  /** Tiers that it may be moved to. */
  tiers: Type.Array(OneOf(DOCUMENT_TIERS)),
})
export type DocumentDetail = Static<typeof DocumentDetail>

const DocumentList = Closed({
  items: Type.Array(DocumentView),
  /** Tiers that the reader may choose for one of his own here; none where he may bring none. */
  tiers: Type.Array(OneOf(DOCUMENT_TIERS)),
  /** The reader is the lead firm, and somebody who reads here does not know it. */
  underAlias: Type.Boolean(),
})
export type DocumentList = Static<typeof DocumentList>

const about = {
  title: Type.Optional(Line(200, 1)),
  language: Type.Optional(Language),
  keepUntilOn: Type.Optional(Nullable(DayText)),
}
export const AttachBody = Closed({ uploadId: Id, tier: OneOf(DOCUMENT_TIERS), ...about })
export type AttachBody = Static<typeof AttachBody>
export const ChangeBody = Closed({ title: Line(200, 1), language: Language, tier: OneOf(DOCUMENT_TIERS), keepUntilOn: Nullable(DayText) })
export type ChangeBody = Static<typeof ChangeBody>

export const ReadView = Closed({
  number: Type.Integer(),
  /** Which side read it; `other` is somebody signed in, `visitor` nobody that we know. */
  by: OneOf([...DOCUMENT_PARTIES, 'other', 'visitor'] as const),
  /** Null where the reader is hidden from the owner. */
  firm: Nullable(Type.String()),
  at: Instant,
})
export type ReadView = Static<typeof ReadView>

const own = { permission: 'document.own' } as const
const reads = { permission: 'document.read' } as const
const linkage = Closed({ linkageId: Id })
const need = Closed({ needId: Id })
const params = Closed({ documentId: Id })
const Bytes = Type.Unsafe<Uint8Array>({ contentMediaType: 'application/octet-stream', maxLength: FILE_LIMITS.bytes })
/** The exact kinds that are heard; the bytes have to agree. */
const bodies = Object.fromEntries(Object.values(MEDIA_TYPES).map((type) => [type, { schema: Bytes }]))

export const uploadFile = {
  config: own,
  schema: {
    operationId: 'uploadFile',
    tags,
    querystring: Closed({ name: Line(FILE_LIMITS.nameLength, 1) }),
    body: { content: bodies },
    response: { 201: UploadView, ...refusals },
  },
} as const
export const listLinkageDocuments = {
  config: own,
  schema: { operationId: 'listLinkageDocuments', tags, params: linkage, response: { 200: DocumentList, ...refusals } },
} as const
export const attachToLinkage = {
  config: own,
  schema: { operationId: 'attachToLinkage', tags, params: linkage, body: AttachBody, response: { 201: DocumentView, ...refusals } },
} as const
/** Of an open need, or of a need of one's own. */
export const listNeedDocuments = {
  config: reads,
  schema: { operationId: 'listNeedDocuments', tags, params: need, response: { 200: DocumentList, ...refusals } },
} as const
export const attachToNeed = {
  config: own,
  schema: { operationId: 'attachToNeed', tags, params: need, body: AttachBody, response: { 201: DocumentView, ...refusals } },
} as const
export const getDocument = {
  config: reads,
  schema: { operationId: 'getDocument', tags, params, response: { 200: DocumentDetail, ...refusals } },
} as const
export const changeDocument = {
  config: own,
  schema: { operationId: 'changeDocument', tags, params, headers: IfMatch, body: ChangeBody, response: { 200: DocumentView, ...refusals } },
} as const
export const replaceDocument = {
  config: own,
  schema: {
    operationId: 'replaceDocument',
    tags,
    params,
    headers: IfMatch,
    body: Closed({ uploadId: Id }),
    response: { 200: DocumentView, ...refusals },
  },
} as const
export const removeDocument = {
  config: own,
  schema: { operationId: 'removeDocument', tags, params, response: { 204: NoContent, ...refusals } },
} as const
export const listDocumentReads = {
  config: own,
  schema: {
    operationId: 'listDocumentReads',
    tags,
    params,
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(ReadView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
/** A link for this reader alone, to one version, for five minutes. */
export const linkDocument = {
  config: reads,
  schema: {
    operationId: 'linkDocument',
    tags,
    params,
    /** Without a number: the version that counts. */
    body: Closed({ number: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) }),
    response: { 200: Closed({ url: Type.String(), until: Instant }), ...refusals },
  },
} as const
const served = Object.fromEntries([...new Set(Object.values(MEDIA_TYPES))].map((type) => [type, { schema: Type.String() }]))
export const downloadDocument = {
  config: reads,
  schema: {
    operationId: 'downloadDocument',
    tags,
    params: Closed({ link: Type.String({ maxLength: 200, pattern: '^[\\w-]+\\.[\\w-]+$' }) }),
    response: { 200: { content: served }, ...refusals },
  },
} as const
