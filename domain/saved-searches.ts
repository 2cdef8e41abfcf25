/** A search that is kept with a name: what it looks through, and what is new in it since its owner last looked. */
import type { OrganizationKind } from './organizations.ts'

/** `suppliers` is the directory; `open-needs` the needs open to everyone. */
export const SEARCH_KINDS = ['suppliers', 'open-needs'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** Who has use for which: whoever sources looks for suppliers, an SME for needs. */
const KINDS_OF: Record<OrganizationKind, readonly SearchKind[]> = {
  'lead-firm': ['suppliers'],
  agency: ['suppliers', 'open-needs'],
  sme: ['open-needs'],
}

export function maySave(kind: OrganizationKind, search: SearchKind): boolean {
  return KINDS_OF[kind].includes(search)
}

/** Per member; a proposal of ours, like the number of results that a saved search keeps in mind. */
export const MOST_SEARCHES = 30
export const MOST_RESULTS = 200

/**
 * Results that were not there when the owner last looked. Results that a new search finds at once are not new.
 * @example found at 9:00, looked at 10:00, one more found at 11:00: that one is new.
 */
export function isNewResult(firstSeenAt: Date, lookedAt: Date): boolean {
  return firstSeenAt > lookedAt
}
