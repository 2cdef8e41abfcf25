/** A saved search as an Atom feed: whoever has its secret address reads what its owner may read now, until the owner closes it. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../../domain/actor.ts'
import { requireMay } from '../../access.ts'
import { NotFoundError } from '../../errors.ts'
import type { FeedWriter } from '../../ports/feed-writer.ts'
import { type Found, findAll, idsOf, note, own, type SearchNeeds } from './service-searches.ts'
import { type SearchRow, searchStore as store } from './store-searches.ts'

export interface FeedService {
  /** The new secret address; told this once. */
  open(actor: Actor, searchId: string): Promise<{ url: string }>
  close(actor: Actor, searchId: string): Promise<void>
  read(actor: Actor, searchId: string, token: string): Promise<string>
}

export interface FeedNeeds extends SearchNeeds {
  feeds: FeedWriter
  publicOrigin: string
  /** The member as he stands now; null when he belongs to the organization no more. */
  actorOf(userId: string, organizationId: string): Promise<Actor | null>
}

const ENTRIES = 50
/** Compared with when there is no feed, so that the answer takes as long. */
const NO_FEED = createHash('sha256').update('').digest()

export function createFeedService(needs: FeedNeeds): FeedService {
  const { db, clock, publicOrigin } = needs
  return {
    open: (actor, searchId) =>
      db.as(actor, async (tx) => {
        const row = await own(tx, actor, searchId)
        const token = randomBytes(32).toString('base64url')
        const at = clock.now()
        await store.change(tx, row.id, { feedTokenHash: hashed(token).toString('hex'), updatedAt: at })
        await note(tx, actor, row.id, { step: 'open-feed', at })
        return { url: `${publicOrigin}/api/v1/feeds/${row.id}/${token}` }
      }),
    close: (actor, searchId) =>
      db.as(actor, async (tx) => {
        const row = await own(tx, actor, searchId)
        const at = clock.now()
        await store.change(tx, row.id, { feedTokenHash: null, updatedAt: at })
        await note(tx, actor, row.id, { step: 'close-feed', at })
      }),
    read: (actor, searchId, token) => read(needs, actor, { searchId, token }),
  }
}

async function read(needs: FeedNeeds, actor: Actor, { searchId, token }: { searchId: string; token: string }): Promise<string> {
  requireMay(actor, 'feed.read')
  const row = await needs.db.asSystem('feed', (tx) => store.byId(tx, searchId))
  const kept = row?.feedTokenHash ? Buffer.from(row.feedTokenHash, 'hex') : NO_FEED
  if (!timingSafeEqual(hashed(token), kept) || !row) throw new NotFoundError()
  const owner = await needs.actorOf(row.userId, row.organizationId)
  if (!owner) throw new NotFoundError()
  const found = await findAll(needs, owner, row)
  const at = needs.clock.now()
  const seen = await needs.db.asSystem('feed', (tx) => store.note(tx, row.id, idsOf(found), at))
  return needs.feeds.atom(documentOf(needs, row, { found, seen }))
}

function documentOf({ publicOrigin }: FeedNeeds, row: SearchRow, { found, seen }: { found: readonly Found[]; seen: Map<string, Date> }) {
  const entries = found
    .map(({ id, title, summary }) => ({ url: addressOf(publicOrigin, row, id), title, summary, updatedAt: seen.get(id) ?? row.createdAt }))
    .sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime())
    .slice(0, ENTRIES)
  const url = `${publicOrigin}/saved-searches/${row.id}`
  return { id: `urn:uuid:${row.id}`, title: row.name, url, updatedAt: entries[0]?.updatedAt ?? row.createdAt, entries }
}

function addressOf(origin: string, { kind }: SearchRow, id: string): string {
  return `${origin}/${kind}/${id}`
}

function hashed(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
