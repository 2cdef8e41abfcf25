/** Every night: what saved searches have found since their owners last looked, as one mail a search. */
import type { Transaction } from '../../../db/client.ts'
import type { JobData, Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { Cursors } from '../../cursor.ts'
import { muteToken } from './service-mutes.ts'
import { type Found, findAll, idsOf, type SearchNeeds } from './service-searches.ts'
import { type SearchRow, searchStore as store } from './store-searches.ts'

export interface SearchMailNeeds extends SearchNeeds {
  jobs: Pick<Jobs, 'send'>
  cursors: Cursors
  publicOrigin: string
  actorOf(userId: string, organizationId: string): Promise<Actor | null>
  /** Where mail reaches a member, and in which language. */
  addressOf(userId: string): Promise<{ email: string; locale: string | null } | null>
}

const AT_ONCE = 100

export async function tellSearches(needs: SearchMailNeeds): Promise<void> {
  for (let after: string | null = null; ; ) {
    const page: SearchRow[] = await needs.db.asSystem('search-news', (tx) => store.mailedAfter(tx, after, AT_ONCE))
    // Each is a search of its own, as its owner would ask it.
    for (const row of page) await tellSearch(needs, row)
    after = page.at(-1)?.id ?? null
    if (page.length < AT_ONCE) return
  }
}

async function tellSearch(needs: SearchMailNeeds, row: SearchRow): Promise<void> {
  const owner = await needs.actorOf(row.userId, row.organizationId)
  const address = owner && (await needs.addressOf(row.userId))
  if (!owner || !address) return
  const found = await findAll(needs, owner, row)
  await needs.db.asSystem('search-news', async (tx) => {
    const held = await store.lock(tx, row.id)
    if (!held?.mail) return
    const fresh = await noteFresh(needs, tx, held, found)
    if (fresh.length === 0) return
    const at = needs.clock.now()
    await needs.jobs.send(tx, 'mail', mailOf(needs, held, { fresh, address, at }))
    await store.change(tx, held.id, { mailedAt: at })
  })
}

/** What was found first since the owner looked, or was last written to. */
async function noteFresh({ clock }: SearchMailNeeds, tx: Transaction, row: SearchRow, found: readonly Found[]): Promise<Found[]> {
  const seen = await store.note(tx, row.id, idsOf(found), clock.now())
  const since = row.mailedAt && row.mailedAt > row.lookedAt ? row.mailedAt : row.lookedAt
  return found.filter((one) => (seen.get(one.id) ?? since) > since)
}

function mailOf(
  { cursors, publicOrigin }: SearchMailNeeds,
  row: SearchRow,
  { fresh, address, at }: { fresh: readonly Found[]; address: { email: string; locale: string | null }; at: Date },
): JobData['mail'] {
  const token = muteToken(cursors, { kind: 'search', searchId: row.id })
  const titles = fresh.slice(0, 5).map((one) => one.title)
  return {
    to: address.email,
    template: 'search-news',
    locale: address.locale ?? 'en',
    params: {
      id: `${row.id}/${at.toISOString()}`,
      name: row.name,
      n: String(fresh.length),
      titles: titles.join('; '),
      link: `${publicOrigin}/saved-searches/${row.id}`,
      mute: `${publicOrigin}/mute?token=${token}`,
    },
    unsubscribe: `${publicOrigin}/api/v1/mutes/${token}`,
  }
}
