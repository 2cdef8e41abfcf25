/** What members are told about, under which heading they choose how, who of an organization hears it, and what cannot wait. */
import { type Duty, dutiesHeld, type Member, type OrganizationKind } from './organizations.ts'

/** Under these a member chooses how he hears. `opportunities` are the alerts of an SME, which have a list of their own. */
export const NOTICE_GROUPS = [
  'opportunities',
  'linkages',
  'offers',
  'documents',
  'messages',
  'meetings',
  'mandates',
  'development',
] as const
export type NoticeGroup = (typeof NOTICE_GROUPS)[number]

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
  'escalated',
  'handover-asked',
  'handover-answered',
  'proposal-released',
  'mandate-asked',
  'mandate-given',
  'mandate-refused',
  'mandate-withdrawn',
  'mandate-ending',
  'offer-submitted',
  'offer-revised',
  'offer-withdrawn',
  'offer-stale',
  'feedback-due',
  'feedback-given',
  'document-shared',
  'nda-to-sign',
  'nda-signed',
  'message',
  'meeting-asked',
  'meeting-agreed',
  'meeting-declined',
  'meeting-changed',
  'meeting-cancelled',
  'visit-report',
  'event-invited',
  'event-schedule',
  'contract-recorded',
  'contract-confirmed',
  'contract-disputed',
  'status-changed',
  'exit-notice',
] as const
export type NoticeTopic = (typeof NOTICE_TOPICS)[number]

export const NOTICE_SUBJECTS = [
  'linkage',
  'need',
  'document',
  'meeting',
  'event',
  'offer',
  'mandate',
  'message',
  'contract',
  'supplier-list',
] as const
export type NoticeSubject = (typeof NOTICE_SUBJECTS)[number]

/** Something that an organization's members are told, as whoever made it happen says it. */
export interface Notice {
  /** Whose members hear it. */
  organizationId: string
  topic: NoticeTopic
  subject: { kind: NoticeSubject; id: string }
  /** Local path of the page that it leads to. */
  path: string
  /** `need`, `firm` and the like: names only that this organization may read; nothing confidential. An empty one counts as unknown. */
  params: Record<string, string>
  /** The same key never tells a member twice. */
  key: string
}

interface TopicRule {
  group: NoticeGroup
  /** Lead-firm duties that hear it; an SME's members all hear what concerns it. */
  leadFirm: readonly Duty[]
  /** Those who lead the firm hear it, not those who were silent. */
  admins?: true
  /** Neither a digest nor quiet hours hold it back: who hears of it in the morning stands before a closed door. */
  urgent?: true
}

/** An agency's notices are for those who broker. */
const AGENCY: readonly Duty[] = ['officer', 'manager']

export function groupOf(topic: NoticeTopic): NoticeGroup {
  return TOPICS[topic].group
}

export function isUrgent(topic: NoticeTopic): boolean {
  return TOPICS[topic].urgent === true
}

/** The topics of a group, in their order. */
export function topicsOf(group: NoticeGroup): NoticeTopic[] {
  return NOTICE_TOPICS.filter((topic) => groupOf(topic) === group)
}

/** The groups under which this kind of organization is told anything. */
export function groupsFor(kind: OrganizationKind): readonly NoticeGroup[] {
  return kind === 'sme' ? NOTICE_GROUPS : NOTICE_GROUPS.filter((group) => group !== 'opportunities')
}

/**
 * Who of an organization hears a topic: those who hold one of its duties, and the admins where nobody does. An SME is small
 * and its duties are about money, so all its members hear.
 * @example a lead firm with one quality member and one admin without duties: the admin hears of an offer, quality of a visit's report.
 */
export function hearersOf<M extends Member>(topic: NoticeTopic, kind: OrganizationKind, members: readonly M[]): M[] {
  if (TOPICS[topic].admins && kind !== 'agency') return members.filter((one) => one.role === 'admin')
  if (kind === 'sme') return [...members]
  const duties = kind === 'agency' ? AGENCY : TOPICS[topic].leadFirm
  const holders = members.filter((one) => dutiesHeld(one, members, kind).some((duty) => duties.includes(duty)))
  return holders.length > 0 ? holders : members.filter((one) => one.role === 'admin')
}

const BUYING: readonly Duty[] = ['buyer', 'approver']
const ALL: readonly Duty[] = ['buyer', 'quality', 'approver']
const QUALITY: readonly Duty[] = ['quality', 'approver']

const TOPICS: Record<NoticeTopic, TopicRule> = {
  invited: { group: 'linkages', leadFirm: BUYING },
  'interest-shown': { group: 'linkages', leadFirm: BUYING },
  'interest-declined': { group: 'linkages', leadFirm: BUYING },
  accepted: { group: 'linkages', leadFirm: BUYING },
  declined: { group: 'linkages', leadFirm: BUYING },
  introduced: { group: 'linkages', leadFirm: ALL },
  'stage-changed': { group: 'linkages', leadFirm: ALL },
  'on-hold': { group: 'linkages', leadFirm: ALL },
  lost: { group: 'linkages', leadFirm: ALL },
  lapsed: { group: 'linkages', leadFirm: BUYING },
  'answer-due': { group: 'linkages', leadFirm: BUYING },
  'silent-party': { group: 'linkages', leadFirm: BUYING },
  escalated: { group: 'linkages', leadFirm: [], admins: true },
  'handover-asked': { group: 'mandates', leadFirm: ['approver'] },
  'handover-answered': { group: 'mandates', leadFirm: ['approver'] },
  'proposal-released': { group: 'linkages', leadFirm: BUYING },
  'mandate-asked': { group: 'mandates', leadFirm: ['approver'] },
  'mandate-given': { group: 'mandates', leadFirm: ['approver'] },
  'mandate-refused': { group: 'mandates', leadFirm: ['approver'] },
  'mandate-withdrawn': { group: 'mandates', leadFirm: ['approver'], urgent: true },
  'mandate-ending': { group: 'mandates', leadFirm: ['approver'] },
  'offer-submitted': { group: 'offers', leadFirm: BUYING },
  'offer-revised': { group: 'offers', leadFirm: BUYING },
  'offer-withdrawn': { group: 'offers', leadFirm: BUYING },
  'offer-stale': { group: 'offers', leadFirm: BUYING },
  'feedback-due': { group: 'offers', leadFirm: BUYING },
  'feedback-given': { group: 'offers', leadFirm: BUYING },
  'document-shared': { group: 'documents', leadFirm: ALL },
  'nda-to-sign': { group: 'documents', leadFirm: ['approver'] },
  'nda-signed': { group: 'documents', leadFirm: ALL },
  message: { group: 'messages', leadFirm: ALL },
  'meeting-asked': { group: 'meetings', leadFirm: ALL },
  'meeting-agreed': { group: 'meetings', leadFirm: ALL },
  'meeting-declined': { group: 'meetings', leadFirm: ALL },
  'meeting-changed': { group: 'meetings', leadFirm: ALL, urgent: true },
  'meeting-cancelled': { group: 'meetings', leadFirm: ALL, urgent: true },
  'visit-report': { group: 'development', leadFirm: QUALITY },
  'event-invited': { group: 'meetings', leadFirm: BUYING },
  'event-schedule': { group: 'meetings', leadFirm: ALL },
  'contract-recorded': { group: 'linkages', leadFirm: BUYING },
  'contract-confirmed': { group: 'linkages', leadFirm: BUYING },
  'contract-disputed': { group: 'linkages', leadFirm: BUYING },
  'status-changed': { group: 'development', leadFirm: ALL },
  'exit-notice': { group: 'development', leadFirm: ALL },
}
