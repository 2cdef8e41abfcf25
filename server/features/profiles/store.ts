/** Capability profiles and their facts, in SQL; and the row of match_facts that says the same in one piece. */
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { FACT_TABLES } from '../../../db/profile-facts.ts'
import { memberships, organizations } from '../../../db/schema/organizations.ts'
import {
  capabilityProfiles,
  capacities,
  certificates,
  commercialTerms,
  customerReferences,
  profileProcesses,
  profileProducts,
  sites,
} from '../../../db/schema/profiles.ts'
import { standardEditions, standards } from '../../../db/schema/standards.ts'
import type { Provenance } from '../../../domain/evidence.ts'
import type { KnownStandard } from '../../../domain/profile-certificates.ts'
import type { importedParts } from '../../../domain/profile-imports.ts'
import type { FactList, FactOf } from '../../../domain/profile-lists.ts'
import type { CheckableFact } from '../../../domain/profile-provenance.ts'
import type { CommercialFact } from '../../../domain/profiles.ts'

export type ProfileRow = typeof capabilityProfiles.$inferSelect
export type OrganizationRow = typeof organizations.$inferSelect
export type NewProfile = typeof capabilityProfiles.$inferInsert

const CHECKABLE = {
  profile: { table: capabilityProfiles, key: capabilityProfiles.id, owner: capabilityProfiles.id },
  site: { table: sites, key: sites.id, owner: sites.profileId },
  product: { table: profileProducts, key: profileProducts.id, owner: profileProducts.profileId },
  process: { table: profileProcesses, key: profileProcesses.id, owner: profileProcesses.profileId },
  certificate: { table: certificates, key: certificates.id, owner: certificates.profileId },
  capacity: { table: capacities, key: capacities.id, owner: capacities.profileId },
  commercial: { table: commercialTerms, key: commercialTerms.profileId, owner: commercialTerms.profileId },
  reference: { table: customerReferences, key: customerReferences.id, owner: customerReferences.profileId },
} as const satisfies Record<CheckableFact, object>

/** Rows in one statement: well below PostgreSQL's 65,535 parameters. */
const BATCH = 1_000

export const profileStore = {
  async byOrganization(tx: Transaction, organizationId: string): Promise<ProfileRow | undefined> {
    return (await tx.select().from(capabilityProfiles).where(eq(capabilityProfiles.organizationId, organizationId)))[0]
  },
  async lock(tx: Transaction, organizationId: string): Promise<ProfileRow | undefined> {
    return (await tx.select().from(capabilityProfiles).where(eq(capabilityProfiles.organizationId, organizationId)).for('update'))[0]
  },
  async organization(tx: Transaction, id: string): Promise<OrganizationRow | undefined> {
    return (await tx.select().from(organizations).where(eq(organizations.id, id)))[0]
  },
  async isMember(tx: Transaction, userId: string, organizationId: string): Promise<boolean> {
    const his = and(eq(memberships.userId, userId), eq(memberships.organizationId, organizationId))
    return (await tx.select({ id: memberships.id }).from(memberships).where(his)).length > 0
  },
  /** False when the organization has a profile already. */
  async insert(tx: Transaction, values: NewProfile): Promise<boolean> {
    return (await tx.insert(capabilityProfiles).values(values).onConflictDoNothing().returning({ id: capabilityProfiles.id })).length > 0
  },
  async update(tx: Transaction, id: string, change: Partial<NewProfile>): Promise<void> {
    await tx
      .update(capabilityProfiles)
      .set({ ...change, version: sql`${capabilityProfiles.version} + 1` })
      .where(eq(capabilityProfiles.id, id))
  },
  /** Puts these items, in this order, in the place of the section's list; a lead firm's approvals stay as they are. */
  async replace<L extends FactList>(tx: Transaction, list: L, profileId: string, items: readonly Partial<FactOf[L]>[]): Promise<void> {
    const table = FACT_TABLES[list]
    const mine = eq(table.profileId, profileId)
    await tx.delete(table).where(list === 'certificates' ? and(mine, isNull(certificates.issuedBy)) : mine)
    await insertFacts(
      tx,
      list,
      items.map((item, position) => ({ ...item, profileId, position })),
    )
  },
  async saveTerms(tx: Transaction, profileId: string, { provenance, ...terms }: CommercialFact): Promise<void> {
    const values = { ...terms, ...provenance }
    await tx
      .insert(commercialTerms)
      .values({ ...values, profileId })
      .onConflictDoUpdate({ target: commercialTerms.profileId, set: values })
  },
  /** Published profiles with all their facts, in batches; answers in the order given. */
  async addImported(tx: Transaction, firms: readonly ReturnType<typeof importedParts>[], at: Date) {
    const made: { profileId: string; organizationId: string }[] = []
    const rows = firms.map(({ identity }) => ({
      ...identity,
      state: 'published' as const,
      publishedAt: at,
      importedVersion: 1,
      createdAt: at,
      updatedAt: at,
    }))
    for (const part of partsOf(rows)) {
      const { id: profileId, organizationId } = capabilityProfiles
      made.push(...(await tx.insert(capabilityProfiles).values(part).returning({ profileId, organizationId })))
    }
    const profileOf = new Map(made.map((one) => [one.organizationId, one.profileId]))
    const idOf = ({ identity }: (typeof firms)[number]) => profileOf.get(identity.organizationId) ?? ''
    for (const list of ['products', 'processes', 'certificates'] as const) {
      await insertFacts(
        tx,
        list,
        firms.flatMap((firm) => firm[list].map((fact, position) => ({ ...fact, profileId: idOf(firm), position }))),
      )
    }
    const terms = firms.flatMap((firm) => (firm.commercial ? { ...firm.commercial, profileId: idOf(firm) } : []))
    for (const part of partsOf(terms)) {
      await tx.insert(commercialTerms).values(part.map(({ provenance, ...said }) => ({ ...said, ...provenance })))
    }
    return firms.map((firm) => ({ organizationId: firm.identity.organizationId, profileId: idOf(firm) }))
  },
  async addApproval(tx: Transaction, values: Omit<typeof certificates.$inferInsert, 'status'>): Promise<string> {
    const [row] = await tx
      .insert(certificates)
      .values({ ...values, status: 'active' })
      .returning({ id: certificates.id })
    if (!row) throw new Error('The approval was not stored.')
    return row.id
  },
  /** The approval's profile, when this lead firm issued it. */
  async withdrawApproval(tx: Transaction, id: string, issuedBy: string): Promise<string | undefined> {
    const his = and(eq(certificates.id, id), eq(certificates.issuedBy, issuedBy))
    return (await tx.update(certificates).set({ status: 'withdrawn' }).where(his).returning({ profileId: certificates.profileId }))[0]
      ?.profileId
  },
  /** Writes whose word a fact is; nothing else of it changes. */
  async setProvenance(
    tx: Transaction,
    fact: { kind: CheckableFact; id: string; profileId: string },
    provenance: Provenance,
  ): Promise<void> {
    const { table, key, owner } = CHECKABLE[fact.kind]
    await tx
      .update(table)
      .set(provenance)
      .where(and(eq(key, fact.id), eq(owner, fact.profileId)))
  },
  /** Standards a firm may name: the public ones, and those lead firms' own ones that it has met. */
  async standardsKnown(tx: Transaction, codes: readonly string[], met: ReadonlySet<string>): Promise<Map<string, KnownStandard>> {
    if (codes.length === 0) return new Map()
    const named = inArray(standards.code, [...codes])
    const visible =
      met.size === 0
        ? isNull(standards.issuerOrganizationId)
        : or(isNull(standards.issuerOrganizationId), inArray(standards.code, [...met]))
    const found = await tx
      .select({ code: standards.code, kind: standards.kind })
      .from(standards)
      .where(and(named, visible))
      .limit(codes.length)
    const rows = await tx
      .select()
      .from(standardEditions)
      .where(inArray(standardEditions.standard, [...codes]))
      .limit(5_000)
    const editions = Map.groupBy(rows, (row) => row.standard)
    return new Map(
      found.map(({ code, kind }) => [
        code,
        // Kinds are texts in the table; only our own seed and use cases write them.
        { kind: kind as KnownStandard['kind'], editions: (editions.get(code) ?? []).map((row) => row.edition) },
      ]),
    )
  },
  async remove(tx: Transaction, organizationIds: readonly string[]): Promise<{ id: string; version: number }[]> {
    const gone: { id: string; version: number }[] = []
    for (const part of partsOf(organizationIds)) {
      const { id, version } = capabilityProfiles
      gone.push(...(await tx.delete(capabilityProfiles).where(inArray(capabilityProfiles.organizationId, part)).returning({ id, version })))
    }
    return gone
  },
}

async function insertFacts(
  tx: Transaction,
  list: FactList,
  items: readonly { provenance?: Provenance; profileId: string; position: number }[],
): Promise<void> {
  for (const part of partsOf(items)) {
    const rows = part.map(({ provenance, ...said }) => ({ ...said, ...provenance }))
    // The lists' fields are the tables' columns, name for name; the table is chosen by the list's own name.
    await tx.insert(FACT_TABLES[list] as typeof sites).values(rows as unknown as (typeof sites.$inferInsert)[])
  }
}

function partsOf<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, at) => rows.slice(at * BATCH, at * BATCH + BATCH))
}
