/** Whoever is signed in, as pages need it: what to call them, for whom they act, in which language. */
import type { RequestEvent } from '@sveltejs/kit'

export interface Membership {
  organizationId: string
  name: string
  kind: 'lead-firm' | 'sme' | 'agency'
  role: 'admin' | 'member'
  duties: readonly string[]
}

export interface Me {
  user: { id: string; name: string; email: string; locale: string | null; platformAdmin: boolean; version: number }
  /** The organization this session acts for; null before the first one. */
  acting: Membership | null
  memberships: readonly Membership[]
}

/** Asks the API who is signed in; null for a visitor, and where the API cannot say. A visitor without a session is not asked about. */
export async function readMe(event: RequestEvent): Promise<Me | null> {
  if (!SESSION_COOKIES.some((name) => event.cookies.get(name))) return null
  const answer = await event.fetch('/api/v1/account')
  if (!answer.ok) return null
  const account = (await answer.json()) as Omit<Me, 'user'> & { user: Me['user'] | null }
  return account.user ? { ...account, user: account.user } : null
}

/** Over https the name binds the cookie to this host; plain http cannot carry that prefix. */
const SESSION_COOKIES = ['__Host-sid', 'sid-dev']
