/** Meetings that cannot take place any more: called off, and taken out of the calendars that hold them. */
import type { Transaction } from '../../../db/client.ts'
import type { EventNeeds } from './service-reach.ts'
import { type EventMeetingRow, eventMeetingStore as store } from './store-meetings.ts'

export async function callOff({ jobs, clock }: EventNeeds, tx: Transaction, rows: readonly EventMeetingRow[]): Promise<void> {
  const at = clock.now()
  const open = rows.filter((one) => ['requested', 'accepted', 'scheduled'].includes(one.state))
  const gone = open.map((row) => ({
    ...row,
    state: 'cancelled' as const,
    slot: null,
    tableNumber: null,
    toldSlot: null,
    toldTable: null,
    sequence: row.invited ? row.sequence + 1 : row.sequence,
    updatedAt: at,
  }))
  await store.saveMany(tx, gone)
  const mails = gone.filter((one) => one.invited).map(({ id, sequence }) => ({ eventMeetingId: id, sequence, what: 'cancelled' as const }))
  await jobs.sendMany(tx, 'event-mail', mails)
}
