/** Standards, their editions and rules, in SQL; approvals are read out of the profiles that hold them. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, like, max, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { prepared } from '../../../db/prepared.ts'
import { changes } from '../../../db/schema/ledger.ts'
import { linkages } from '../../../db/schema/linkages.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { capabilityProfiles, certificates } from '../../../db/schema/profiles.ts'
import { criteria, requirementGroups, requirements, sourcingNeeds } from '../../../db/schema/sourcing.ts'
import { standardEditions, standardImplications, standards } from '../../../db/schema/standards.ts'
import type { Edition, Implication, Standard } from '../../../domain/standards.ts'

export type StandardRow = typeof standards.$inferSelect

const lastOfCatalogue = prepared((tx) =>
  tx
    .select({ seq: max(changes.seq) })
    .from(changes)
    .where(eq(changes.kind, 'catalogue'))
    .prepare('last_of_catalogue'),
)

export const standardStore = {
  /** Rises whenever the catalogue changes, in any process. */
  async stamp(tx: Transaction): Promise<string> {
    const [row] = await lastOfCatalogue(tx).execute()
    return String(row?.seq ?? 0)
  },
  async catalogueRows(tx: Transaction): Promise<{ standards: Standard[]; editions: Edition[]; implications: Implication[] }> {
    const rows = await tx.select().from(standards).orderBy(asc(standards.code)).limit(100_000)
    const editions = await tx
      .select()
      .from(standardEditions)
      .orderBy(asc(standardEditions.standard), asc(standardEditions.edition))
      .limit(200_000)
    const rules = await tx
      .select()
      .from(standardImplications)
      .orderBy(asc(standardImplications.holds), asc(standardImplications.satisfies))
      .limit(100_000)
    // Kinds, verdicts and conditions are texts in the tables; only our own seed and use cases write them.
    return { standards: rows as Standard[], editions, implications: rules as Implication[] }
  },
  async byCode(tx: Transaction, code: string): Promise<StandardRow | undefined> {
    return (await tx.select().from(standards).where(eq(standards.code, code)))[0]
  },
  async lock(tx: Transaction, code: string): Promise<StandardRow | undefined> {
    return (await tx.select().from(standards).where(eq(standards.code, code)).for('update'))[0]
  },
  async ownOf(tx: Transaction, organizationId: string): Promise<StandardRow[]> {
    return tx.select().from(standards).where(eq(standards.issuerOrganizationId, organizationId)).orderBy(asc(standards.name)).limit(500)
  },
  async insert(tx: Transaction, values: typeof standards.$inferInsert): Promise<StandardRow> {
    const [row] = await tx.insert(standards).values(values).returning()
    if (!row) throw new Error('The standard was not stored.')
    return row
  },
  async update(tx: Transaction, id: string, change: Partial<typeof standards.$inferInsert>): Promise<StandardRow> {
    const [row] = await tx
      .update(standards)
      .set({ ...change, version: sql`${standards.version} + 1` })
      .where(eq(standards.id, id))
      .returning()
    if (!row) throw new Error('The standard is gone.')
    return row
  },
  /** An own standard has one edition, or none that is named. */
  async setEdition(tx: Transaction, standard: string, edition: string): Promise<void> {
    await tx.delete(standardEditions).where(eq(standardEditions.standard, standard))
    if (edition !== '') await tx.insert(standardEditions).values({ standard, edition })
  },
  async editionOf(tx: Transaction, standard: string): Promise<string | undefined> {
    return (
      await tx.select({ edition: standardEditions.edition }).from(standardEditions).where(eq(standardEditions.standard, standard)).limit(1)
    )[0]?.edition
  },
  async publicCodes(tx: Transaction, codes: readonly string[]): Promise<Set<string>> {
    if (codes.length === 0) return new Set()
    const known = and(isNull(standards.issuerOrganizationId), inArray(standards.code, [...codes]))
    return new Set((await tx.select({ code: standards.code }).from(standards).where(known).limit(codes.length)).map((row) => row.code))
  },
  async publicNames(tx: Transaction): Promise<string[]> {
    return (await tx.select({ name: standards.name }).from(standards).where(isNull(standards.issuerOrganizationId)).limit(10_000)).map(
      (row) => row.name,
    )
  },
  /**
   * Own standards of lead firms that an SME has met: it holds an approval, or an open need asks for it. Under an alias
   * the name could give the lead firm away, so there it is met only from the introduction on.
   */
  async metBySme(tx: Transaction, organizationId: string): Promise<Set<string>> {
    const held = await tx
      .selectDistinct({ code: certificates.standard })
      .from(certificates)
      .innerJoin(capabilityProfiles, eq(capabilityProfiles.id, certificates.profileId))
      .where(and(eq(capabilityProfiles.organizationId, organizationId), isNotNull(certificates.issuedBy)))
      .limit(1_000)
    const pair = and(eq(linkages.needId, sourcingNeeds.id), eq(linkages.smeId, organizationId))
    const isShown = and(eq(sourcingNeeds.state, 'open'), isNull(sourcingNeeds.reviewAgencyId))
    const asked = await tx
      .selectDistinct({ code: requirements.code })
      .from(requirements)
      .innerJoin(requirementGroups, eq(requirementGroups.id, requirements.groupId))
      .innerJoin(criteria, eq(criteria.id, requirementGroups.criterionId))
      .innerJoin(sourcingNeeds, eq(sourcingNeeds.id, criteria.needId))
      .leftJoin(linkages, pair)
      .where(
        and(
          eq(requirements.kind, 'certificate'),
          like(requirements.code, 'own-%'),
          or(isNotNull(linkages.introducedAt), and(eq(sourcingNeeds.alias, false), or(isShown, isNotNull(linkages.releasedAt)))),
        ),
      )
      .limit(1_000)
    return new Set([...held, ...asked].map((row) => row.code))
  },
  /** A supplier whom everybody may find; others answer as if they did not exist. */
  async publishedSupplier(tx: Transaction, organizationId: string): Promise<{ id: string; name: string } | undefined> {
    const found = and(eq(organizations.id, organizationId), eq(organizations.kind, 'sme'), eq(capabilityProfiles.state, 'published'))
    return (
      await tx
        .select({ id: organizations.id, name: organizations.name })
        .from(organizations)
        .innerJoin(capabilityProfiles, eq(capabilityProfiles.organizationId, organizations.id))
        .where(found)
    )[0]
  },
  async approval(tx: Transaction, id: string) {
    return (await approvalsIn(tx, eq(certificates.id, id), 1))[0]
  },
  /** Newest first; the certificate's key is ordered in time. */
  async approvals(tx: Transaction, of: { standard: string; issuedBy: string }, before: string | null, limit: number) {
    const mine = and(eq(certificates.standard, of.standard), eq(certificates.issuedBy, of.issuedBy))
    return approvalsIn(tx, before ? and(mine, sql`${certificates.id} < ${before}::uuid`) : mine, limit)
  },
}

function approvalsIn(tx: Transaction, which: ReturnType<typeof and>, limit: number) {
  const { id, standard, issuedBy, edition, number, status, validFrom, validUntil } = certificates
  return tx
    .select({
      id,
      standard,
      issuedBy,
      edition,
      number,
      status,
      validFrom,
      validUntil,
      organizationId: organizations.id,
      name: organizations.name,
    })
    .from(certificates)
    .innerJoin(capabilityProfiles, eq(capabilityProfiles.id, certificates.profileId))
    .innerJoin(organizations, eq(organizations.id, capabilityProfiles.organizationId))
    .where(which)
    .orderBy(desc(certificates.id))
    .limit(limit)
}
