/** What organizations are told of: its topic, the thing it is about, and where it leads. Nothing confidential stands in it. */

export const NOTICE_TOPICS = [
  'offer-submitted',
  'offer-revised',
  'offer-withdrawn',
  'offer-stale',
  'feedback-due',
  'feedback-given',
] as const
export type NoticeTopic = (typeof NOTICE_TOPICS)[number]

export interface Notice {
  /** Whose members hear it. */
  organizationId: string
  topic: NoticeTopic
  subject: {
    kind: 'linkage' | 'need' | 'document' | 'meeting' | 'event' | 'offer' | 'mandate' | 'message' | 'contract' | 'supplier-list'
    id: string
  }
  /** Local path of the page that it leads to. */
  path: string
  /** Names only that this organization may read; nothing confidential. */
  params: Record<string, string>
  /** The same key never tells twice. */
  key: string
}
