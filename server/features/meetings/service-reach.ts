/** What all use cases of meetings share: what they are made with, who reaches a meeting, and how it is shown to him. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { isTimeZone } from '../../../domain/day.ts'
import { readTimes, type Span, type TypedTime } from '../../../domain/meetings.ts'
import type { Locale } from '../../../words/locales.ts'
import { requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { InvalidError, NotFoundError } from '../../errors.ts'
import type { CalendarWriter } from '../../ports/calendar-writer.ts'
import type { Clock } from '../../ports/clock.ts'
import type { LinkageAccess } from '../linkages/service.ts'
import type { MeetingView } from './contract.ts'
import { shownPeople, viewOf } from './service-views.ts'
import { type LoadedMeeting, type MeetingRow, meetingStore as store } from './store.ts'

export interface Person {
  id: string
  name: string
  email: string
  locale: Locale | null
}

export interface MeetingNeeds {
  db: Database
  clock: Clock
  jobs: Pick<Jobs, 'send' | 'sendMany'>
  cursors: Cursors
  publicOrigin: string
  calendars: CalendarWriter
  /** The linkage as its parties reach it; undefined for everybody else. */
  accessOf(tx: Transaction, actor: Actor, linkageId: string): Promise<LinkageAccess | undefined>
  peopleOf(ids: readonly string[]): Promise<Person[]>
}

/** Whoever is no party of the linkage finds nothing. */
export async function reach(
  { accessOf }: Pick<MeetingNeeds, 'accessOf'>,
  tx: Transaction,
  actor: Actor,
  row: MeetingRow | undefined,
): Promise<MeetingRow> {
  requireMay(actor, 'meeting.own')
  requireMay(actor, 'meeting.own', row && (await accessOf(tx, actor, row.linkageId)))
  return row as MeetingRow
}

export async function shown(needs: MeetingNeeds, tx: Transaction, actor: Actor, meetingId: string): Promise<MeetingView> {
  const [view] = await viewsOf(needs, actor, await store.load(tx, [meetingId]))
  if (!view) throw new NotFoundError()
  return view
}

export async function viewsOf({ clock, peopleOf }: MeetingNeeds, actor: Actor, loaded: readonly LoadedMeeting[]): Promise<MeetingView[]> {
  const ids = new Set(loaded.flatMap((one) => shownPeople(one, actor.organizationId)))
  const names = new Map((await peopleOf([...ids])).map((one) => [one.id, one.name]))
  const now = clock.now()
  return loaded.map((one) => viewOf(one, { actor, now, names }))
}

/** Reads the times that were typed; each that does not fit is told beside its field. */
export function timesOf(
  { clock }: Pick<MeetingNeeds, 'clock'>,
  body: { proposals: readonly TypedTime[]; timeZone: string; minutes: number },
): Span[] {
  if (!isTimeZone(body.timeZone)) throw new InvalidError([{ field: '/timeZone', code: 'not-allowed-value' }])
  const { spans, faults } = readTimes(body.proposals, { ...body, now: clock.now() })
  if (faults.length > 0) throw new InvalidError(faults.map(({ at, code }) => ({ field: `/proposals/${at}/on`, code })))
  return spans
}

export function storedTimes(spans: readonly Span[], picked: number | null = null) {
  const span = spans[picked ?? 0] as Span
  const proposals = spans.map((one) => ({ startsAt: one.startsAt.toISOString(), endsAt: one.endsAt.toISOString() }))
  return { proposals, startsAt: span.startsAt, endsAt: span.endsAt }
}
