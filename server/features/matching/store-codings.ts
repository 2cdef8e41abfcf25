/** What profiles' words are likely about, as it was reckoned for one version of each, in SQL. */
import { inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../../../db/client.ts'
import { profileCodings } from '../../../db/schema/profiles.ts'
import type { LikelyCode } from '../../../domain/likely-codes.ts'

export interface Coding {
  profileId: string
  version: number
  likely: LikelyCode[]
}

export const codingStore = {
  async of(tx: Transaction, profileIds: readonly string[]): Promise<Coding[]> {
    if (profileIds.length === 0) return []
    return tx
      .select()
      .from(profileCodings)
      .where(inArray(profileCodings.profileId, [...profileIds]))
      .limit(profileIds.length)
  },
  async keep(tx: Transaction, codings: readonly Coding[]): Promise<void> {
    if (codings.length === 0) return
    const set = { version: sql`excluded.version`, likely: sql`excluded.likely` }
    await tx
      .insert(profileCodings)
      .values([...codings])
      .onConflictDoUpdate({ target: profileCodings.profileId, set })
  },
}
