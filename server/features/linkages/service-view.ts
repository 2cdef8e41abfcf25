/** A linkage as one of its parties reads it, with what that party may do next. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { type LinkageFacts, openForms } from '../../../domain/linkage-steps.ts'
import { isOverdue, turnOf } from '../../../domain/linkage-terms.ts'
import type { LinkageParty } from '../../../domain/linkages.ts'
import { takesAnswers } from '../../../domain/needs.ts'
import type { NeedState } from '../../../domain/sourcing.ts'
import { NotFoundError } from '../../errors.ts'
import type { LinkageView } from './contract.ts'
import { brokerOf, hidesLeadFirm, type Reach, reachOf, type Situation } from './service-access.ts'
import { type EntryRow, linkageStore as store } from './store.ts'
import { headStore, type LinkageHead, type NeedHead } from './store-heads.ts'

/** In the order of the ids; what the actor does not reach is left out. */
export async function viewsOf(tx: Transaction, actor: Actor, ids: readonly string[], at: Date): Promise<LinkageView[]> {
  const heads = await headStore.heads(tx, ids, at)
  const entries = await store.entriesOf(tx, ids)
  return heads.flatMap((head) => {
    const reach = reachOf(head, actor.organizationId ?? '')
    return reach ? [view(head, entries.get(head.row.id) ?? [], { actor, reach, at })] : []
  })
}

export async function viewOf(tx: Transaction, actor: Actor, id: string, at: Date): Promise<LinkageView> {
  const [found] = await viewsOf(tx, actor, [id], at)
  if (!found) throw new NotFoundError()
  return found
}

function view(head: LinkageHead, entries: readonly EntryRow[], by: { actor: Actor; reach: Reach; at: Date }): LinkageView {
  const { row, need, leadFirm, sme } = head
  const { reach, at } = by
  const forms = openForms(row.stage, reach.party, factsOf(head, by.actor.organizationId ?? '', at))
  const broker = brokerOf(head)
  return {
    id: row.id,
    need: { id: need.id, title: need.title },
    leadFirm: hidesLeadFirm(head, reach) ? null : { id: leadFirm.id, name: leadFirm.name },
    sme: { id: sme.id, name: sme.name, place: [sme.city || sme.region, sme.country].filter(Boolean).join(', ') },
    agency: broker ? { id: broker.agencyId, name: broker.name } : null,
    party: reach.party,
    stage: row.stage,
    leftStage: row.leftStage,
    reason: row.reason,
    note: row.note,
    turn: turnNow(head),
    dueOn: row.dueOn,
    isOverdue: isOverdue(row.dueAt, at),
    stale: need.version !== row.needVersion,
    openSteps: forms.map((one) => one.step),
    forms: forms.map(({ reasons, ...form }) => ({ ...form, reasons: [...reasons] })),
    entries: shownEntries(entries, reach).map(entryView),
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** What was said before the SME heard of it was said among lead firm and agency. */
function shownEntries(entries: readonly EntryRow[], { sides }: Reach): readonly EntryRow[] {
  if (sides.includes('lead-firm')) return entries
  const released = entries.findIndex((one) => one.byParty === 'sme' || one.stage === 'offered-to-sme')
  return released < 0 ? [] : entries.slice(released)
}

function entryView({ stage, byParty, reason, note, dueOn, at }: EntryRow): LinkageView['entries'][number] {
  return { stage, by: byParty, reason, note, dueOn, at: at.toISOString() }
}

/** Whose turn it is now: a mandate that ended hands the agency's turn to the lead firm at once. */
export function turnNow({ row, brokers }: Situation): LinkageParty | null {
  return row ? turnOf(row.stage, { isBrokered: brokers.length > 0, heldBy: row.leftBy }) : null
}

/** What decides about the next step for this organization. */
export function factsOf(of: Situation, organizationId: string, at: Date): LinkageFacts {
  const { row, need } = of
  const zone = of.leadFirm.timeZone
  return {
    need: opennessOf(need, at),
    review: reviewOf(of, organizationId),
    isReleased: row !== undefined && row.releasedAt !== null,
    isBrokered: of.brokers.length > 0,
    isOverdue: isOverdue(row?.dueAt ?? null, at),
    left: leftOf(row),
    today: dayOf(at, zoneOf(of, organizationId) ?? zone),
  }
}

function opennessOf(need: NeedHead, at: Date): LinkageFacts['need'] {
  if (takesAnswers(need, at)) return 'takes-answers'
  return OPEN.includes(need.state) ? 'open' : 'over'
}

function leftOf(row: Situation['row']): LinkageFacts['left'] {
  if (!row?.leftStage) return null
  return { stage: row.leftStage, by: row.leftBy ?? 'system', untilOn: row.stage === 'on-hold' ? row.dueOn : null }
}

/** The time zone in which an organization reads its days. */
export function zoneOf({ leadFirm, sme, brokers }: Situation, organizationId: string): string | undefined {
  const all = [{ agencyId: leadFirm.id, timeZone: leadFirm.timeZone }, { agencyId: sme.id, timeZone: sme.timeZone }, ...brokers]
  return all.find((one) => one.agencyId === organizationId)?.timeZone
}

function reviewOf({ need, brokers }: Situation, organizationId: string): LinkageFacts['review'] {
  const { reviewAgencyId } = need
  if (reviewAgencyId === null) return 'none'
  const stands = brokers.some((one) => one.agencyId === reviewAgencyId && one.side === 'lead-firm')
  if (!stands) return 'orphaned'
  return reviewAgencyId === organizationId ? 'ours' : 'theirs'
}

/** The lead firm may still decide about who answered. */
const OPEN: readonly NeedState[] = ['open', 'shortlisting', 'rfq']

/** The need as it decides about linkages. */
export function needHead(
  need: Omit<NeedHead, 'reviewAgencyId' | 'version'> & { reviewAgencyId?: string | null },
  version: number,
): NeedHead {
  const { id, title, alias, state, answerBy } = need
  return { id, title, alias, state, answerBy, reviewAgencyId: need.reviewAgencyId ?? null, version }
}
