/** Where a reader sits before a need or a linkage: what he is to it, which tiers are open to him, and whether the lead firm is hidden from him. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import {
  type DocumentParty,
  type DocumentReader,
  type DocumentTier,
  mayReadTier,
  type Standing,
  tiersFor,
} from '../../../domain/documents.ts'
import type { LinkageStage } from '../../../domain/linkages.ts'
import type { NeedState } from '../../../domain/sourcing.ts'
import type { LinkageAccess } from '../linkages/service.ts'
import type { DocumentRow, LoadedDocument, Subject } from './store.ts'
import { ndaStore } from './store-ndas.ts'

export interface AccessNeeds {
  accessOf(tx: Transaction, actor: Actor, linkageId: string): Promise<LinkageAccess | undefined>
  /** Every stage of the linkage's log, the oldest first, and whether the firms were ever introduced to each other. */
  logOf(tx: Transaction, linkageId: string): Promise<{ reached: LinkageStage[]; isIntroduced: boolean }>
  /** The linkage over this need with this SME. */
  linkageBetween(tx: Transaction, needId: string, smeId: string): Promise<string | undefined>
  reachesNeed(tx: Transaction, actor: Actor, needId: string): Promise<boolean>
  needOf(tx: Transaction, needId: string): Promise<NeedNow | undefined>
}

export interface NeedNow {
  organizationId: string
  alias: boolean
  state: NeedState
  title: string
  /** An agency looks over proposals first: the need is read only by those whom it was offered to. */
  underReview: boolean
}

/** What a subject's documents depend on. */
export interface Place {
  subject: Subject
  linkageId: string | null
  needId: string | null
}

export interface Seat extends Place {
  /** Null for a stranger. */
  party: DocumentParty | null
  parties: readonly string[]
  reader: DocumentReader
  leadFirmId: string
  needTitle: string
  /** The other parties of the linkage; of a need, nobody by name. */
  others: readonly Other[]
  leadFirmHidden: boolean
  /** Somebody who reads here does not know the lead firm: what it brings must not tell. */
  underAlias: boolean
  /** Tiers that the reader may choose for a document of his own. */
  tiers: DocumentTier[]
}

export interface Other {
  organizationId: string
  kind: DocumentParty
}

/** Undefined where the reader may not even know that there is something. */
export async function seatAt(needs: AccessNeeds, tx: Transaction, actor: Actor, place: Place): Promise<Seat | undefined> {
  return place.subject.kind === 'need' ? atNeed(needs, tx, actor, place) : atLinkage(needs, tx, actor, place)
}

export function placeOf({ subjectKind, subjectId, linkageId, needId }: DocumentRow): Place {
  return { subject: { kind: subjectKind, id: subjectId }, linkageId, needId }
}

async function atLinkage(needs: AccessNeeds, tx: Transaction, actor: Actor, place: Place): Promise<Seat | undefined> {
  const access = place.linkageId ? await needs.accessOf(tx, actor, place.linkageId) : undefined
  if (!access) return undefined
  const { party, parties, leadFirmId, leadFirmHidden } = access
  const need = await needs.needOf(tx, access.needId)
  return {
    ...place,
    party,
    parties,
    leadFirmId,
    leadFirmHidden,
    needTitle: need?.title ?? '',
    others: othersOf(access, actor),
    reader: { is: 'party', party, standing: await standingOf(needs, tx, access) },
    underAlias: need?.alias === true && !(await needs.logOf(tx, access.id)).isIntroduced,
    tiers: tiersFor(place.subject.kind, party),
  }
}

async function atNeed(needs: AccessNeeds, tx: Transaction, actor: Actor, place: Place): Promise<Seat | undefined> {
  const need = await needs.needOf(tx, place.subject.id)
  if (!need) return undefined
  const common = { ...place, leadFirmId: need.organizationId, needTitle: need.title, others: [], underAlias: need.alias }
  if (actor.organizationId === need.organizationId) {
    const own = { party: 'lead-firm', parties: [need.organizationId], reader: { is: 'owner' }, leadFirmHidden: false } as const
    return { ...common, ...own, tiers: tiersFor('need', 'lead-firm') }
  }
  if (!(await isOpenTo(needs, tx, actor, { ...need, id: place.subject.id }))) return undefined
  const access = await accessByNeed(needs, tx, actor, place.subject.id)
  return {
    ...common,
    party: access?.party ?? null,
    parties: [need.organizationId],
    reader: access ? { is: 'party', party: access.party, standing: await standingOf(needs, tx, access) } : strangerOf(actor),
    leadFirmHidden: need.alias && access?.leadFirmHidden !== false,
    tiers: [],
  }
}

/** As the need itself: nobody else's while it is a draft, and under review only theirs whom it was offered to. */
async function isOpenTo(needs: AccessNeeds, tx: Transaction, actor: Actor, need: NeedNow & { id: string }): Promise<boolean> {
  if (need.state === 'draft' || need.state === 'review') return false
  return !need.underReview || needs.reachesNeed(tx, actor, need.id)
}

function othersOf({ leadFirmId, smeId, agencyId }: LinkageAccess, actor: Actor): Other[] {
  const all = [
    { organizationId: leadFirmId, kind: 'lead-firm' as const },
    { organizationId: smeId, kind: 'sme' as const },
    ...(agencyId ? [{ organizationId: agencyId, kind: 'agency' as const }] : []),
  ]
  return all.filter((one) => one.organizationId !== actor.organizationId)
}

function strangerOf(actor: Actor): DocumentReader {
  return { is: actor.organizationId || actor.platformAdmin ? 'signed-in' : 'visitor' }
}

async function accessByNeed(needs: AccessNeeds, tx: Transaction, actor: Actor, needId: string): Promise<LinkageAccess | undefined> {
  if (actor.kind !== 'sme' || !actor.organizationId) return undefined
  const linkageId = await needs.linkageBetween(tx, needId, actor.organizationId)
  return linkageId ? needs.accessOf(tx, actor, linkageId) : undefined
}

export async function standingOf(needs: AccessNeeds, tx: Transaction, access: LinkageAccess): Promise<Standing> {
  const { reached } = await needs.logOf(tx, access.id)
  const nda = await ndaStore.current(tx, access.id)
  return { stage: access.stage, reached, ndaSigned: nda?.completedAt != null }
}

/** Whether this document is open to whoever sits here. */
export function sees(seat: Seat, { row, file }: LoadedDocument, actor: Actor, at: Date): boolean {
  if (row.organizationId === actor.organizationId) return true
  if (!row.openAt || row.openAt > at) return false
  // What the lead firm brought in its own name would name it.
  if (seat.leadFirmHidden && row.party === 'lead-firm' && !file.anonymous) return false
  return mayReadTier(row.tier, seat.reader)
}
