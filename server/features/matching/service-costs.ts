/** Usual costs: an agency enters what closing a gap costs in its country, with a source; an administrator may for any country. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { CostKind } from '../../../domain/costs.ts'
import { dayOf } from '../../../domain/day.ts'
import { parameterByCode } from '../../../domain/parameters.ts'
import type { Catalogue } from '../../../domain/standards.ts'
import { requireMay, requireVersion } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { type FieldError, InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { CostBody, CostView } from './contract-costs.ts'
import type { MatchingNeeds } from './service-ranking.ts'
import { type CostRow, costStore as store } from './store-costs.ts'

export interface CostUseCases {
  costs(
    actor: Actor,
    page: { country?: string; kind?: CostKind; own?: boolean; limit: number; cursor: string | undefined },
  ): Promise<{ items: CostView[]; next: string | null }>
  enterCost(actor: Actor, body: CostBody): Promise<CostView>
  editCost(actor: Actor, costId: string, version: number | null, body: CostBody): Promise<CostView>
  removeCost(actor: Actor, costId: string): Promise<void>
}

export function costUseCases(needs: MatchingNeeds): CostUseCases {
  const { db, cursors, clock } = needs
  return {
    costs: (actor, { limit, cursor, own, ...filter }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'cost.read')
        const mine = own ? { organizationId: ownerOf(actor) } : {}
        const rows = await store.list(tx, { ...filter, ...mine, after: cursors.read(cursor), limit: limit + 1 })
        const page = pageOf(rows, limit, cursors, (row) => [row.code, row.id])
        return { items: page.items.map((row) => view(row, actor)), next: page.next }
      }),
    async enterCost(actor, body) {
      requireMay(actor, 'cost.edit')
      const catalogue = await needs.catalogue()
      return db.as(actor, async (tx) => {
        const values = await read(needs, tx, actor, { body, catalogue })
        const at = clock.now()
        const before = await store.same(tx, { ...values, organizationId: ownerOf(actor) })
        if (before) throw new RefusedError({ code: 'cost-entered', message: 'You have entered this cost already; edit that entry.' })
        const id = await store.insert(tx, { ...values, organizationId: ownerOf(actor), createdAt: at, updatedAt: at })
        await record(tx, actor, { action: 'cost.enter', subjectKind: 'cost', subjectId: id, at })
        return again(tx, actor, id)
      })
    },
    async editCost(actor, costId, version, body) {
      requireMay(actor, 'cost.edit')
      const catalogue = await needs.catalogue()
      return db.as(actor, async (tx) => {
        const row = await ownCost(tx, actor, costId)
        requireVersion(row, version)
        const values = await read(needs, tx, actor, { body, catalogue })
        const before = await store.same(tx, { ...values, organizationId: ownerOf(actor) })
        if (before && before.id !== costId)
          throw new RefusedError({ code: 'cost-entered', message: 'You have entered this cost already; edit that entry.' })
        const at = clock.now()
        await store.update(tx, costId, { ...values, updatedAt: at })
        await record(tx, actor, { action: 'cost.edit', subjectKind: 'cost', subjectId: costId, at })
        return again(tx, actor, costId)
      })
    },
    removeCost: (actor, costId) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'cost.edit')
        await ownCost(tx, actor, costId)
        await store.remove(tx, costId)
        await record(tx, actor, { action: 'cost.remove', subjectKind: 'cost', subjectId: costId, at: clock.now() })
      }),
  }
}

/** Whose an entry is: the agency's, or, of an administrator whomever he acts for, the platform's. */
function ownerOf({ kind, organizationId }: Actor): string | null {
  return kind === 'agency' ? organizationId : null
}

/** Another's entry answers as if it did not exist. */
async function ownCost(tx: Transaction, actor: Actor, costId: string): Promise<CostRow> {
  const row = await store.lock(tx, costId)
  if (!row || row.organizationId !== ownerOf(actor)) throw new NotFoundError()
  return row
}

type Values = Pick<CostRow, 'kind' | 'code' | 'country' | 'minor' | 'currency' | 'source' | 'statedOn'>

async function read(
  needs: MatchingNeeds,
  tx: Transaction,
  actor: Actor,
  { body, catalogue }: { body: CostBody; catalogue: Catalogue },
): Promise<Values> {
  const owner = ownerOf(actor)
  const own = owner ? await store.countryOf(tx, owner) : undefined
  const country = body.country ?? own
  const faults: FieldError[] = []
  if (!country) faults.push({ field: '/country', code: 'required' })
  if (own !== undefined && country !== own) faults.push({ field: '/country', code: 'own-country-only' })
  faults.push(...faultsOf(needs, body, catalogue))
  if (faults.length > 0 || !country) throw new InvalidError(faults)
  const { kind, code, minor, currency, source, statedOn } = body
  return { kind, code, country, minor, currency, source, statedOn }
}

function faultsOf({ clock, concepts }: MatchingNeeds, body: CostBody, catalogue: Catalogue): FieldError[] {
  const faults: FieldError[] = []
  if (!KNOWN[body.kind](body.code, { catalogue, concepts })) faults.push({ field: '/code', code: 'not-allowed-value' })
  if (!CURRENCIES.has(body.currency)) faults.push({ field: '/currency', code: 'not-allowed-value' })
  if (body.statedOn > dayOf(clock.now())) faults.push({ field: '/statedOn', code: 'must-be-past' })
  return faults
}

/** A lead firm's own standard costs what the lead firm asks: it is not among them. */
const KNOWN: Record<CostKind, (code: string, known: { catalogue: Catalogue; concepts: MatchingNeeds['concepts'] }) => boolean> = {
  standard: (code, { catalogue }) => catalogue.standard(code)?.issuerOrganizationId === null,
  process: (code, { concepts }) => concepts.familyOf(code) !== null,
  parameter: (code) => parameterByCode(code) !== null,
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

async function again(tx: Transaction, actor: Actor, id: string): Promise<CostView> {
  const row = await store.byId(tx, id)
  if (!row) throw new NotFoundError()
  return view(row, actor)
}

function view(row: CostRow & { by: string | null }, actor: Actor): CostView {
  const { id, kind, code, country, minor, currency, source, statedOn, by, version } = row
  const own = row.organizationId === ownerOf(actor) && (row.organizationId !== null || actor.platformAdmin)
  return { id, kind, code, country, minor, currency, source, statedOn, enteredBy: by, own, version }
}
