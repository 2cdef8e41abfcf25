/** What features may do with sessions; Lucia itself stays in http/session.ts. */
import type { Transaction } from '../../db/client.ts'

export interface SessionPort {
  /** Starts a session and returns the cookie's token, which is stored nowhere. */
  start(tx: Transaction, userId: string, organizationId: string | null): Promise<string>
  end(tx: Transaction, sessionId: string): Promise<void>
  /** Ends all sessions of a user but one. */
  endOthers(tx: Transaction, userId: string, keep: string | null): Promise<void>
}
