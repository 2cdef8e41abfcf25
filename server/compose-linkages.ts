/** Puts mandates and linkages together: their services, the clocks that watch both, and how deep a reader sees for it. */
import type { Transaction } from '../db/client.ts'
import { factsOfOrganization } from '../db/match-facts.ts'
import { type Actor, may } from '../domain/actor.ts'
import { opensMatchedTier } from '../domain/linkages.ts'
import type { ProfileTier } from '../domain/profile-tiers.ts'
import { SECTORS } from '../domain/taxonomy.ts'
import type { Base } from './compose-base.ts'
import { createLinkageWatch, type LinkageWatch } from './features/linkages/jobs.ts'
import { createLinkageService, type LinkageService } from './features/linkages/service.ts'
import type { LinkageNeeds } from './features/linkages/service-steps.ts'
import { createTermsService, type TermsService } from './features/linkages/service-terms.ts'
import { watchMandates } from './features/mandates/jobs.ts'
import { createMandateService, type MandateService } from './features/mandates/service.ts'
import type { SourcingService } from './features/sourcing/service.ts'

export interface LinkageClocks {
  /** The working days that each stage of a linkage has. */
  linkageTerms: TermsService
  /** Works one run of the queue `watch-linkages`. */
  watchLinkages: LinkageWatch
}

export function composeMandates(base: Base): MandateService {
  return createMandateService({
    ...base,
    cursors: base.cursors.of('mandates'),
    hasSector: (code) => SECTORS.some((one) => one === code),
    watch: () => watchMandates(base),
  })
}

export function composeClocks(base: Base): LinkageClocks {
  return {
    linkageTerms: createTermsService(base),
    watchLinkages: createLinkageWatch({ ...base, tell: (tx, list) => base.jobs.sendMany(tx, 'notify', list) }),
  }
}

/** How deep an actor sees into an SME's profile: asked anew each time, of linkages and of mandates. */
export function tierReader(linkages: () => Pick<LinkageService, 'between'>, mandates: Pick<MandateService, 'isGiven'>) {
  return async (tx: Transaction, actor: Actor, organizationId: string): Promise<ProfileTier> => {
    const { kind, organizationId: own } = actor
    if (kind === 'lead-firm' && own) {
      return (await linkages().between(tx, own, organizationId)).some(opensMatchedTier) ? 'matched' : 'registered'
    }
    // An agency's officers broker for the firm as long as it lets them.
    const isOfficer = own !== null && may(actor, 'linkage.broker') === null
    if (isOfficer && (await mandates.isGiven(tx, own, organizationId))) return 'matched'
    // Another SME is a competitor: it reads what everybody reads (trust reference 4).
    return kind === 'agency' || actor.platformAdmin ? 'registered' : 'public-teaser'
  }
}

export function composeLinkages(
  base: Base,
  { sourcing, mandates, ration }: { sourcing: SourcingService; mandates: MandateService; ration: LinkageNeeds['ration'] },
): LinkageService {
  return createLinkageService({
    ...base,
    cursors: base.cursors.of('linkages'),
    mandates,
    needOf: async (tx, needId) => {
      const loaded = await sourcing.load(tx, needId)
      return loaded && { need: loaded.need, version: loaded.row.version }
    },
    isSupplier,
    tell: (tx, notice) => base.jobs.send(tx, 'notify', notice),
    ration,
    decided: (tx, decision) => base.jobs.send(tx, 'mark-decision', decision),
  })
}

/** Only an SME whose profile is published, by the firm itself, takes part. */
export async function isSupplier(tx: Transaction, organizationId: string): Promise<boolean> {
  const row = await factsOfOrganization(tx, organizationId)
  return row?.published === true && row.facts.claimed
}
