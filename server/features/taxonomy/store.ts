/** The thesaurus and the official code lists, in SQL. */
import { and, asc, eq, exists, gt, ilike, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '../../../db/client.ts'
import { catalogueSeeds, classificationCodes, concepts } from '../../../db/schema/standards.ts'
import type { ClassificationScheme } from '../../../domain/classification.ts'

export type ConceptRow = typeof concepts.$inferSelect

export const taxonomyStore = {
  async concepts(tx: Transaction): Promise<ConceptRow[]> {
    return tx.select().from(concepts).orderBy(asc(concepts.kind), asc(concepts.group), asc(concepts.code)).limit(50_000)
  },
  /** The hash of the seed that the thesaurus was last brought to. */
  async stamp(tx: Transaction): Promise<string> {
    const [row] = await tx.select({ hash: catalogueSeeds.hash }).from(catalogueSeeds).where(eq(catalogueSeeds.catalogue, 'concepts'))
    return row?.hash ?? ''
  },
  /** A whole list with its labels. */
  async labelled(tx: Transaction, list: ClassificationScheme): Promise<{ code: string; labels: Record<string, string> }[]> {
    const { code, labels, scheme } = classificationCodes
    return tx.select({ code, labels }).from(classificationCodes).where(eq(scheme, list)).orderBy(asc(code)).limit(65_535)
  },
  /** By code: what stands right below a code (the top without one), or what a text names. */
  async codes(
    tx: Transaction,
    asked: {
      scheme: ClassificationScheme
      parent: string | undefined
      q: string | undefined
      lang: string
      after: string | null
      limit: number
    },
  ) {
    const { code, parent, labels, scheme } = classificationCodes
    const below = alias(classificationCodes, 'below')
    const text = asked.q?.trim().replace(/[\\%_]/g, '\\$&')
    const label = sql`coalesce(${labels}->>${asked.lang}, ${labels}->>'en')`
    const underneath = asked.parent ? eq(parent, asked.parent) : isNull(parent)
    return tx
      .select({
        code,
        parent,
        labels,
        hasBelow: sql<boolean>`${exists(
          tx
            .select({ code: below.code })
            .from(below)
            .where(and(eq(below.scheme, asked.scheme), eq(below.parent, code))),
        )}`,
      })
      .from(classificationCodes)
      .where(
        and(
          eq(scheme, asked.scheme),
          text ? or(ilike(label, `%${text}%`), ilike(code, `${text}%`)) : underneath,
          asked.after === null ? undefined : gt(code, asked.after),
        ),
      )
      .orderBy(asc(code))
      .limit(asked.limit)
  },
}
