/** Telephones of members, the texts sent to each, and those that answered STOP, in SQL; through the system door. */
import { and, asc, count, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { channelAddresses, stoppedPhones, textSends } from '../../../db/schema/notices.ts'
import type { Day } from '../../../domain/day.ts'

export type PhoneRow = typeof channelAddresses.$inferSelect
type Kind = (typeof textSends.$inferSelect)['kind']

export const phoneStore = {
  async of(tx: Transaction, userId: string): Promise<PhoneRow | undefined> {
    return (await tx.select().from(channelAddresses).where(eq(channelAddresses.userId, userId)))[0]
  },
  /** Reads and holds them until the transaction ends, so that what is sent to each is counted in turn. */
  async hold(tx: Transaction, userIds: readonly string[]): Promise<PhoneRow[]> {
    if (userIds.length === 0) return []
    return tx
      .select()
      .from(channelAddresses)
      .where(inArray(channelAddresses.userId, [...userIds]))
      .orderBy(asc(channelAddresses.userId))
      .limit(userIds.length)
      .for('update')
  },
  async save(tx: Transaction, row: typeof channelAddresses.$inferInsert): Promise<void> {
    await tx.insert(channelAddresses).values(row).onConflictDoUpdate({ target: channelAddresses.userId, set: row })
  },
  async change(tx: Transaction, userId: string, change: Partial<PhoneRow>): Promise<void> {
    await tx.update(channelAddresses).set(change).where(eq(channelAddresses.userId, userId))
  },
  async remove(tx: Transaction, userId: string): Promise<void> {
    await tx.delete(channelAddresses).where(eq(channelAddresses.userId, userId))
  },
  async ownersOf(tx: Transaction, phone: string): Promise<string[]> {
    const rows = await tx
      .select({ userId: channelAddresses.userId })
      .from(channelAddresses)
      .where(eq(channelAddresses.phone, phone))
      .limit(100)
    return rows.map((row) => row.userId)
  },
  /** Texts of a kind that went to each of these telephones on a day. */
  async sentTo(tx: Transaction, phones: readonly string[], kind: Kind, on: Day): Promise<Map<string, number>> {
    if (phones.length === 0) return new Map()
    const rows = await tx
      .select({ phone: textSends.phone, n: count() })
      .from(textSends)
      .where(and(inArray(textSends.phone, [...phones]), eq(textSends.sentOn, on), eq(textSends.kind, kind)))
      .groupBy(textSends.phone)
      .limit(phones.length)
    return new Map(rows.map((row) => [row.phone, row.n]))
  },
  async codesAskedBy(tx: Transaction, userId: string, on: Day): Promise<number> {
    const mine = and(eq(textSends.userId, userId), eq(textSends.sentOn, on), eq(textSends.kind, 'code'))
    return (await tx.select({ n: count() }).from(textSends).where(mine))[0]?.n ?? 0
  },
  async noteSends(tx: Transaction, rows: readonly (typeof textSends.$inferInsert)[]): Promise<void> {
    if (rows.length > 0) await tx.insert(textSends).values([...rows])
  },
  async forgetSends(tx: Transaction, before: Date): Promise<void> {
    await tx.delete(textSends).where(lt(textSends.at, before))
  },
  async isStopped(tx: Transaction, phone: string): Promise<boolean> {
    return (await tx.select({ one: sql`1` }).from(stoppedPhones).where(eq(stoppedPhones.phone, phone))).length > 0
  },
  async stop(tx: Transaction, phone: string, at: Date): Promise<void> {
    await tx.insert(stoppedPhones).values({ phone, at }).onConflictDoNothing()
  },
  async start(tx: Transaction, phone: string): Promise<void> {
    await tx.delete(stoppedPhones).where(eq(stoppedPhones.phone, phone))
  },
}
