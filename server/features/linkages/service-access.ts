/** Who is party of a linkage, and what an alias still hides from him: asked by every feature that hangs something on a linkage. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type LinkageParty, type LinkageStage, revealsLeadFirm, type Standing } from '../../../domain/linkages.ts'
import type { Broker } from '../mandates/service.ts'
import type { LinkageRow } from './store.ts'
import { headStore, type LinkageHead } from './store-heads.ts'

/** A linkage as one of its parties reaches it; handed to `requireMay` as a subject by its `parties`. */
export interface LinkageAccess {
  id: string
  needId: string
  leadFirmId: string
  smeId: string
  /** The agency that brokers, with a mandate in force of at least one side. */
  agencyId: string | null
  stage: LinkageStage
  /** What decides about tiers and about what goes on after a hold. */
  standing: Standing
  version: number
  party: LinkageParty
  /** Whoever may know of it now: an SME only once it was offered. */
  parties: string[]
  /** An alias is not yet open to this reader: show no name, id, domain, file metadata, order or count of the lead firm. */
  leadFirmHidden: boolean
}

/** A pair of firms over a need, before or after their linkage was born. */
export type Situation = Omit<LinkageHead, 'row'> & { row: LinkageRow | undefined }

export interface Reach {
  party: LinkageParty
  /** An agency speaks for whoever gave it a mandate; a firm for itself. */
  sides: readonly Broker['side'][]
}

/** Undefined for whoever is no party; that reads as not found. */
export async function accessOf(tx: Transaction, actor: Actor, linkageId: string, at: Date): Promise<LinkageAccess | undefined> {
  const [head] = await headStore.heads(tx, [linkageId], at)
  return head && accessTo(head, actor)
}

export function accessTo(head: LinkageHead, actor: Actor): LinkageAccess | undefined {
  const reach = actor.organizationId ? reachOf(head, actor.organizationId) : undefined
  if (!reach || !actor.organizationId) return
  const { id, needId, leadFirmId, smeId, stage, leftStage, introducedAt, contractedAt, version } = head.row
  const isBroker = reach.party === 'agency' ? actor.organizationId : null
  return {
    id,
    needId,
    leadFirmId,
    smeId,
    agencyId: isBroker ?? brokerOf(head)?.agencyId ?? null,
    stage,
    standing: { stage, leftStage, introducedAt, contractedAt },
    version,
    party: reach.party,
    parties: partiesOf(head),
    leadFirmHidden: hidesLeadFirm(head, reach),
  }
}

/**
 * How an organization reaches a linkage: a lead firm always, an SME once it was offered or answered, an agency through a mandate in
 * force that covers the need. With the SME's mandate alone it learns of a proposal no sooner than the SME, but for its own.
 */
export function reachOf(of: Situation, organizationId: string): Reach | undefined {
  const isReleased = of.row === undefined || of.row.releasedAt !== null
  if (organizationId === of.leadFirm.id) return { party: 'lead-firm', sides: ['lead-firm'] }
  if (organizationId === of.sme.id) return isReleased ? { party: 'sme', sides: ['sme'] } : undefined
  const sides = of.brokers.filter((one) => one.agencyId === organizationId).map((one) => one.side)
  const isKnown = sides.includes('lead-firm') || isReleased || of.row?.agencyId === organizationId
  return sides.length > 0 && isKnown ? { party: 'agency', sides } : undefined
}

/** Everybody who reaches it. */
export function partiesOf(of: Situation): string[] {
  const all = [of.leadFirm.id, of.sme.id, ...of.brokers.map((one) => one.agencyId)]
  return [...new Set(all)].filter((id) => reachOf(of, id) !== undefined)
}

/** Who brokers: the agency that stepped first, as long as a mandate holds; else the lead firm's, else the SME's. */
export function brokerOf({ row, brokers }: Situation): Broker | undefined {
  return brokers.find((one) => one.agencyId === row?.agencyId) ?? brokers[0]
}

/** An alias hides the lead firm from everybody but itself and those who speak for it, until the introduction. */
export function hidesLeadFirm({ need, row }: Situation, { sides }: Reach): boolean {
  return need.alias && !sides.includes('lead-firm') && !(row && revealsLeadFirm(row))
}
