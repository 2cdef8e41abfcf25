/** The working days that each stage has: an agency's own, else the platform's, else what the product brings. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { DEFAULT_TERMS, type LinkageTerms, mergeTerms, TIMED_STAGES } from '../../../domain/linkage-terms.ts'
import { requireMay, requireVersion } from '../../access.ts'
import { VersionError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { TermsBody, TermsView } from './contract-terms.ts'
import { termsStore as store, type TermsRow } from './store-terms.ts'

export interface TermsService {
  /** What holds for the actor's linkages: of an agency its own, of everybody else the platform's. */
  get(actor: Actor): Promise<TermsView>
  /** An agency sets its own days; the platform administrator those of everybody else. */
  set(actor: Actor, version: number | null, body: TermsBody): Promise<TermsView>
}

export function createTermsService({ db, clock }: { db: Database; clock: Clock }): TermsService {
  return {
    get: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'linkage-terms.read')
        return viewOf(await rowsFor(tx, ownerOf(actor)), ownerOf(actor))
      }),
    set: (actor, version, body) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'linkage-terms.edit')
        const agencyId = ownerOf(actor)
        const held = await store.lock(tx, agencyId)
        requireVersion({ version: held?.version ?? 1 }, version)
        const at = clock.now()
        const days = daysOf(body)
        const values = { days, graceDays: body.graceDays ?? null, updatedAt: at }
        const saved = held
          ? await store.update(tx, held.id, values)
          : await store.insert(tx, { ...values, agencyId, version: 2, createdAt: at })
        if (!saved) throw new VersionError(false)
        await record(tx, actor, { action: 'linkage-terms.set', subjectKind: 'linkage-terms', subjectId: saved.id, at })
        return viewOf(await rowsFor(tx, agencyId), agencyId)
      }),
  }
}

/** The terms that hold where this agency brokers; without one, the platform's. */
export async function termsFor(tx: Transaction, agencyId: string | null): Promise<LinkageTerms> {
  return mergeTerms(...(await rowsFor(tx, agencyId)))
}

/** The same for many agencies at once. */
export async function termsOf(tx: Transaction, agencyIds: readonly string[]): Promise<(agencyId: string | null) => LinkageTerms> {
  const rows = await store.of(tx, agencyIds)
  return (agencyId) => mergeTerms(...nearestFirst(rows, agencyId))
}

async function rowsFor(tx: Transaction, agencyId: string | null): Promise<TermsRow[]> {
  return nearestFirst(await store.of(tx, agencyId ? [agencyId] : []), agencyId)
}

function nearestFirst(rows: readonly TermsRow[], agencyId: string | null): TermsRow[] {
  return [...rows.filter((one) => agencyId && one.agencyId === agencyId), ...rows.filter((one) => one.agencyId === null)]
}

/** Null for the platform: its administrator, and firms, who set nothing. */
function ownerOf(actor: Actor): string | null {
  return actor.kind === 'agency' ? actor.organizationId : null
}

function daysOf({ stages }: TermsBody): Partial<LinkageTerms['days']> {
  return Object.fromEntries(stages.map((one) => [one.stage, one.days]))
}

function viewOf(rows: readonly TermsRow[], agencyId: string | null): TermsView {
  const terms = mergeTerms(...rows)
  const own = rows.find((one) => one.agencyId === agencyId)
  const stages = TIMED_STAGES.map((stage) => ({
    stage,
    days: terms.days[stage],
    isOwn: own?.days[stage] !== undefined,
    usual: DEFAULT_TERMS.days[stage],
  }))
  return { stages, graceDays: terms.graceDays, version: own?.version ?? 1 }
}
