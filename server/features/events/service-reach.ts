/** What all use cases of events share: what they are made with, and who reaches an event or a meeting at it. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { JobData, Jobs } from '../../../db/jobs.ts'
import { type Actor, may } from '../../../domain/actor.ts'
import type { NoticeTopic } from '../../../domain/notices.ts'
import type { PairBand } from '../../../domain/pairs.ts'
import { requireMay } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { NotFoundError } from '../../errors.ts'
import type { CalendarWriter } from '../../ports/calendar-writer.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Person } from '../meetings/service.ts'
import { type EventRow, eventStore as store } from './store.ts'

/** How well a lead firm and an SME go together, by the needs of the lead firm that stand under an alias, or those that do not. */
export interface Preference {
  leadFirmId: string
  smeId: string
  isAlias: boolean
  band: PairBand
  score: number
}

export interface EventNeeds {
  db: Database
  clock: Clock
  jobs: Pick<Jobs, 'send' | 'sendMany'>
  cursors: Cursors
  publicOrigin: string
  calendars: CalendarWriter
  peopleOf(ids: readonly string[]): Promise<Person[]>
  preferences(of: { leadFirmIds: readonly string[]; smeIds: readonly string[] }): Promise<Preference[]>
}

/** Drafts are their agency's alone. */
export async function readable(tx: Transaction, actor: Actor, eventId: string): Promise<EventRow> {
  requireMay(actor, 'event.read')
  const row = await store.byId(tx, eventId)
  if (!row || (row.state === 'draft' && row.agencyId !== actor.organizationId)) throw new NotFoundError()
  return row
}

/** The agency's own event, held until the transaction ends. */
export async function editable(tx: Transaction, actor: Actor, eventId: string): Promise<EventRow> {
  requireMay(actor, 'event.edit')
  const row = await store.lock(tx, eventId)
  requireMay(actor, 'event.edit', row && { organizationId: row.agencyId })
  return row as EventRow
}

export function organises(actor: Actor, row: Pick<EventRow, 'agencyId'>): boolean {
  return row.agencyId === actor.organizationId && may(actor, 'event.edit') === null
}

/** A notice for each of these organizations about an event. */
export async function tellFirms(
  { jobs }: Pick<EventNeeds, 'jobs'>,
  tx: Transaction,
  row: Pick<EventRow, 'id' | 'title'>,
  { to, topic, mark, part = '' }: { to: readonly string[]; topic: NoticeTopic; mark: string; part?: '' | '/timetable' },
): Promise<void> {
  const notices = to.map((organizationId): JobData['notify'] => ({
    organizationId,
    topic,
    subject: { kind: 'event', id: row.id },
    path: `/events/${row.id}${part}`,
    params: { event: row.title, need: row.title, firm: '' },
    key: `${topic}/${row.id}/${mark}/${organizationId}`,
  }))
  await jobs.sendMany(tx, 'notify', notices)
}
