/** The SME's own profile as its form shows it: all facts, how complete they are, what publishing waits for, who sees what. */
import { type ProfileParts, wholeProfile } from './profile-assembly.ts'
import { completenessOf } from './profile-completeness.ts'
import { missingForPublish, openProfileSteps } from './profile-publishing.ts'
import { tiersByField } from './profile-tiers.ts'

/** A certificate that a lead firm issued under its own standard is not the SME's to edit. */
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
