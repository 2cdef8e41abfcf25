/** The supplier directory: public cards found by words, facets or a name with a typo. */
import type { Database, Transaction } from '../../../db/client.ts'
import { type FactsRow, publishedFactsOf } from '../../../db/match-facts.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import type { ProfileFacts } from '../../../domain/profiles.ts'
import { isPublishable } from '../../../domain/small-cells.ts'
import { requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DirectoryFilter, DirectoryPage, FacetCount, MatchEngine } from '../../ports/match-engine.ts'
import type { DirectoryView, SupplierCard } from './contract.ts'
import { type FirmHead, directoryStore as store } from './store.ts'

export interface DirectoryService {
  search(
    actor: Actor,
    query: { text?: string; lang?: string; filter: DirectoryFilter; limit: number; cursor: string | undefined },
  ): Promise<DirectoryView>
  suggest(actor: Actor, text: string, limit: number): Promise<{ organizationId: string; name: string }[]>
}

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
  engine: MatchEngine
  index: { catchUp(): Promise<void> }
  /** The facts that a visitor's tier shows. */
  publicFacts(facts: ProfileFacts): ProfileFacts
}

const SEARCH_MS = 3_000

export function createDirectoryService(needs: Needs): DirectoryService {
  const { db, clock, cursors, engine, index } = needs
  return {
    async search(actor, { text = '', lang = 'en', filter, limit, cursor }) {
      requireMay(actor, 'directory.read')
      await index.catchUp()
      const [mark = null] = cursors.read(cursor) ?? []
      const query = { text, language: lang, filter, on: dayOf(clock.now()), limit, cursor: mark }
      const page = await engine.search(query, AbortSignal.timeout(SEARCH_MS))
      const cards = await db.asSystem('directory', (tx) => cardsInOrder(needs, tx, page))
      const { total, relaxed, nextCursor } = page
      return {
        total,
        relaxed,
        items: cards,
        facets: facetsOf(page, filter),
        next: nextCursor === null ? null : cursors.write([nextCursor]),
      }
    },
    async suggest(actor, text, limit) {
      requireMay(actor, 'directory.read')
      await index.catchUp()
      const hits = await engine.suggestNames(text, limit)
      const rows = await db.asSystem('directory', (tx) =>
        publishedFactsOf(
          tx,
          hits.map((hit) => hit.profileId),
        ),
      )
      const byProfile = new Map(rows.map((row) => [row.profileId, row]))
      // The name as it stands now: the index may still hold one that the firm has given up.
      return hits.flatMap(({ profileId, name }) => {
        const row = byProfile.get(profileId)
        return row ? [{ organizationId: row.organizationId, name: row.texts[0]?.name ?? name }] : []
      })
    },
  }
}

async function cardsInOrder(needs: Needs, tx: Transaction, page: DirectoryPage): Promise<SupplierCard[]> {
  const rows = await publishedFactsOf(
    tx,
    page.items.map((one) => one.profileId),
  )
  const heads = await store.heads(
    tx,
    rows.map((row) => row.organizationId),
  )
  const byProfile = new Map(rows.map((row) => [row.profileId, row]))
  return page.items.flatMap(({ profileId }) => {
    const row = byProfile.get(profileId)
    const head = row && heads.get(row.organizationId)
    return row && head ? [cardOf(head, row, needs.publicFacts(row.facts))] : []
  })
}

function cardOf(head: FirmHead, row: FactsRow, facts: ProfileFacts): SupplierCard {
  const { claimed } = row.facts
  return {
    ...head,
    headline: claimed ? head.headline : '',
    // Of a firm that speaks for itself the public card names the region, not the town.
    city: claimed ? '' : head.city,
    products: facts.products.map((one) => one.product ?? one.name).slice(0, 8),
    processes: facts.processes.map((one) => one.process).slice(0, 8),
    standards: [...new Set(facts.certificates.map((one) => one.standard))].slice(0, 8),
  }
}

/** A value that fewer than three firms share could point at one of them; a value somebody filters by stays, so that he can take it back. */
function facetsOf(page: DirectoryPage, filter: DirectoryFilter): DirectoryView['facets'] {
  const shown = (name: keyof DirectoryFilter): FacetCount[] =>
    page.facets[name].filter((one) => isPublishable(one.count) || filter[name]?.some((chosen) => chosen === one.code)).slice(0, 60)
  return {
    country: shown('country'),
    sector: shown('sector'),
    process: shown('process'),
    standard: shown('standard'),
    state: shown('state'),
  }
}
