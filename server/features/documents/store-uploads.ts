/** Files brought that no document holds yet, what an organization has in all, and which objects are held at all, in SQL. */
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { documents, documentVersions, uploads } from '../../../db/schema/documents.ts'

export type UploadRow = typeof uploads.$inferSelect

export const uploadStore = {
  /** The bytes that an organization keeps; held until the transaction ends, so that two files cannot pass the limit side by side. */
  async bytesOf(tx: Transaction, organizationId: string): Promise<number> {
    await tx.execute(sql`select pg_advisory_xact_lock(7042, hashtext(${organizationId}))`)
    const { rows } = await tx.execute<{ bytes: string }>(sql`
      select (select coalesce(sum(bytes), 0) from ${uploads} where organization_id = ${organizationId})
           + (select coalesce(sum(v.bytes), 0) from ${documentVersions} v join ${documents} d on d.id = v.document_id
              where d.organization_id = ${organizationId}) as bytes`)
    return Number(rows[0]?.bytes ?? 0)
  },
  async insert(tx: Transaction, values: typeof uploads.$inferInsert): Promise<UploadRow | undefined> {
    return (await tx.insert(uploads).values(values).returning())[0]
  },
  /** Takes the upload out of waiting: of two documents that want it one gets it. */
  async take(tx: Transaction, id: string, organizationId: string): Promise<UploadRow | undefined> {
    return (
      await tx
        .delete(uploads)
        .where(and(eq(uploads.id, id), eq(uploads.organizationId, organizationId)))
        .returning()
    )[0]
  },
  async forget(tx: Transaction, before: Date): Promise<number> {
    return (await tx.delete(uploads).where(lt(uploads.createdAt, before)).returning({ id: uploads.id })).length
  },
  /** Those of the objects that an upload or a version holds. */
  async held(tx: Transaction, objects: readonly string[]): Promise<Set<string>> {
    if (objects.length === 0) return new Set()
    const names = [...objects]
    const waiting = await tx.select({ object: uploads.object }).from(uploads).where(inArray(uploads.object, names)).limit(names.length)
    const kept = await tx
      .select({ object: documentVersions.object })
      .from(documentVersions)
      .where(inArray(documentVersions.object, names))
      .limit(names.length)
    return new Set([...waiting, ...kept].map((one) => one.object))
  },
}
