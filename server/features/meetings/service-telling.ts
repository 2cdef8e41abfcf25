/** Tells the other parties of a meeting what happened to it, and sends it into the calendars of those who come. */
import type { Transaction } from '../../../db/client.ts'
import type { MeetingMail } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { NoticeTopic } from '../../../domain/notices.ts'
import type { MeetingNeeds } from './service-reach.ts'
import { isHidden, partyOf } from './service-views.ts'
import { type MeetingRow, meetingStore as store } from './store.ts'

/** A notice for each party but the one that acts; a lead firm under an alias is not named. */
export async function tellOthers(
  { jobs }: Pick<MeetingNeeds, 'jobs'>,
  tx: Transaction,
  actor: Pick<Actor, 'organizationId'>,
  { meetingId, topic }: { meetingId: string; topic: NoticeTopic },
): Promise<void> {
  const [loaded] = await store.load(tx, [meetingId])
  if (!loaded) return
  const { row, need } = loaded
  const names = new Map([
    [row.leadFirmId, loaded.leadFirm.name],
    [row.smeId, loaded.sme.name],
  ])
  const others = [row.leadFirmId, row.smeId, row.agencyId].filter((one) => one !== null && one !== actor.organizationId) as string[]
  const notices = others.map((organizationId) => {
    const isUnnamed = actor.organizationId === row.leadFirmId && isHidden(loaded, partyOf(row, organizationId))
    const firm = isUnnamed ? '' : (names.get(actor.organizationId ?? '') ?? loaded.agencyName ?? '')
    return {
      organizationId,
      topic,
      subject: { kind: 'meeting' as const, id: row.id },
      path: `/linkages/${row.linkageId}/meetings`,
      params: { need: need.title, firm },
      key: `${topic}/${row.id}/${row.version}/${organizationId}`,
    }
  })
  await jobs.sendMany(tx, 'notify', notices)
}

/** Mail with the calendar file, to everybody who comes or to those named. */
export async function sendCalendar(
  { jobs }: Pick<MeetingNeeds, 'jobs'>,
  tx: Transaction,
  row: Pick<MeetingRow, 'id' | 'sequence'>,
  { what, to = null }: { what: MeetingMail; to?: { userId: string; organizationId: string }[] | null },
): Promise<void> {
  if (to === null || to.length > 0) await jobs.send(tx, 'meeting-mail', { meetingId: row.id, sequence: row.sequence, what, to })
}
