/** Who somebody is in an organization now: for feeds, calendars and links of mails, which are read without a session. */
import type { Transaction } from '../db/client.ts'
import { type Actor, VISITOR } from '../domain/actor.ts'
import { accountStore } from './features/accounts/store.ts'

/** Asked anew each time: whoever left the organization reads nothing by an old address and answers nothing by an old link. */
export async function memberNow(tx: Transaction, userId: string, organizationId: string): Promise<Actor | null> {
  const mine = (await accountStore.membershipsOf(tx, userId)).find((one) => one.organizationId === organizationId)
  return mine ? { ...VISITOR, userId, organizationId, kind: mine.kind, role: mine.role, duties: mine.duties } : null
}
