/** Firms straight into the product's tables: what is measured is the answer, not the way in. */
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { organizations } from '../db/schema/organizations.ts'
import { capabilityProfiles, matchFacts } from '../db/schema/profiles.ts'
import { pieces, type Source } from './corpus.ts'
import { type Firm, TODAY } from './generate.ts'
import { AT } from './served.ts'

export async function loadFirms(ownerUrl: string, source: Source): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  const db = drizzle(pool, { casing: 'snake_case' })
  for (const numbers of pieces(source.size, 500)) {
    await loadPiece(
      db,
      numbers.map((number) => source.firm(number)),
    )
  }
  await pool.query('analyze')
  await pool.end()
}

async function loadPiece(db: ReturnType<typeof drizzle>, firms: readonly Firm[]): Promise<void> {
  const provenance = { source: 'firm', level: 'self-declared', statedOn: TODAY } as const
  const stamps = { createdAt: AT, updatedAt: AT }
  const named = firms.map(({ facts, texts }) => ({
    name: texts[0]?.name ?? 'A firm',
    nameKey: facts.profileId,
    country: facts.country,
    region: facts.region,
    city: facts.city,
    kind: 'sme' as const,
    ...stamps,
  }))
  const made = await db.insert(organizations).values(named).returning({ id: organizations.id })
  const profiles = await db
    .insert(capabilityProfiles)
    .values(made.map(({ id }) => ({ organizationId: id, state: 'published' as const, ...provenance, ...stamps })))
    .returning({ id: capabilityProfiles.id, organizationId: capabilityProfiles.organizationId })
  await db.insert(matchFacts).values(
    firms.map(({ facts, texts }, at) => {
      const { id: profileId = '', organizationId = '' } = profiles[at] ?? {}
      return {
        profileId,
        organizationId,
        published: true,
        version: 1,
        name: texts[0]?.name ?? '',
        texts: [...texts],
        facts: { ...facts, profileId, organizationId },
      }
    }),
  )
}
