/** Offers and their submitted versions, in SQL; versions are added and never changed. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { linkages } from '../../../db/schema/linkages.ts'
import { offers, offerVersions } from '../../../db/schema/offers.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { sourcingNeeds } from '../../../db/schema/sourcing.ts'
import type { LinkageStage } from '../../../domain/linkages.ts'

export type OfferRow = typeof offers.$inferSelect
export type VersionRow = typeof offerVersions.$inferSelect

const NOBODY = '00000000-0000-0000-0000-000000000000'
const STANDING = inArray(offers.state, ['submitted', 'revising'])

/** An offer that stands, with its newest version and the firm that made it. */
export interface StandingOffer {
  offer: OfferRow
  version: VersionRow
  stage: LinkageStage
  sme: { id: string; name: string; place: string }
}

export const offerStore = {
  async ofLinkage(tx: Transaction, linkageId: string): Promise<OfferRow | undefined> {
    return (await tx.select().from(offers).where(eq(offers.linkageId, linkageId)))[0]
  },
  async lock(tx: Transaction, linkageId: string): Promise<OfferRow | undefined> {
    return (await tx.select().from(offers).where(eq(offers.linkageId, linkageId)).for('update'))[0]
  },
  /** Undefined when a colleague began one a moment ago. */
  async insert(tx: Transaction, values: typeof offers.$inferInsert): Promise<OfferRow | undefined> {
    return (await tx.insert(offers).values(values).onConflictDoNothing().returning())[0]
  },
  async update(tx: Transaction, id: string, change: Partial<typeof offers.$inferInsert>): Promise<OfferRow> {
    const set = { ...change, version: sql`${offers.version} + 1` }
    const [row] = await tx.update(offers).set(set).where(eq(offers.id, id)).returning()
    if (!row) throw new Error('The offer is gone.')
    return row
  },
  async addVersion(tx: Transaction, values: typeof offerVersions.$inferInsert): Promise<void> {
    await tx.insert(offerVersions).values(values)
  },
  async versionsOf(tx: Transaction, offerId: string): Promise<VersionRow[]> {
    return tx.select().from(offerVersions).where(eq(offerVersions.offerId, offerId)).orderBy(asc(offerVersions.number)).limit(1_000)
  },
  /** Holds the need against an edit until the offer is in: whoever moves the deadline waits, or has moved it before. */
  async holdNeed(tx: Transaction, needId: string): Promise<void> {
    await tx.select({ id: sourcingNeeds.id }).from(sourcingNeeds).where(eq(sourcingNeeds.id, needId)).for('share')
  },
  /** How many offers of this need were ever submitted. */
  async submittedFor(tx: Transaction, needId: string): Promise<number> {
    return tx.$count(offers, and(eq(offers.needId, needId), sql`${offers.submissions} > 0`))
  },
  async countStanding(tx: Transaction, needId: string): Promise<number> {
    return tx.$count(offers, and(eq(offers.needId, needId), STANDING))
  },
  /** Those that stand for a need, by the firm's name; all or the chosen ones. */
  async standing(
    tx: Transaction,
    needId: string,
    page: { after: readonly string[] | null; limit: number; linkageIds?: readonly string[] },
  ): Promise<StandingOffer[]> {
    const [name = '', id = NOBODY] = page.after ?? []
    const { name: firm, city, country } = organizations
    const rows = await tx
      .select({ offer: offers, version: offerVersions, stage: linkages.stage, id: organizations.id, name: firm, city, country })
      .from(offers)
      .innerJoin(offerVersions, and(eq(offerVersions.offerId, offers.id), eq(offerVersions.number, offers.submissions)))
      .innerJoin(linkages, eq(linkages.id, offers.linkageId))
      .innerJoin(organizations, eq(organizations.id, offers.smeId))
      .where(
        and(
          eq(offers.needId, needId),
          STANDING,
          page.linkageIds ? inArray(offers.linkageId, [...page.linkageIds]) : undefined,
          page.after ? sql`(${firm}, ${offers.id}) > (${name}, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(asc(firm), asc(offers.id))
      .limit(page.limit)
    return rows.map(({ offer, version, stage, ...sme }) => ({
      offer,
      version,
      stage,
      sme: { id: sme.id, name: sme.name, place: [sme.city, sme.country].filter(Boolean).join(', ') },
    }))
  },
  /** Submitted offers of this need that answer an older version of it. */
  async staleOf(tx: Transaction, needId: string, needVersion: number): Promise<{ linkageId: string; smeId: string }[]> {
    return tx
      .select({ linkageId: offers.linkageId, smeId: offers.smeId })
      .from(offers)
      .innerJoin(offerVersions, and(eq(offerVersions.offerId, offers.id), eq(offerVersions.number, offers.submissions)))
      .where(and(eq(offers.needId, needId), STANDING, sql`${offerVersions.needVersion} < ${needVersion}`))
      .orderBy(desc(offers.id))
      .limit(1_000)
  },
}
