/** What a lead firm brings under its alias: files that do not tell whose they are, and titles that do not name it. */
import { createHash } from 'node:crypto'
import type { Transaction } from '../../../db/client.ts'
import { keepsItsAuthor } from '../../../domain/files.ts'
import { aliasLeak } from '../../../domain/needs.ts'
import { RefusedError } from '../../errors.ts'
import type { DocumentNeeds } from './service-finding.ts'
import { refusalOf } from './service-uploads.ts'
import type { UploadRow } from './store-uploads.ts'

/** Images were drawn anew already and texts hold nothing beside their text; a PDF is taken apart, and the object it was brought as is swept. */
export async function anonymousFile({ files, inspector }: DocumentNeeds, { kind, object }: UploadRow): Promise<Partial<UploadRow>> {
  if (keepsItsAuthor(kind))
    throw new RefusedError({ code: 'document-save-as-pdf', message: 'Under an alias office files are not taken: save it as PDF.' }, 422)
  if (kind !== 'pdf') return {}
  const made = await inspector.anonymise(await files.get(object))
  if (!made.ok) throw refusalOf(made)
  return {
    object: await files.put(made.bytes),
    bytes: made.bytes.length,
    sha256: createHash('sha256').update(made.bytes).digest('hex'),
  }
}

export async function requireQuietTitle(needs: DocumentNeeds, tx: Transaction, organizationId: string, title: string): Promise<void> {
  const firm = await needs.firmOf(tx, organizationId)
  const leak = firm && aliasLeak({ title, description: '', criteria: [], deliveryPlace: '' }, firm)
  if (leak) throw new RefusedError(leak, 422)
}
