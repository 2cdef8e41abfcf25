/** A profile as its own firm's form shows it, and as others read it. */
import type { Actor } from './actor.ts'
import type { Day } from './day.ts'
import { type ProfileParts, wholeProfile } from './profile-assembly.ts'
import { completenessOf } from './profile-completeness.ts'
import { missingForPublish, openProfileSteps } from './profile-publishing.ts'
import { openSupplierSteps, type ProfileTier, projectProfile, tiersByField } from './profile-tiers.ts'

/**
 * All facts, how complete they are, what publishing waits for, who sees what.
 * A certificate that a lead firm issued under its own standard is not the SME's to edit.
 */
export function ownView(profile: ProfileParts & { row: { publishedAt: Date | null }; approvals: ReadonlySet<string> }) {
  const { row, approvals } = profile
  const { profileId, claimed: _claimed, ...whole } = wholeProfile(profile)
  return {
    ...whole,
    id: profileId,
    certificates: whole.certificates.map((one) => ({ ...one, mayEdit: !approvals.has(one.id) })),
    state: row.state,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    completeness: completenessOf(whole),
    missing: missingForPublish(whole),
    openSteps: openProfileSteps(row.state),
    whoSees: tiersByField(),
    version: row.version,
  }
}

export interface Reading {
  tier: ProfileTier
  today: Day
  /** The reader's agency, if it is one: it checks the firms of its own country. */
  agency?: { id: string; country: string } | undefined
}

/** The supplier at the reader's tier, with what he may do next; of an unclaimed firm, the list on which it stands. */
export function supplierView(
  profile: ProfileParts & { organization: { listName: string; listedBy: string | null } },
  actor: Actor,
  { tier, today, agency }: Reading,
) {
  const { organizationId, version } = profile.row
  const { claimed, listName, listedBy, country } = profile.organization
  const firm = { claimed, isOwn: actor.organizationId === organizationId, checkedHere: agency?.country === country }
  // The agency whose list it is reads what its own list says.
  const whole = { ...wholeProfile(profile), claimed: claimed || (agency !== undefined && agency.id === listedBy) }
  return {
    ...projectProfile(whole, { tier, today }),
    organizationId,
    tier,
    claimed,
    listName: claimed ? null : listName,
    openSteps: openSupplierSteps(actor, firm),
    version,
  }
}
