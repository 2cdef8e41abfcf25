/** Builders of saved searches and of the links in mails, for whoever asks for them in a test. */
import { createCursors } from '../../server/cursor.ts'
import { muteToken } from '../../server/features/alerts/service-mutes.ts'
import { CURSOR_SECRET } from './api.ts'
import type { Person } from './world.ts'

export interface SearchRef {
  id: string
  version: number
}

export async function savedSearch(who: Person, kind: 'suppliers' | 'open-needs', changes: object = {}): Promise<SearchRef> {
  const body = { kind, name: 'Press shops', query: kind === 'suppliers' ? { process: ['stamping'] } : {}, ...changes }
  const made = await who.send<SearchRef>('POST', '/saved-searches', body)
  if (made.status !== 201) throw new Error(`saved search: ${JSON.stringify(made.body)}`)
  return made.body
}

/** The secret part of a new feed's address. */
export async function feedToken(who: Person, search: SearchRef): Promise<string> {
  const opened = await who.send<{ url: string }>('POST', `/saved-searches/${search.id}/feed`)
  if (opened.status !== 201) throw new Error(`feed: ${JSON.stringify(opened.body)}`)
  return opened.body.url.split('/').at(-1) ?? ''
}

/** As the mail about a posted need carries it. */
export function muteTokenOf(who: Person): string {
  const cursors = createCursors(CURSOR_SECRET).of('mutes')
  return muteToken(cursors, { kind: 'reason', userId: who.userId, organizationId: who.organizationId, reason: 'new-need' })
}
