/** Imports, their rows and the words of their fields, in SQL. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { importRows, imports } from '../../../db/schema/imports.ts'
import { linkages } from '../../../db/schema/linkages.ts'
import { claims, organizations } from '../../../db/schema/organizations.ts'
import { capabilityProfiles } from '../../../db/schema/profiles.ts'
import type { DuplicateGround } from '../../../domain/import-duplicates.ts'
import { normaliseName } from '../../../domain/import-names.ts'
import type { FirmIdentity } from '../../../domain/import-similarity.ts'
import { type DuplicateDecision, SKIPPED_GROUNDS } from '../../../domain/import-steps.ts'

export type ImportRow = typeof imports.$inferSelect
export type ListRowStored = typeof importRows.$inferSelect
export type ImportChange = Partial<typeof imports.$inferInsert>

/** What checking says of one row; rows of which nothing is to be said are left out. */
export type RowFinding = Pick<ListRowStored, 'line' | 'errors' | 'duplicates' | 'ground' | 'skip'> & { good: boolean }

export interface KnownFirm extends FirmIdentity {
  id: string
  place: string
}

const BATCH = 1_000

export const importStore = {
  async insert(tx: Transaction, values: typeof imports.$inferInsert): Promise<ImportRow> {
    const [row] = await tx.insert(imports).values(values).returning()
    if (!row) throw new Error('The import was not stored.')
    return row
  },
  async insertRows(tx: Transaction, importId: string, rows: readonly { line: number; cells: string[]; ragged: boolean }[]): Promise<void> {
    for (let at = 0; at < rows.length; at += BATCH) {
      await tx.insert(importRows).values(rows.slice(at, at + BATCH).map((row) => ({ ...row, importId })))
    }
  },
  async find(tx: Transaction, id: string): Promise<ImportRow | undefined> {
    return (await tx.select().from(imports).where(eq(imports.id, id)))[0]
  },
  async lock(tx: Transaction, id: string): Promise<ImportRow | undefined> {
    return (await tx.select().from(imports).where(eq(imports.id, id)).for('update'))[0]
  },
  /** Newest first. */
  async ofAgency(tx: Transaction, organizationId: string, after: readonly string[] | null, limit: number): Promise<ImportRow[]> {
    const mine = eq(imports.organizationId, organizationId)
    const [at = '', id = ''] = after ?? []
    const earlier = after
      ? or(lt(imports.createdAt, new Date(at)), and(eq(imports.createdAt, new Date(at)), lt(imports.id, id)))
      : undefined
    return tx.select().from(imports).where(and(mine, earlier)).orderBy(desc(imports.createdAt), desc(imports.id)).limit(limit)
  },
  async countOpen(tx: Transaction, organizationId: string): Promise<number> {
    const open = and(eq(imports.organizationId, organizationId), inArray(imports.state, ['uploaded', 'mapped', 'failed']))
    return (await tx.select({ n: count() }).from(imports).where(open))[0]?.n ?? 0
  },
  /** A change that others must notice: the version moves. */
  async update(tx: Transaction, id: string, change: ImportChange): Promise<ImportRow> {
    const [row] = await tx
      .update(imports)
      .set({ ...change, version: sql`${imports.version} + 1` })
      .where(eq(imports.id, id))
      .returning()
    if (!row) throw new Error('The import is gone.')
    return row
  },
  /** How far a run has come; no change that anybody must notice. */
  async progress(tx: Transaction, id: string, done: number, at: Date): Promise<void> {
    await tx
      .update(imports)
      .set({ done, updatedAt: at })
      .where(and(eq(imports.id, id), eq(imports.state, 'running')))
  },
  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.delete(imports).where(eq(imports.id, id))
  },
  /** False when another process is running this import just now. */
  async holdRun(tx: Transaction, id: string): Promise<boolean> {
    const { rows } = await tx.execute<{ held: boolean }>(sql`select pg_try_advisory_xact_lock(7042, hashtext(${id})) as held`)
    return rows[0]?.held === true
  },
  async rows(tx: Transaction, importId: string): Promise<ListRowStored[]> {
    return tx.select().from(importRows).where(eq(importRows.importId, importId)).orderBy(asc(importRows.line)).limit(20_000)
  },
  async firstRows(tx: Transaction, importId: string, limit: number): Promise<ListRowStored[]> {
    return tx.select().from(importRows).where(eq(importRows.importId, importId)).orderBy(asc(importRows.line)).limit(limit)
  },
  /** Writes what checking found; an earlier decision on a row stays as long as the row has a duplicate. */
  async saveFindings(tx: Transaction, importId: string, findings: readonly RowFinding[]): Promise<void> {
    const blank = { good: true, errors: [], duplicates: [], ground: null, skip: false, outcome: null, firmId: null }
    await tx.update(importRows).set(blank).where(eq(importRows.importId, importId))
    for (let at = 0; at < findings.length; at += BATCH) {
      const part = JSON.stringify(findings.slice(at, at + BATCH))
      await tx.execute(sql`
        update import_rows r set good = f.good, errors = f.errors, duplicates = f.duplicates, ground = f.ground, skip = f.skip
        from jsonb_to_recordset(${part}::jsonb) as f(line int, good boolean, errors jsonb, duplicates jsonb, ground text, skip boolean)
        where r.import_id = ${importId} and r.line = f.line`)
    }
    await tx
      .update(importRows)
      .set({ decision: null })
      .where(and(eq(importRows.importId, importId), isNull(importRows.ground)))
  },
  /** One decision for all rows with a duplicate, for those on one ground, or for single rows. Null hands them back to the rule. */
  async decide(
    tx: Transaction,
    importId: string,
    rows: { ground?: DuplicateGround; lines?: readonly number[] },
    decision: DuplicateDecision | null,
  ): Promise<number> {
    const chosen = and(
      eq(importRows.importId, importId),
      rows.ground ? eq(importRows.ground, rows.ground) : isNotNull(importRows.ground),
      rows.lines ? inArray(importRows.line, [...rows.lines]) : undefined,
    )
    const skip = decision === null ? sql`${inArray(importRows.ground, [...SKIPPED_GROUNDS])}` : decision === 'skip'
    return (await tx.update(importRows).set({ decision, skip }).where(chosen).returning({ line: importRows.line })).length
  },
  async saveOutcomes(tx: Transaction, importId: string, firms: readonly { line: number; firmId: string }[]): Promise<void> {
    const rest = sql`case when ${importRows.good} then 'skipped' else 'failed' end`
    await tx.update(importRows).set({ outcome: rest }).where(eq(importRows.importId, importId))
    for (let at = 0; at < firms.length; at += BATCH) {
      const part = JSON.stringify(firms.slice(at, at + BATCH))
      await tx.execute(sql`
        update import_rows r set outcome = 'imported', firm_id = f."firmId"
        from jsonb_to_recordset(${part}::jsonb) as f(line int, "firmId" uuid)
        where r.import_id = ${importId} and r.line = f.line`)
    }
  },
  /** Firms that a row may be: those that the directory shows anyway and the agency's own; the newest of a country, and whoever bears the very name or number. */
  async knownFirms(tx: Transaction, organizationId: string, records: readonly FirmIdentity[]): Promise<KnownFirm[]> {
    const { id, name, country, registrationNumber, city, region, address, listedBy, claimed, kind, nameKey } = organizations
    const columns = { id, name, country, registrationNumber, city, region, address }
    const shown = or(eq(listedBy, organizationId), eq(claimed, false), eq(capabilityProfiles.state, 'published'))
    const inCountries = inArray(country, [...new Set(records.map((record) => record.country))])
    const select = () => tx.select(columns).from(organizations).leftJoin(capabilityProfiles, eq(capabilityProfiles.organizationId, id))
    const newest = await select()
      .where(and(eq(kind, 'sme'), inCountries, shown))
      .orderBy(desc(id))
      .limit(MOST_COMPARED)
    const found = new Map(newest.map((firm) => [firm.id, firm]))
    const names = JSON.stringify([...new Set(records.map((record) => normaliseName(record.name)))])
    const numbers = JSON.stringify([...new Set(records.flatMap((record) => record.registrationNumber ?? []))])
    const within = (list: string) => sql`(select jsonb_array_elements_text(${list}::jsonb))`
    const exact = or(sql`${nameKey} in ${within(names)}`, sql`${registrationNumber} in ${within(numbers)}`)
    const missing =
      newest.length < MOST_COMPARED
        ? []
        : await select()
            .where(and(eq(kind, 'sme'), inCountries, shown, exact))
            .limit(MOST_COMPARED)
    for (const firm of missing) found.set(firm.id, firm)
    return [...found.values()].map((firm) => ({
      ...firm,
      place: [firm.city, firm.region, firm.country].filter((part) => part !== '').join(', '),
    }))
  },
  /** The firms that an import made and that still stand, held until the transaction ends, with what an undo must know of each. */
  async standing(tx: Transaction, importId: string) {
    const { id, name, claimed, version } = organizations
    const rows = await tx
      .select({ id, name, claimed, version })
      .from(organizations)
      .where(eq(organizations.importId, importId))
      .orderBy(asc(id))
      .limit(20_000)
      .for('update')
    const ids = tx.select({ id }).from(organizations).where(eq(organizations.importId, importId))
    const profiles = await tx
      .select({
        organizationId: capabilityProfiles.organizationId,
        version: capabilityProfiles.version,
        importedVersion: capabilityProfiles.importedVersion,
      })
      .from(capabilityProfiles)
      .where(inArray(capabilityProfiles.organizationId, ids))
      .limit(20_000)
    const asked = await tx
      .select({ organizationId: claims.organizationId })
      .from(claims)
      .where(and(inArray(claims.organizationId, ids), eq(claims.kind, 'claim'), eq(claims.state, 'open')))
      .limit(20_000)
    const linked = await tx
      .select({ smeId: linkages.smeId, n: count() })
      .from(linkages)
      .where(inArray(linkages.smeId, ids))
      .groupBy(linkages.smeId)
      .limit(20_000)
    const profileOf = new Map(profiles.map((profile) => [profile.organizationId, profile]))
    const claimOpen = new Set(asked.map((claim) => claim.organizationId))
    const linkagesOf = new Map(linked.map((one) => [one.smeId, one.n]))
    return rows.map((firm) => ({
      ...firm,
      claimOpen: claimOpen.has(firm.id),
      linkages: linkagesOf.get(firm.id) ?? 0,
      profileVersion: profileOf.get(firm.id)?.version ?? null,
      importedVersion: profileOf.get(firm.id)?.importedVersion ?? null,
    }))
  },
}

/** More are not compared letter by letter; the same name or number is always found. */
const MOST_COMPARED = 25_000
