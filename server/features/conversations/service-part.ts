/** How somebody takes part in the thread of a linkage: as which party, since when, and whether the thread takes messages. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { agencyIsInSince, type ThreadState, threadState } from '../../../domain/conversations.ts'
import { type LinkageParty, revealsLeadFirm } from '../../../domain/linkages.ts'
import { actingFor } from '../../access.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { LinkageAccess, LinkageService } from '../linkages/service.ts'
import { type InvitationRow, type Reader, conversationStore as store, type ThreadHead } from './store.ts'

export interface Part {
  access: LinkageAccess
  head: ThreadHead
  state: ThreadState
  reader: Reader
  invitations: readonly InvitationRow[]
  /** False for an agency that not both firms want in the thread. */
  takesPart: boolean
  /** The reader knows a lead firm whose name the SME may not learn yet. */
  behindAlias: boolean
}

export interface PartNeeds {
  linkages: Pick<LinkageService, 'accessOf'>
}

/** Undefined for whoever is no party of the linkage; to be handed to `requireMay` before anything else is done with it. */
export async function partOf({ linkages }: PartNeeds, tx: Transaction, actor: Actor, linkageId: string): Promise<Part | undefined> {
  const access = await linkages.accessOf(tx, actor, linkageId)
  const head = access && (await store.head(tx, linkageId))
  if (!access || !head) return
  const { userId, organizationId } = actingFor(actor)
  const invitations = await store.invitations(tx, linkageId)
  const since = access.party === 'agency' ? inSince(invitations, organizationId) : null
  return {
    access,
    head,
    state: threadState(access.standing),
    reader: { linkageId, userId, organizationId, since },
    invitations,
    takesPart: access.party !== 'agency' || since !== null,
    behindAlias: head.alias && !revealsLeadFirm(access.standing) && !access.leadFirmHidden,
  }
}

export function inSince(invitations: readonly InvitationRow[], agencyId: string): Date | null {
  return agencyIsInSince(invitations.filter((one) => one.agencyId === agencyId))
}

/** The agencies that are in now: wanted by both firms, and still brokering. */
export function agenciesIn({ access, invitations }: Part): string[] {
  const agencies = new Set(invitations.map((one) => one.agencyId))
  return [...agencies].filter((id) => inSince(invitations, id) !== null && access.parties.includes(id))
}

/** Everybody who reads what is written now, as organizations. */
export function readersOf(part: Part): string[] {
  const { leadFirmId, smeId } = part.access
  return [leadFirmId, smeId, ...agenciesIn(part)]
}

export function partyOf({ leadFirmId, smeId }: LinkageAccess, organizationId: string): LinkageParty {
  if (organizationId === leadFirmId) return 'lead-firm'
  return organizationId === smeId ? 'sme' : 'agency'
}

export function requireTakesPart(part: Part): void {
  if (!part.takesPart)
    throw new RefusedError({ code: 'thread-not-invited', message: 'Both firms have to invite your agency to the thread first.' })
}

export function requireWritable(part: Part): void {
  requireTakesPart(part)
  if (part.state === 'not-open')
    throw new RefusedError({ code: 'thread-not-open', message: 'The thread opens with the interest of the SME.' })
  if (part.state === 'over') throw new RefusedError({ code: 'thread-over', message: 'The linkage has ended; the thread can only be read.' })
}

/** What an agency may not read reads as missing. */
export function requireVisible({ takesPart, reader }: Part, at: Date): void {
  if (!takesPart || (reader.since !== null && at <= reader.since)) throw new NotFoundError()
}
