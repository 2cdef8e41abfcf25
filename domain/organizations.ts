/** Organizations and their members: who they are, and which duties a member may hold. */

export const ORGANIZATION_KINDS = ['lead-firm', 'sme', 'agency'] as const
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number]

export const MEMBER_ROLES = ['admin', 'member'] as const
export type MemberRole = (typeof MEMBER_ROLES)[number]

export const DUTIES = ['buyer', 'quality', 'approver', 'officer', 'manager', 'finance'] as const
export type Duty = (typeof DUTIES)[number]

/** Which duties exist in which kind of organization. */
export const DUTIES_OF: Record<OrganizationKind, readonly Duty[]> = {
  'lead-firm': ['buyer', 'quality', 'approver'],
  sme: ['finance'],
  agency: ['officer', 'manager'],
}

export interface Member {
  userId: string
  role: MemberRole
  duties: readonly Duty[]
}

/**
 * The duties a member really holds: an organization that has given nobody a duty lets its admins hold all
 * (rulings, Words and codes).
 */
export function dutiesHeld(member: Member, members: readonly Member[], kind: OrganizationKind): readonly Duty[] {
  const nobodyHasAny = members.every((one) => one.duties.length === 0)
  return nobodyHasAny && member.role === 'admin' ? DUTIES_OF[kind] : member.duties
}

/** The last admin of an organization can neither leave nor be made a plain member (trust, hard rule R3). */
export function leavesNoAdmin(userId: string, members: readonly Member[]): boolean {
  return !members.some((one) => one.role === 'admin' && one.userId !== userId)
}

/** Where in the list a duty stands that this kind of organization does not have; -1 when all fit. */
export function wrongDuty(kind: OrganizationKind, duties: readonly Duty[]): number {
  return duties.findIndex((duty) => !DUTIES_OF[kind].includes(duty))
}
