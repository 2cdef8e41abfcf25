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
  /** Administrators of the platform too, whomever they act for. */
  orPlatformAdmin?: true
}

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
  'linkage.read': { to: ['lead-firm', 'sme'] },
  'answer-link.use': { to: 'visitor' },
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
  return !grant.duty || grant.duty.some((duty) => actor.duties.includes(duty))
}

/** All permissions, for the checks that no route lacks one. */
export const PERMISSION_NAMES = Object.keys(GRANTS) as Permission[]
