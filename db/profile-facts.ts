/** Whole profiles out of their tables, and the row of match_facts that is written from them in the fact's own transaction. */
import { asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { matchRowOf, type ProfileParts } from '../domain/profile-assembly.ts'
import { FACT_LISTS, type FactList } from '../domain/profile-lists.ts'
import { saysTheSame } from '../domain/profile-provenance.ts'
import type { CommercialFact } from '../domain/profiles.ts'
import { noteChange } from './changes.ts'
import type { Transaction } from './client.ts'
import { organizations } from './schema/organizations.ts'
import {
  capabilityProfiles,
  capacities,
  certificates,
  commercialTerms,
  customerReferences,
  matchFacts,
  profileProcesses,
  profileProducts,
  sites,
} from './schema/profiles.ts'

/** A profile as its tables hold it. */
export interface StoredProfile extends ProfileParts {
  row: typeof capabilityProfiles.$inferSelect
  organization: typeof organizations.$inferSelect
  /** Ids of certificates that a lead firm issued under its own standard. */
  approvals: ReadonlySet<string>
}

export const FACT_TABLES = {
  sites,
  products: profileProducts,
  processes: profileProcesses,
  certificates,
  capacities,
  references: customerReferences,
}

/** Whole profiles, in the order of the ids; eight statements however many they are. */
export async function loadProfiles(tx: Transaction, profileIds: readonly string[]): Promise<StoredProfile[]> {
  if (profileIds.length === 0) return []
  const ids = [...profileIds]
  const heads = await tx
    .select()
    .from(capabilityProfiles)
    .innerJoin(organizations, eq(organizations.id, capabilityProfiles.organizationId))
    .where(inArray(capabilityProfiles.id, ids))
    .limit(ids.length)
  const lists = await listsOf(tx, ids)
  const terms = await tx.select().from(commercialTerms).where(inArray(commercialTerms.profileId, ids)).limit(ids.length)
  const termsOf = new Map(terms.map((row) => [row.profileId, factOf<CommercialFact>(row)]))
  const byId = new Map(heads.map((head) => [head.capability_profiles.id, head]))
  return ids.flatMap((id) => {
    const head = byId.get(id)
    if (!head) return []
    const { capability_profiles: row, organizations: organization } = head
    return { row, organization, ...lists(id), commercial: termsOf.get(id) ?? null }
  })
}

/** Writes the rows of match_facts anew and tells the indexes; the profiles as they now stand. */
export async function rebuildMatchFacts(tx: Transaction, profileIds: readonly string[]): Promise<StoredProfile[]> {
  const all: StoredProfile[] = []
  for (let at = 0; at < profileIds.length; at += BATCH) {
    const part = await loadProfiles(tx, profileIds.slice(at, at + BATCH))
    if (part.length > 0)
      await tx.insert(matchFacts).values(part.map(matchRowOf)).onConflictDoUpdate({ target: matchFacts.profileId, set: NEWEST })
    for (const { row } of part) noteChange(tx, { kind: 'profile', subjectId: row.id, version: row.version })
    all.push(...part)
  }
  return all
}

export interface FactsDifference {
  profileId: string
  /** Parts of the row that do not say what the tables say; `row` when there is none. */
  parts: string[]
}

/** Compares the rows of match_facts with the tables, in key order from `after`; nothing is repaired. */
export async function compareMatchFacts(
  tx: Transaction,
  { after, limit }: { after: string | null; limit: number },
): Promise<{ checked: number; differences: FactsDifference[]; next: string | null }> {
  const { id } = capabilityProfiles
  const page = await tx
    .select({ id })
    .from(capabilityProfiles)
    .where(after === null ? undefined : gt(id, after))
    .orderBy(asc(id))
    .limit(limit)
  const ids = page.map((row) => row.id)
  const kept = ids.length === 0 ? [] : await tx.select().from(matchFacts).where(inArray(matchFacts.profileId, ids)).limit(ids.length)
  const rows = new Map(kept.map((row) => [row.profileId, row]))
  const differences = (await loadProfiles(tx, ids)).flatMap((profile) => {
    const parts = differing(matchRowOf(profile), rows.get(profile.row.id))
    return parts.length > 0 ? [{ profileId: profile.row.id, parts }] : []
  })
  return { checked: ids.length, differences, next: ids.length === limit ? (ids.at(-1) ?? null) : null }
}

function differing(told: ReturnType<typeof matchRowOf>, kept: typeof matchFacts.$inferSelect | undefined): string[] {
  if (!kept) return ['row']
  const { facts, ...head } = told
  const parts = Object.entries(head).filter(([part, value]) => !saysTheSame(value, kept[part as keyof typeof kept]))
  const inFacts = Object.entries(facts).filter(([part, value]) => !saysTheSame(value, kept.facts[part as keyof typeof facts]))
  return [...parts.map(([part]) => part), ...inFacts.map(([part]) => `facts.${part}`)]
}

type ListRow = (typeof FACT_TABLES)[FactList]['$inferSelect']

/** A section's own limit, and room for lead firms' approvals among the certificates. */
const MOST_PER_LIST = 500
const BATCH = 1_000
const NEWEST = Object.fromEntries(
  Object.entries({
    organizationId: 'organization_id',
    published: 'published',
    version: 'version',
    name: 'name',
    texts: 'texts',
    facts: 'facts',
  }).map(([field, column]) => [field, sql.raw(`excluded."${column}"`)]),
)

async function listsOf(tx: Transaction, ids: string[]) {
  const byList = new Map<FactList, Map<string, ListRow[]>>()
  for (const list of FACT_LISTS) {
    const table = FACT_TABLES[list]
    const rows: ListRow[] = await tx
      .select()
      .from(table)
      .where(inArray(table.profileId, ids))
      .orderBy(asc(table.position), asc(table.id))
      .limit(ids.length * MOST_PER_LIST)
    byList.set(
      list,
      Map.groupBy(rows, (row) => row.profileId),
    )
  }
  const rowsOf = (list: FactList, id: string) => byList.get(list)?.get(id) ?? []
  return (id: string) => ({
    lists: Object.fromEntries(FACT_LISTS.map((list) => [list, rowsOf(list, id).map(factOf)])) as ProfileParts['lists'],
    approvals: new Set(rowsOf('certificates', id).flatMap((row) => ('issuedBy' in row && row.issuedBy ? [row.id] : []))),
  })
}

/** The row as the domain knows it: its provenance in one piece, without the columns that only tables need. */
function factOf<F>(row: ListRow | typeof commercialTerms.$inferSelect): F {
  const { source, sourceNote, level, statedOn, checkedBy, checkedOn, ...said } = row
  const { profileId: _profile, position: _position, issuedBy: _issuer, ...content } = said as Record<string, unknown>
  return { ...content, provenance: { source, sourceNote, level, statedOn, checkedBy, checkedOn } } as F
}
