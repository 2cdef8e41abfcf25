/** "No more of these", by the link of a mail: the link itself says whose and what, signed by us; looking at it changes nothing. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { ALERT_REASONS, type AlertReason } from '../../../domain/alerts.ts'
import { NOTICE_GROUPS, type NoticeGroup } from '../../../domain/notices.ts'
import { requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { NoticeSettingsService } from '../notices/service-settings.ts'
import type { MuteView } from './contract.ts'
import { alertStore } from './store.ts'
import { searchStore } from './store-searches.ts'

export type MuteLink =
  | { kind: 'reason'; userId: string; organizationId: string; reason: AlertReason }
  | { kind: 'search'; searchId: string }
  | { kind: 'notices'; userId: string; organizationId: string; groups: readonly NoticeGroup[] }

export interface MuteService {
  /** What the link would end. */
  show(actor: Actor, token: string): Promise<MuteView>
  /** Ends it; once or ten times is the same. */
  mute(actor: Actor, token: string): Promise<MuteView>
}

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
  notices: Pick<NoticeSettingsService, 'mutedGroups' | 'muteMail'>
}

/** Good for as long as the mail is kept: it opens nothing. */
export function muteToken(cursors: Cursors, link: MuteLink): string {
  if (link.kind === 'search') return cursors.write(['search', link.searchId])
  const { kind, userId, organizationId } = link
  return cursors.write([kind, userId, organizationId, link.kind === 'reason' ? link.reason : link.groups.join()])
}

export function createMuteService(needs: Needs): MuteService {
  const { db, clock, cursors } = needs
  return {
    async show(actor, token) {
      requireMay(actor, 'mute.answer')
      return db.asSystem('mute', (tx) => viewOf(needs, tx, linkOf(cursors, token)))
    },
    async mute(actor, token) {
      requireMay(actor, 'mute.answer')
      const link = linkOf(cursors, token)
      return db.asSystem('mute', async (tx) => {
        const view = await viewOf(needs, tx, link)
        await end(needs, tx, link, clock.now())
        return { ...view, muted: true }
      })
    },
  }
}

function linkOf(cursors: Cursors, token: string): MuteLink {
  const [kind, first = '', second = '', last = ''] = readKeys(cursors, token)
  if (kind === 'search') return { kind, searchId: first }
  if (kind === 'notices') {
    const names = last.split(',')
    return { kind, userId: first, organizationId: second, groups: NOTICE_GROUPS.filter((group) => names.includes(group)) }
  }
  const reason = ALERT_REASONS.find((one) => one === last)
  if (kind !== 'reason' || !reason) throw new NotFoundError()
  return { kind, userId: first, organizationId: second, reason }
}

/** A link that is not ours leads nowhere. */
function readKeys(cursors: Cursors, token: string): string[] {
  try {
    return cursors.read(token) ?? []
  } catch (error) {
    if (error instanceof RefusedError) throw new NotFoundError()
    throw error
  }
}

async function viewOf({ notices }: Needs, tx: Transaction, link: MuteLink): Promise<MuteView> {
  if (link.kind === 'reason') {
    const muted = await alertStore.mutes(tx, link.userId, link.organizationId)
    return { kind: 'reason', reason: link.reason, name: '', groups: [], muted: muted.includes(link.reason) }
  }
  if (link.kind === 'notices') {
    const muted = await notices.mutedGroups(tx, link)
    return { kind: 'notices', reason: null, name: '', groups: [...link.groups], muted: link.groups.every((one) => muted.includes(one)) }
  }
  const search = await searchStore.byId(tx, link.searchId)
  if (!search) throw new NotFoundError()
  return { kind: 'search', reason: null, name: search.name, groups: [], muted: !search.mail }
}

async function end({ notices }: Needs, tx: Transaction, link: MuteLink, at: Date): Promise<void> {
  if (link.kind === 'notices') return notices.muteMail(tx, { ...link, at })
  if (link.kind === 'reason') {
    const { userId, organizationId, reason } = link
    await alertStore.addMute(tx, { userId, organizationId, reason, at })
    await record(tx, { userId, organizationId }, { action: 'alert.mute', subjectKind: 'alert-reason', subjectId: reason, at })
    return
  }
  const search = await searchStore.change(tx, link.searchId, { mail: false, updatedAt: at })
  const entry = { action: 'search.mute', subjectKind: 'saved-search', subjectId: link.searchId, at }
  await record(tx, { userId: search?.userId ?? null, organizationId: search?.organizationId ?? null }, entry)
}
