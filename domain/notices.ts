/** What an organization's members are told of, and the shape in which one feature hands it over. */

export const NOTICE_TOPICS = [
  'invited',
  'interest-shown',
  'interest-declined',
  'accepted',
  'declined',
  'introduced',
  'stage-changed',
  'on-hold',
  'lost',
  'lapsed',
  'answer-due',
  'silent-party',
  'proposal-released',
  'mandate-asked',
  'mandate-given',
  'mandate-refused',
  'mandate-withdrawn',
  'mandate-ending',
] as const
export type NoticeTopic = (typeof NOTICE_TOPICS)[number]

/** Something that an organization's members are told, as whoever made it happen says it. */
export interface Notice {
  /** Whose members hear it. */
  organizationId: string
  topic: NoticeTopic
  subject: { kind: 'linkage' | 'mandate'; id: string }
  /** Local path of the page that it leads to. */
  path: string
  /** Names only that this organization may read; nothing confidential. */
  params: Record<string, string>
  /** The same key never tells a member twice. */
  key: string
}
