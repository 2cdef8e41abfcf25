/** Links that pass: made for one reader, one document and one version, good for five minutes, and checked anew when they are followed. */
import { createHash } from 'node:crypto'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { DOCUMENT_LIMITS } from '../../../domain/documents.ts'
import { MEDIA_TYPES } from '../../../domain/files.ts'
import { requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import { type DocumentNeeds, type Found, find } from './service-finding.ts'
import { savedAs } from './service-views.ts'
import { documentStore as store, type VersionRow } from './store.ts'

export interface Download {
  name: string
  mediaType: string
  bytes: Uint8Array
}

export interface DocumentLinks {
  make(actor: Actor, documentId: string, number: number | null): Promise<{ url: string; until: string }>
  follow(actor: Actor, link: string): Promise<Download>
}

export function createDocumentLinks(needs: DocumentNeeds): DocumentLinks {
  const marks = needs.cursors.of('links')
  return {
    make: (actor, documentId, number) =>
      needs.db.as(actor, async (tx) => {
        const { file } = await versionOf(needs, tx, actor, { documentId, number })
        const until = needs.clock.now().getTime() + DOCUMENT_LIMITS.linkSeconds * 1000
        return {
          url: `/api/v1/downloads/${marks.write([documentId, String(file.number), whoIs(actor), String(until)])}`,
          until: new Date(until).toISOString(),
        }
      }),
    follow: (actor, link) => follow(needs, marks, actor, link),
  }
}

async function follow(needs: DocumentNeeds, marks: Cursors, actor: Actor, link: string): Promise<Download> {
  requireMay(actor, 'document.read')
  const [documentId = '', number = '', who, until = '0'] = keysOf(marks, link)
  if (who !== whoIs(actor)) throw new NotFoundError()
  const at = needs.clock.now()
  if (Number(until) <= at.getTime()) throw new RefusedError({ code: 'link-over', message: 'This link is too old; ask for a new one.' }, 410)
  const found = await needs.db.as(actor, async (tx) => {
    const one = await versionOf(needs, tx, actor, { documentId, number: Number(number) })
    const { userId, organizationId } = actor
    if (!one.own) await store.addRead(tx, { documentId, number: one.file.number, userId, organizationId, at })
    return one
  })
  return { name: found.name, mediaType: MEDIA_TYPES[found.file.kind], bytes: await needs.files.get(found.file.object) }
}

/** Of another person or another organization of his, the link is none. */
function whoIs({ userId, organizationId }: Actor): string {
  return createHash('sha256')
    .update(`${userId ?? ''}/${organizationId ?? ''}`)
    .digest('base64url')
    .slice(0, 22)
}

/** A link that is not ours leads nowhere. */
function keysOf(marks: Cursors, link: string): string[] {
  try {
    return marks.read(link) ?? []
  } catch (error) {
    if (error instanceof RefusedError) throw new NotFoundError()
    throw error
  }
}

interface Version {
  file: VersionRow
  name: string
  own: boolean
}

/** The version that counts; an older one for its owner alone. */
async function versionOf(
  needs: DocumentNeeds,
  tx: Transaction,
  actor: Actor,
  { documentId, number }: { documentId: string; number: number | null },
): Promise<Version> {
  const found = await find(needs, tx, actor, documentId)
  const own = found.loaded.row.organizationId === actor.organizationId
  const file = await fileOf(tx, found, { number, own })
  if (!file) throw new NotFoundError()
  return { file, own, name: savedAs({ ...found.loaded, file }, found.nth, { own, seat: found.seat }) }
}

async function fileOf(
  tx: Transaction,
  { loaded }: Found,
  { number, own }: { number: number | null; own: boolean },
): Promise<VersionRow | undefined> {
  if (number === null || number === loaded.file.number) return loaded.file
  return own ? (await store.versions(tx, loaded.row.id)).find((one) => one.number === number) : undefined
}
