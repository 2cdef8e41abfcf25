/** Documents, their versions and who read them, in SQL. */
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { documentReads, documents, documentVersions } from '../../../db/schema/documents.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import type { Day } from '../../../domain/day.ts'
import type { DocumentSubjectKind } from '../../../domain/documents.ts'

export type DocumentRow = typeof documents.$inferSelect
export type VersionRow = typeof documentVersions.$inferSelect

/** A document with the version that counts. */
export interface LoadedDocument {
  row: DocumentRow
  file: VersionRow
}

export interface Subject {
  kind: DocumentSubjectKind
  id: string
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
const counts = and(eq(documentVersions.documentId, documents.id), eq(documentVersions.number, documents.current))

export const documentStore = {
  async insert(tx: Transaction, values: typeof documents.$inferInsert): Promise<string> {
    const [row] = await tx.insert(documents).values(values).returning({ id: documents.id })
    return row?.id ?? ''
  },
  async addVersion(tx: Transaction, values: typeof documentVersions.$inferInsert): Promise<void> {
    await tx.insert(documentVersions).values(values)
  },
  async byId(tx: Transaction, id: string): Promise<LoadedDocument | undefined> {
    const rows = await tx
      .select({ row: documents, file: documentVersions })
      .from(documents)
      .innerJoin(documentVersions, counts)
      .where(eq(documents.id, id))
    return rows[0]
  },
  /** Holds the row, so that of two changes one comes second. */
  async lock(tx: Transaction, id: string): Promise<DocumentRow | undefined> {
    return (await tx.select().from(documents).where(eq(documents.id, id)).for('update'))[0]
  },
  /** In the order in which they came; each side may have twenty. */
  async ofSubject(tx: Transaction, { kind, id }: Subject): Promise<LoadedDocument[]> {
    return tx
      .select({ row: documents, file: documentVersions })
      .from(documents)
      .innerJoin(documentVersions, counts)
      .where(and(eq(documents.subjectKind, kind), eq(documents.subjectId, id)))
      .orderBy(asc(documents.id))
      .limit(100)
  },
  /** The same of many subjects of a kind at once. */
  async ofSubjects(tx: Transaction, kind: Subject['kind'], ids: readonly string[]): Promise<LoadedDocument[]> {
    if (ids.length === 0) return []
    return tx
      .select({ row: documents, file: documentVersions })
      .from(documents)
      .innerJoin(documentVersions, counts)
      .where(and(eq(documents.subjectKind, kind), inArray(documents.subjectId, [...ids])))
      .orderBy(asc(documents.id))
      .limit(1_000)
  },
  async countOf(tx: Transaction, { kind, id }: Subject, organizationId: string): Promise<number> {
    return tx.$count(
      documents,
      and(eq(documents.subjectKind, kind), eq(documents.subjectId, id), eq(documents.organizationId, organizationId)),
    )
  },
  async versions(tx: Transaction, documentId: string): Promise<VersionRow[]> {
    return tx
      .select()
      .from(documentVersions)
      .where(eq(documentVersions.documentId, documentId))
      .orderBy(desc(documentVersions.number))
      .limit(100)
  },
  async change(tx: Transaction, id: string, values: Partial<typeof documents.$inferInsert>): Promise<void> {
    await tx
      .update(documents)
      .set({ ...values, version: sql`${documents.version} + 1` })
      .where(eq(documents.id, id))
  },
  async openFrom(tx: Transaction, { kind, id }: Subject, organizationId: string, openAt: Date | null): Promise<void> {
    await tx
      .update(documents)
      .set({ openAt })
      .where(and(eq(documents.subjectKind, kind), eq(documents.subjectId, id), eq(documents.organizationId, organizationId)))
  },
  async remove(tx: Transaction, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.delete(documents).where(inArray(documents.id, [...ids]))
  },
  /** Those whose owner did not want them kept any longer. */
  async pastKeeping(tx: Transaction, today: Day, limit: number): Promise<{ id: string; organizationId: string }[]> {
    return tx
      .select({ id: documents.id, organizationId: documents.organizationId })
      .from(documents)
      .where(lt(documents.keepUntilOn, today))
      .limit(limit)
  },
  async addRead(tx: Transaction, values: typeof documentReads.$inferInsert): Promise<void> {
    await tx.insert(documentReads).values(values)
  },
  async reads(tx: Transaction, documentId: string, page: { after: readonly string[] | null; limit: number }) {
    const [at = '', id = NOBODY] = page.after ?? []
    return tx
      .select({ read: documentReads, firm: organizations.name, kind: organizations.kind })
      .from(documentReads)
      .leftJoin(organizations, eq(organizations.id, documentReads.organizationId))
      .where(
        and(
          eq(documentReads.documentId, documentId),
          page.after ? sql`(${documentReads.at}, ${documentReads.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(documentReads.at), desc(documentReads.id))
      .limit(page.limit)
  },
}
