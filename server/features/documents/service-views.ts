/** Documents as their readers see them; the owner sees his own names, a reader from whom he is hidden sees none. */

import type { Actor } from '../../../domain/actor.ts'
import { neutralName } from '../../../domain/files.ts'
import type { DocumentDetail, DocumentView, UploadView } from './contract.ts'
import type { Seat } from './service-access.ts'
import type { LoadedDocument, VersionRow } from './store.ts'
import type { UploadRow } from './store-uploads.ts'

export function uploadView({ id, name, kind, bytes, sha256, scan }: UploadRow): UploadView {
  return { id, name, kind, bytes, sha256, scan }
}

export interface Looking {
  actor: Actor
  seat: Seat
  at: Date
}

/** `place`: which one it is of those that this reader sees. */
export function documentView({ row, file }: LoadedDocument, place: number, { actor, seat, at }: Looking): DocumentView {
  const own = row.organizationId === actor.organizationId
  return {
    id: row.id,
    subject: { kind: row.subjectKind, id: row.subjectId },
    by: row.party,
    own,
    tier: row.tier,
    title: row.title,
    language: row.language,
    ...fileView(file),
    name: savedAs({ row, file }, place, { own, seat }),
    at: file.at.toISOString(),
    keepUntilOn: own ? row.keepUntilOn : null,
    waiting: own && (!row.openAt || row.openAt > at),
    showsOwner: own && row.party === 'lead-firm' && seat.underAlias && !file.anonymous,
    version: row.version,
  }
}

/** The name of the file for this reader: its own, or one that says nothing. */
export function savedAs({ row, file }: LoadedDocument, place: number, { own, seat }: { own: boolean; seat: Seat }): string {
  const isHidden = !own && seat.leadFirmHidden && row.party === 'lead-firm'
  return isHidden ? neutralName(file.kind, place) : file.name
}

export function fileView({ number, name, kind, bytes, sha256, scan }: VersionRow) {
  return { number, name, kind, bytes, sha256, scan }
}

export function detailView(document: DocumentView, versions: readonly VersionRow[], tiers: DocumentDetail['tiers']): DocumentDetail {
  return { document, versions: versions.map((one) => ({ ...fileView(one), at: one.at.toISOString() })), tiers }
}
