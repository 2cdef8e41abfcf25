/** The groups under which notices are listed, as the API names them. */

export const NOTICE_GROUPS = ['linkages', 'offers', 'documents', 'messages', 'meetings', 'mandates', 'development'] as const
export type NoticeGroup = (typeof NOTICE_GROUPS)[number]

/** A group out of an address or a form; null for anything else. */
export function groupFrom(asked: unknown): NoticeGroup | null {
  return NOTICE_GROUPS.find((group) => group === asked) ?? null
}
