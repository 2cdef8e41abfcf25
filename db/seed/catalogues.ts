/** Brings the seeded catalogues into the database: the thesaurus and the standards. Rows are matched by code, so a newer seed replaces an older one. */
import { createHash } from 'node:crypto'
import { and, eq, getTableColumns, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Concept } from '../../domain/taxonomy.ts'
import { noteChange, writeChanges } from '../changes.ts'
import type { Transaction } from '../client.ts'
import { catalogueSeeds, concepts, standardEditions, standardImplications, standards } from '../schema/standards.ts'
import { loadStandards, type StandardRows } from './standards.ts'
import { loadTaxonomy } from './taxonomy.ts'

/** Runs at every start; a catalogue whose seed is unchanged costs one small read. */
export async function seedCatalogues(db: NodePgDatabase, seed = { concepts: loadTaxonomy(), standards: loadStandards() }): Promise<void> {
  await db.transaction(async (tx) => {
    await bring(tx, 'concepts', seed.concepts, () => seedConcepts(tx, seed.concepts))
    await bring(tx, 'standards', seed.standards, (former) => seedStandards(tx, seed.standards, former))
    await writeChanges(tx)
  })
}

async function bring(
  tx: Transaction,
  catalogue: string,
  rows: unknown,
  write: (former: readonly string[]) => Promise<string[]>,
): Promise<void> {
  const hash = createHash('sha256').update(JSON.stringify(rows)).digest('hex')
  const [before] = await tx.select().from(catalogueSeeds).where(eq(catalogueSeeds.catalogue, catalogue))
  if (before?.hash === hash) return
  const rules = await write(before?.rules ?? [])
  await tx
    .insert(catalogueSeeds)
    .values({ catalogue, hash, rules })
    .onConflictDoUpdate({ target: catalogueSeeds.catalogue, set: { hash, rules } })
  // On the first start nobody holds an older catalogue.
  if (before) noteChange(tx, { kind: 'catalogue', subjectId: WHOLE_CATALOGUE, version: 1 })
}

async function seedConcepts(tx: Transaction, rows: readonly Concept[]): Promise<string[]> {
  for (const part of partsOf(rows)) {
    await tx
      .insert(concepts)
      .values(part.map((row) => ({ ...row, retired: false })))
      .onConflictDoUpdate({ target: concepts.code, set: newest(concepts, ['code']) })
  }
  // Profiles and needs may still name a concept that the thesaurus gave up: it is retired, not deleted.
  await tx
    .update(concepts)
    .set({ retired: true })
    .where(and(eq(concepts.retired, false), notInArray(concepts.code, ['', ...rows.map((row) => row.code)])))
  return []
}

async function seedStandards(
  tx: Transaction,
  { standards: rows, editions, implications }: StandardRows,
  former: readonly string[],
): Promise<string[]> {
  const at = sql`transaction_timestamp()`
  const made = rows.map(({ code, name, kind, monthsMin, monthsMax, scaleGroup, scaleRank, withdrawnOn, sectors = [] }) => {
    const columns = { code, name, kind, monthsMin, monthsMax, scaleGroup, scaleRank, withdrawnOn }
    return { ...columns, sectors: [...sectors], createdAt: at, updatedAt: at }
  })
  const kept = ['id', 'code', 'issuerOrganizationId', 'checklist', 'acceptsInstead', 'version', 'createdAt']
  for (const part of partsOf(made)) {
    // A row of a higher version was changed here by a person, and stays as that person left it.
    const untouched = and(eq(standards.version, 1), isNull(standards.issuerOrganizationId))
    await tx
      .insert(standards)
      .values(part)
      .onConflictDoUpdate({ target: standards.code, set: newest(standards, kept), ...(untouched && { setWhere: untouched }) })
  }
  for (const part of partsOf(editions)) {
    // Days that somebody entered for an edition still to come outlive a seed that does not know them.
    const { acceptedFrom, acceptedUntil } = standardEditions
    const set = {
      acceptedFrom: sql`coalesce(excluded.accepted_from, ${acceptedFrom})`,
      acceptedUntil: sql`coalesce(excluded.accepted_until, ${acceptedUntil})`,
    }
    await tx
      .insert(standardEditions)
      .values(part)
      .onConflictDoUpdate({ target: [standardEditions.standard, standardEditions.edition], set })
  }
  const { holds, satisfies } = standardImplications
  for (const part of partsOf(implications)) {
    const values = part.map((row) => ({ ...row, conditions: [...row.conditions] }))
    await tx
      .insert(standardImplications)
      .values(values)
      .onConflictDoUpdate({ target: [holds, satisfies], set: newest(standardImplications, ['holds', 'satisfies']) })
  }
  const rules = implications.map((row) => `${row.holds}>${row.satisfies}`)
  const gone = former.filter((rule) => !rules.includes(rule))
  if (gone.length > 0) await tx.delete(standardImplications).where(inArray(sql`${holds} || '>' || ${satisfies}`, gone))
  return rules
}

/** `set a = excluded.a` for every column but those named. */
function newest(table: PgTable, except: readonly string[]): Record<string, ReturnType<typeof sql.raw>> {
  const columns = Object.keys(getTableColumns(table)).filter((column) => !except.includes(column))
  return Object.fromEntries(
    columns.map((column) => [column, sql.raw(`excluded."${column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`)]),
  )
}

function partsOf<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / 500) }, (_, at) => rows.slice(at * 500, at * 500 + 500))
}

/** Changes name a subject; this one stands for the catalogue as a whole. */
const WHOLE_CATALOGUE = '00000000-0000-0000-0000-000000000000'
