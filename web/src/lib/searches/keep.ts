/** Where a search can be kept with a name, for readers whose kind of organization has use for it. */
import type { Me } from '#lib/api/me.ts'

const USERS = { suppliers: ['lead-firm', 'agency'], 'open-needs': ['sme', 'agency'] } as const

/** The page that keeps what this address looks for; null for a visitor, and where it would be of no use. */
export function keepHref(me: Me | null, kind: keyof typeof USERS, url: URL): string | null {
  const acting = me?.acting?.kind
  if (!acting || !USERS[kind].some((one) => one === acting)) return null
  const asked = new URLSearchParams([...url.searchParams].filter(([name]) => name !== 'cursor' && name !== 'lang'))
  asked.set('kind', kind)
  return `/saved-searches/new?${asked}`
}
