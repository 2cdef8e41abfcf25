/** Saved searches: a member keeps a search with a name, sees what is new in it, and may have it as mail or as a feed. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { isNewResult, MOST_RESULTS, MOST_SEARCHES, maySave, type SearchKind } from '../../../domain/saved-searches.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { SavedSearchView, SearchResultsView } from './contract-searches.ts'
import { type SearchRow, searchStore as store } from './store-searches.ts'

/** One result, as the page that it comes from shows it to this very reader. */
export interface Found {
  id: string
  title: string
  summary: string
}
export interface FoundPage {
  items: Found[]
  next: string | null
}
type Query = SearchRow['query']
/** The searches themselves are the directory's and the open needs': with their access checks and their projections. */
export type Finders = Record<
  SearchKind,
  (actor: Actor, query: Query, page: { limit: number; cursor: string | undefined }) => Promise<FoundPage>
>

export interface SearchService {
  list(actor: Actor): Promise<SavedSearchView[]>
  save(actor: Actor, body: { kind: SearchKind; name: string; query: Query; mail?: boolean }): Promise<SavedSearchView>
  get(actor: Actor, searchId: string): Promise<SearchResultsView>
  change(actor: Actor, searchId: string, version: number | null, body: { name: string; mail: boolean }): Promise<SavedSearchView>
  look(actor: Actor, searchId: string): Promise<SavedSearchView>
  delete(actor: Actor, searchId: string): Promise<void>
}

export interface SearchNeeds {
  db: Database
  clock: Clock
  find: Finders
}

export function createSearchService(needs: SearchNeeds): SearchService {
  const { db, clock } = needs
  return {
    list: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'search.own')
        const { userId, organizationId } = actingFor(actor)
        return viewsOf(tx, await store.ofMember(tx, userId, organizationId))
      }),
    save: (actor, body) => save(needs, actor, body),
    get: (actor, searchId) => get(needs, actor, searchId),
    change: (actor, searchId, version, { name, mail }) =>
      db.as(actor, async (tx) => {
        const row = await own(tx, actor, searchId)
        requireVersion(row, version)
        return changed(tx, actor, row, { change: { name: name.trim(), mail, updatedAt: clock.now() }, step: 'change' })
      }),
    look: (actor, searchId) =>
      db.as(actor, async (tx) => {
        const row = await own(tx, actor, searchId)
        return changed(tx, actor, row, { change: { lookedAt: clock.now(), updatedAt: clock.now() }, step: 'look' })
      }),
    delete: (actor, searchId) =>
      db.as(actor, async (tx) => {
        const row = await own(tx, actor, searchId)
        await store.delete(tx, row.id)
        await note(tx, actor, row.id, { step: 'delete', at: clock.now() })
      }),
  }
}

async function save(needs: SearchNeeds, actor: Actor, body: Parameters<SearchService['save']>[1]): Promise<SavedSearchView> {
  requireMay(actor, 'search.own')
  const { userId, organizationId } = actingFor(actor)
  if (!actor.kind || !maySave(actor.kind, body.kind))
    throw new RefusedError({ code: 'search-not-for-you', message: 'This search is of no use to your kind of organization.' }, 403)
  const found = await findAll(needs, reader(actor), { kind: body.kind, query: body.query })
  const at = needs.clock.now()
  return needs.db.as(actor, async (tx) => {
    if ((await store.ofMember(tx, userId, organizationId)).length >= MOST_SEARCHES) throw tooMany()
    const { kind, query, mail = false } = body
    const values = { userId, organizationId, kind, name: body.name.trim(), query, mail, lookedAt: at, createdAt: at, updatedAt: at }
    const row = await store.insert(tx, values)
    await store.note(tx, row.id, idsOf(found), at)
    await note(tx, actor, row.id, { step: 'save', at })
    return view(row, 0)
  })
}

async function get(needs: SearchNeeds, actor: Actor, searchId: string): Promise<SearchResultsView> {
  const row = await needs.db.as(actor, (tx) => own(tx, actor, searchId))
  const found = await findAll(needs, reader(actor), row)
  const seen = await needs.db.as(actor, (tx) => store.note(tx, row.id, idsOf(found), needs.clock.now()))
  const results = found.map(({ id, title, summary }) => {
    const first = seen.get(id) ?? needs.clock.now()
    return { id, title, summary, isNew: isNewResult(first, row.lookedAt), firstSeenAt: first.toISOString() }
  })
  return { ...view(row, results.filter((one) => one.isNew).length), results }
}

/** The first results of a search as this reader may see them, a page at a time. */
export async function findAll(
  { find }: Pick<SearchNeeds, 'find'>,
  actor: Actor,
  search: Pick<SearchRow, 'kind' | 'query'>,
): Promise<Found[]> {
  const found: Found[] = []
  for (let cursor: string | undefined; found.length < MOST_RESULTS; ) {
    const page = await find[search.kind](actor, search.query, { limit: 100, cursor })
    found.push(...page.items)
    if (page.next === null) break
    cursor = page.next
  }
  return found
}

/** Whoever saved it, acting for whom he saved it. */
export async function own(tx: Transaction, actor: Actor, searchId: string): Promise<SearchRow> {
  requireMay(actor, 'search.own')
  const row = await store.lock(tx, searchId)
  requireMay(actor, 'search.own', row)
  if (!row || row.userId !== actor.userId) throw new NotFoundError()
  return row
}

/** The same person, whose idempotency key belongs to the write that follows. */
function reader(actor: Actor): Actor {
  const same = { ...actor }
  delete same.once
  return same
}

export function idsOf(found: readonly Found[]): string[] {
  return [...new Set(found.map((one) => one.id))]
}

async function changed(
  tx: Transaction,
  actor: Actor,
  row: SearchRow,
  { change, step }: { change: Parameters<typeof store.change>[2] & { updatedAt: Date }; step: string },
): Promise<SavedSearchView> {
  const saved = await store.change(tx, row.id, change)
  await note(tx, actor, row.id, { step, at: change.updatedAt })
  const [one] = await viewsOf(tx, saved ? [saved] : [])
  if (!one) throw new NotFoundError()
  return one
}

export async function note(tx: Transaction, actor: Actor, searchId: string, { step, at }: { step: string; at: Date }): Promise<void> {
  await record(tx, actor, { action: `search.${step}`, subjectKind: 'saved-search', subjectId: searchId, at })
}

async function viewsOf(tx: Transaction, rows: readonly SearchRow[]): Promise<SavedSearchView[]> {
  const fresh = await store.fresh(
    tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => view(row, fresh.get(row.id) ?? 0))
}

function view(row: SearchRow, fresh: number): SavedSearchView {
  const { id, kind, name, query, mail, lookedAt, version } = row
  return { id, kind, name, query, mail, feed: row.feedTokenHash !== null, fresh, lookedAt: lookedAt.toISOString(), version }
}

function tooMany(): RefusedError {
  const params = { most: MOST_SEARCHES }
  return new RefusedError({ code: 'too-many-searches', message: `Keep at most ${MOST_SEARCHES} searches; delete one first.`, params })
}
