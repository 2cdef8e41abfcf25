/** Who acts, for which organization, and what the permission model (trust reference 4) lets him do. */
import type { Duty, MemberRole, OrganizationKind } from './organizations.ts'

export interface Actor {
  /** Null for a visitor. */
  userId: string | null
  /** The one organization this session acts for; tenant of every write. */
  organizationId: string | null
  kind: OrganizationKind | null
  role: MemberRole | null
  duties: readonly Duty[]
  platformAdmin: boolean
  /** The request's idempotency key and the fingerprint of what was asked, when the client sent one. */
  once?: { key: string; fingerprint: string }
}

export const VISITOR: Actor = { userId: null, organizationId: null, kind: null, role: null, duties: [], platformAdmin: false }

/** How a permission is granted: by kind and role of the actor, and by how the subject must belong to him. */
interface Grant {
  /** `visitor`: nobody needs to sign in. `user`: signed in, no organization needed. Otherwise the kinds that may. */
  to: 'visitor' | 'user' | 'platform-admin' | readonly OrganizationKind[]
  role?: MemberRole
  /** One of these duties must be held (admins of an organization without duties hold all). */
  duty?: readonly Duty[]
  /** What an SME's member must be in the place of a duty: an SME's duties are about money. */
  smeRole?: MemberRole
  /** The same, asked of the members of some kinds only. */
  duties?: Partial<Record<OrganizationKind, readonly Duty[]>>
  /** Admins of these kinds too, whatever duties they hold. */
  orAdminOf?: readonly OrganizationKind[]
  /** Administrators of the platform too, whomever they act for. */
  orPlatformAdmin?: true
}

/** An agency's people who broker. */
const BROKERS: readonly Duty[] = ['officer', 'manager']
/** A lead firm's people who decide about suppliers. */
const BUYERS: readonly Duty[] = ['buyer', 'approver']

const GRANTS = {
  'health.read': { to: 'visitor' },
  'account.sign-up': { to: 'visitor' },
  'account.sign-in': { to: 'visitor' },
  'account.reset-password': { to: 'visitor' },
  'account.setup': { to: 'visitor' },
  'account.read': { to: 'visitor' },
  'account.edit': { to: 'user' },
  'invitation.read': { to: 'visitor' },
  'invitation.accept': { to: 'user' },
  'organization.create': { to: 'user' },
  'organization.read': { to: ['lead-firm', 'sme', 'agency'] },
  'organization.edit': { to: ['lead-firm', 'sme', 'agency'], role: 'admin' },
  'organization.members': { to: ['lead-firm', 'sme', 'agency'], role: 'admin' },
  'organization.audit': { to: ['lead-firm', 'sme', 'agency'], role: 'admin' },
  'directory.read': { to: 'visitor' },
  'taxonomy.read': { to: 'visitor' },
  'standard.read': { to: 'visitor' },
  'standard.own': { to: ['lead-firm'], duty: ['quality', 'buyer', 'approver'] },
  'standard.approve': { to: ['lead-firm'], duty: ['quality', 'approver'] },
  'platform.read': { to: 'platform-admin' },
  'profile.read': { to: 'visitor' },
  'profile.own': { to: ['sme'] },
  'profile.edit': { to: ['sme'] },
  'profile.publish': { to: ['sme'], role: 'admin' },
  'profile.check': { to: ['agency'], duty: ['officer', 'manager'] },
  'claim.ask': { to: 'user' },
  'claim.decide': { to: ['agency'], duty: ['officer', 'manager'] },
  'removal.ask': { to: 'visitor' },
  'import.use': { to: ['agency'], duty: ['officer', 'manager'] },
  'need.read': { to: 'visitor' },
  'need.own': { to: ['lead-firm'] },
  'need.edit': { to: ['lead-firm'], duty: ['buyer', 'approver'] },
  'need.publish': { to: ['lead-firm'], duty: ['approver'] },
  'proposal.read': { to: ['lead-firm'] },
  'opportunity.read': { to: ['sme'] },
  'cost.read': { to: 'visitor' },
  'cost.edit': { to: ['agency'], duty: ['officer', 'manager'], orPlatformAdmin: true },
  'interest.answer': { to: ['sme'] },
  'interest.decide': { to: ['lead-firm'], duty: ['buyer', 'approver'] },
  'answer-link.answer': { to: 'visitor' },
  'offer.read': { to: ['lead-firm', 'sme'] },
  'offer.draft': { to: ['sme'] },
  'offer.submit': { to: ['sme'], role: 'admin' },
  'offer.compare': { to: ['lead-firm'] },
  'feedback.owed': { to: ['lead-firm'] },
  'feedback.give': { to: ['lead-firm'], duty: ['buyer', 'approver'] },
  'terms.read': { to: ['lead-firm', 'agency'] },
  'terms.edit': { to: ['lead-firm', 'agency'], duty: ['approver', 'manager'] },
  'rate.read': { to: 'user' },
  'rate.edit': { to: 'platform-admin' },
  'document.read': { to: 'visitor' },
  'document.own': { to: ['lead-firm', 'sme', 'agency'] },
  'nda.read': { to: ['lead-firm', 'sme'] },
  'nda.sign': { to: ['lead-firm', 'sme'], duty: ['approver'], smeRole: 'admin' },
  'notice.own': { to: ['lead-firm', 'sme', 'agency'] },
  // The gateway that calls shows a token of its own.
  'text.receive': { to: 'visitor' },
  'linkage.read': { to: ['lead-firm', 'sme', 'agency'], duties: { agency: BROKERS } },
  'linkage.step': { to: ['lead-firm', 'sme', 'agency'], duties: { agency: BROKERS, 'lead-firm': ['buyer', 'approver'] } },
  'linkage.broker': { to: ['agency'], duty: BROKERS },
  'message.read': { to: ['lead-firm', 'sme', 'agency'], duties: { agency: BROKERS } },
  'message.write': { to: ['lead-firm', 'sme', 'agency'], duties: { agency: BROKERS } },
  'message.invite': { to: ['lead-firm', 'sme'], duties: { 'lead-firm': ['buyer', 'approver'] } },
  // Whoever hands mail on shows a token of its own.
  'message.receive': { to: 'visitor' },
  'linkage-terms.read': { to: ['lead-firm', 'sme', 'agency'], orPlatformAdmin: true },
  'linkage-terms.edit': { to: ['agency'], duty: BROKERS, orPlatformAdmin: true },
  'mandate.read': { to: ['lead-firm', 'sme', 'agency'], duties: { agency: BROKERS } },
  'mandate.ask': { to: ['agency'], duty: BROKERS },
  'mandate.give': { to: ['lead-firm', 'sme'], role: 'admin' },
  'meeting.own': { to: ['lead-firm', 'sme', 'agency'] },
  'visit.report': { to: ['lead-firm', 'agency'], duty: ['quality', 'buyer', 'approver', 'officer', 'manager'] },
  'calendar.read': { to: 'visitor' },
  'event.read': { to: ['lead-firm', 'sme', 'agency'] },
  'event.take-part': { to: ['lead-firm', 'sme'] },
  'event.edit': { to: ['agency'], duty: ['officer', 'manager'] },
  'contract.read': { to: ['lead-firm', 'sme', 'agency'], duties: { agency: BROKERS } },
  // Of an SME those who may read its amounts (rulings, Tenancy).
  'contract.record': { to: ['lead-firm', 'sme'], duties: { 'lead-firm': BUYERS, sme: ['finance'] }, orAdminOf: ['sme'] },
  'contract.check': { to: ['agency'], duty: BROKERS },
  'contract.amounts': { to: ['lead-firm', 'sme'], duties: { sme: ['finance'] }, orAdminOf: ['sme'] },
  'supplier-list.read': { to: ['lead-firm'] },
  'supplier-list.edit': { to: ['lead-firm'], duty: BUYERS },
  'supplier-entry.read': { to: ['lead-firm', 'sme'] },
  'supplied-to.read': { to: ['sme'] },
  'desk.read': { to: ['agency'], duty: BROKERS },
  'desk.work': { to: ['agency'], duty: BROKERS },
  'times.read': { to: ['lead-firm', 'sme', 'agency'], duties: { agency: BROKERS } },
  'alert.own': { to: ['sme'] },
  'mute.answer': { to: 'visitor' },
  'match-run.read': { to: ['agency'], orPlatformAdmin: true },
  'search.own': { to: ['lead-firm', 'sme', 'agency'] },
  'feed.read': { to: 'visitor' },
  'weights.read': { to: 'user' },
  'weights.decide': { to: 'platform-admin' },
  'exposure.read': { to: ['agency'], orPlatformAdmin: true },
} as const satisfies Record<string, Grant>

export type Permission = keyof typeof GRANTS

export type Denial = 'not-signed-in' | 'forbidden'

/**
 * Says whether the actor may do this kind of thing at all; whose thing it is, is asked of the subject afterwards.
 * A denial says why: nobody is signed in, or the role does not carry it.
 */
export function may(actor: Actor, permission: Permission): Denial | null {
  const grant: Grant = GRANTS[permission]
  if (grant.to === 'visitor') return null
  if (!actor.userId) return 'not-signed-in'
  if (grant.to === 'user') return null
  const isForAdmins = grant.to === 'platform-admin' || grant.orPlatformAdmin === true
  if (isForAdmins && actor.platformAdmin) return null
  return grant.to !== 'platform-admin' && holdsRole(actor, grant, grant.to) ? null : 'forbidden'
}

function holdsRole(actor: Actor, grant: Grant, kinds: readonly OrganizationKind[]): boolean {
  if (!actor.kind || !kinds.includes(actor.kind)) return false
  if (grant.role && actor.role !== grant.role) return false
  if (grant.smeRole && actor.kind === 'sme') return actor.role === grant.smeRole
  return holdsDuty(actor, actor.kind, grant)
}

function holdsDuty(actor: Actor, kind: OrganizationKind, grant: Grant): boolean {
  if (actor.role === 'admin' && grant.orAdminOf?.includes(kind)) return true
  const asked = grant.duty ?? grant.duties?.[kind]
  return !asked || asked.some((duty) => actor.duties.includes(duty))
}

/** All permissions, for the checks that no route lacks one. */
export const PERMISSION_NAMES = Object.keys(GRANTS) as Permission[]
