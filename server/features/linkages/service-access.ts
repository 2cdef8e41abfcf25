/** Who is party of a linkage, and what an alias still hides from him: asked by every feature that hangs something on a linkage. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type LinkageStage, revealsLeadFirm } from '../../../domain/linkages.ts'
import { linkageStore as store } from './store.ts'

/** A linkage as one of its parties reaches it; handed to `requireMay` as a subject by its `parties`. */
export interface LinkageAccess {
  id: string
  needId: string
  leadFirmId: string
  smeId: string
  /** The agency that brokers, with a mandate in force of at least one side. */
  agencyId: string | null
  stage: LinkageStage
  version: number
  party: 'lead-firm' | 'sme' | 'agency'
  parties: string[]
  /** An alias is not yet open to this reader: show no name, id, domain, file metadata, order or count of the lead firm. */
  leadFirmHidden: boolean
}

/** Undefined for whoever is no party; that reads as not found. */
export async function accessOf(tx: Transaction, actor: Actor, linkageId: string): Promise<LinkageAccess | undefined> {
  const found = await store.head(tx, linkageId)
  if (!found || !actor.organizationId) return
  const { row, alias } = found
  const { id, needId, leadFirmId, smeId, stage, version } = row
  if (actor.organizationId !== leadFirmId && actor.organizationId !== smeId) return
  const party = actor.organizationId === leadFirmId ? 'lead-firm' : 'sme'
  return {
    id,
    needId,
    leadFirmId,
    smeId,
    agencyId: null,
    stage,
    version,
    party,
    parties: [leadFirmId, smeId],
    leadFirmHidden: party === 'sme' && alias && !revealsLeadFirm(stage),
  }
}
