/** How a member hears: of what by which way, when not at all, and what the link of a mail ends. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type SendingRules, whenToSend } from '../../../domain/notice-times.ts'
import { groupsFor, type NoticeGroup } from '../../../domain/notices.ts'
import { isTimeZone, type Minutes } from '../../../domain/wall-clock.ts'
import { actingFor, requireMay } from '../../access.ts'
import { InvalidError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { QuietBody, SettingsView } from './contract-settings.ts'
import { memberKey, noticeStore, quietFrom } from './store.ts'
import { type Choice, type Own, settingsStore as store } from './store-settings.ts'

export interface NoticeSettingsService {
  get(actor: Actor): Promise<SettingsView>
  choose(actor: Actor, choices: readonly Choice[]): Promise<SettingsView>
  setQuietHours(actor: Actor, body: QuietBody): Promise<SettingsView>
  /** Groups of which this member gets no mail. */
  mutedGroups(tx: Transaction, own: Own): Promise<NoticeGroup[]>
  /** How mail of a group reaches each of these members, by organization and user: what cannot wait is not asked for here. */
  mailRules(tx: Transaction, of: readonly Own[], group: NoticeGroup): Promise<(one: Own) => SendingRules>
  muteMail(tx: Transaction, own: Own & { groups: readonly NoticeGroup[]; at: Date }): Promise<void>
}

interface Needs {
  db: Database
  clock: Clock
}

export function createNoticeSettingsService({ db, clock }: Needs): NoticeSettingsService {
  return {
    get: (actor) =>
      db.as(actor, (tx) => {
        requireMay(actor, 'notice.own')
        return viewOf(tx, actor)
      }),
    choose: (actor, choices) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'notice.own')
        const own = actingFor(actor)
        requireKnown(actor, choices)
        const at = clock.now()
        await store.choose(tx, own, choices, at)
        await replan(tx, own, at)
        const detail = { groups: choices.map((one) => one.group) }
        await record(tx, actor, { action: 'notice.set-groups', subjectKind: 'user', subjectId: own.userId, detail, at })
        return viewOf(tx, actor)
      }),
    setQuietHours: (actor, body) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'notice.own')
        const own = actingFor(actor)
        const at = clock.now()
        await store.setQuiet(tx, { userId: own.userId, ...hoursOf(body), zone: body.zone, at })
        await replan(tx, own, at)
        await record(tx, actor, { action: 'notice.set-quiet-hours', subjectKind: 'user', subjectId: own.userId, at })
        return viewOf(tx, actor)
      }),
    mutedGroups: async (tx, own) => (await store.choices(tx, own)).filter((one) => one.mail === 'never').map((one) => one.group),
    async mailRules(tx, of, group) {
      const hearing = await noticeStore.hearing(tx, of)
      return (one) => {
        const { mail, quiet, zone } = hearing.get(memberKey(one)) ?? { mail: new Map(), quiet: null, zone: 'UTC' }
        return { cadence: mail.get(group) ?? 'instant', quiet, zone, urgent: false }
      }
    },
    async muteMail(tx, { groups, at, ...own }) {
      await store.muteMail(tx, own, groups, at)
      const detail = { groups }
      await record(tx, own, { action: 'notice.mute', subjectKind: 'user', subjectId: own.userId, detail, at })
    },
  }
}

/** What waits follows the new wish: nothing is lost by choosing another way, and nothing comes that is not wanted any more. */
async function replan(tx: Transaction, own: Own, at: Date): Promise<void> {
  const choices = new Map((await store.choices(tx, own)).map((one) => [one.group, one.mail]))
  const row = await store.quiet(tx, own.userId)
  const zone = row?.zone ?? (await store.zoneOf(tx, own.organizationId))
  const quiet = quietFrom(row)
  await store.replan(tx, own, (group) => whenToSend({ cadence: choices.get(group) ?? 'instant', quiet, zone, urgent: false }, at))
}

function requireKnown(actor: Actor, choices: readonly Choice[]): void {
  const known = actor.kind ? groupsFor(actor.kind) : []
  const foreign = choices.findIndex((one) => !known.includes(one.group))
  const twice = choices.findIndex((one, at) => choices.findIndex((other) => other.group === one.group) !== at)
  const wrong = foreign >= 0 ? foreign : twice
  if (wrong >= 0) throw new InvalidError([{ field: `/groups/${wrong}/group`, code: 'not-allowed-value' }])
}

function hoursOf({ from, until, zone }: QuietBody): { from: Minutes | null; until: Minutes | null } {
  if (!isTimeZone(zone)) throw new InvalidError([{ field: '/zone', code: 'not-allowed-value' }])
  if ((from === null) !== (until === null) || (from !== null && from === until))
    throw new InvalidError([{ field: '/until', code: 'quiet-hours-half' }])
  return { from: from === null ? null : minutesOf(from), until: until === null ? null : minutesOf(until) }
}

async function viewOf(tx: Transaction, actor: Actor): Promise<SettingsView> {
  const own = actingFor(actor)
  const chosen = new Map((await store.choices(tx, own)).map((one) => [one.group, one]))
  const row = await store.quiet(tx, own.userId)
  const quiet = quietFrom(row)
  return {
    groups: (actor.kind ? groupsFor(actor.kind) : []).map((group) => chosen.get(group) ?? { group, mail: 'instant', text: false }),
    from: quiet && clockText(quiet.from),
    until: quiet && clockText(quiet.until),
    zone: row?.zone ?? (await store.zoneOf(tx, own.organizationId)),
  }
}

function minutesOf(text: string): Minutes {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}

function clockText(minutes: Minutes): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
