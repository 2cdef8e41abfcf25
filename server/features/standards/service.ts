/** Standards: the catalogue everybody reads, a lead firm's own standards, and the approvals it gives suppliers under them. */
import { randomInt } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import { noteChange } from '../../../db/changes.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { buildCatalogue, type Catalogue, type Standard } from '../../../domain/standards.ts'
import { fold } from '../../../domain/text.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import { InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ApprovalBody, ApprovalView, Cover, OwnStandardBody, StandardCard, StandardView } from './contract.ts'
import { type StandardRow, standardStore as store } from './store.ts'

interface Page {
  limit: number
  cursor: string | undefined
}

export interface StandardService {
  list(
    actor: Actor,
    page: Page & { kind?: string; sector?: string; text?: string; own?: boolean },
  ): Promise<{ items: StandardCard[]; next: string | null }>
  get(actor: Actor, code: string): Promise<StandardView>
  create(actor: Actor, body: OwnStandardBody): Promise<StandardView>
  edit(actor: Actor, code: string, version: number | null, body: OwnStandardBody): Promise<StandardView>
  approvals(actor: Actor, code: string, page: Page): Promise<{ items: ApprovalView[]; next: string | null }>
  approve(actor: Actor, code: string, body: ApprovalBody): Promise<ApprovalView>
  revoke(actor: Actor, code: string, approvalId: string): Promise<void>
  /**
   * All standards with all lead firms' own ones, built once and anew after each change in any process.
   * Within a system transaction hand it over; otherwise a short one of its own reads the rows.
   */
  catalogue(systemTx?: Transaction): Promise<Catalogue>
}

/** An approval is a certificate in the supplier's profile, issued by the lead firm; the profile feature writes it. */
export interface NewApproval {
  organizationId: string
  standard: string
  edition: string
  number: string
  validFrom: string | null
  validUntil: string | null
}

export interface ApprovalWriter {
  issueApproval(tx: Transaction, actor: Actor, approval: NewApproval): Promise<{ id: string }>
  revokeApproval(tx: Transaction, actor: Actor, approvalId: string): Promise<void>
}

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
  approvals: ApprovalWriter
}

const MOST_OWN_STANDARDS = 50

export function createStandardService(needs: Needs): StandardService {
  const { db, cursors, clock } = needs
  const catalogue = keepCatalogue(db)
  return {
    catalogue,
    async list(actor, { limit, cursor, ...filter }) {
      requireMay(actor, 'standard.read')
      const [name, code] = cursors.read(cursor) ?? []
      const known = await catalogue()
      const seen = await visibleTo(db, actor)
      const chosen = known.all().filter((one) => seen(one) && fits(one, filter, actor))
      const sorted = chosen.sort((a, b) => compare([a.name, a.code], [b.name, b.code]))
      const rest =
        name === undefined || code === undefined ? sorted : sorted.filter((one) => compare([one.name, one.code], [name, code]) > 0)
      const page = pageOf(rest, limit, cursors, (one) => [one.name, one.code])
      return { items: page.items.map((one) => card(one, { known, seen, actor })), next: page.next }
    },
    async get(actor, code) {
      requireMay(actor, 'standard.read')
      const [known, seen] = [await catalogue(), await visibleTo(db, actor)]
      const standard = known.standard(code)
      if (!standard || !seen(standard)) throw new NotFoundError()
      const shown = card(standard, { known, seen, actor })
      const row = shown.own ? await db.as(actor, (tx) => store.byCode(tx, code)) : undefined
      return { ...shown, ownPart: row ? ownPart(shown, row) : null }
    },
    create: (actor, body) => db.as(actor, (tx) => create(needs, tx, actor, body)),
    edit: (actor, code, version, body) => db.as(actor, (tx) => edit(needs, tx, actor, { code, version, body })),
    approvals: (actor, code, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        const standard = await store.byCode(tx, code)
        requireMay(actor, 'standard.own', ownedBy(standard))
        const [before = null] = cursors.read(cursor) ?? []
        const rows = await store.approvals(tx, { standard: code, issuedBy: actingFor(actor).organizationId }, before, limit + 1)
        const page = pageOf(rows, limit, cursors, (row) => [row.id])
        return { items: page.items.map(approvalView), next: page.next }
      }),
    approve: (actor, code, body) => db.as(actor, (tx) => approve(needs, tx, actor, { code, ...body })),
    revoke: (actor, code, approvalId) =>
      db.as(actor, async (tx) => {
        const standard = await store.byCode(tx, code)
        requireMay(actor, 'standard.approve', ownedBy(standard))
        const approval = await store.approval(tx, approvalId)
        if (approval?.standard !== code || approval.issuedBy !== actor.organizationId) throw new NotFoundError()
        if (approval.status === 'withdrawn') return
        await needs.approvals.revokeApproval(tx, actor, approvalId)
        await record(tx, actor, { action: 'approval.revoke', subjectKind: 'certificate', subjectId: approvalId, at: clock.now() })
      }),
  }
}

/** Rebuilt when the stamp has moved; two readers at once may both build, which harms nothing. */
function keepCatalogue(db: Database): StandardService['catalogue'] {
  let kept: { stamp: string; catalogue: Catalogue } | null = null
  const read = async (tx: Transaction): Promise<Catalogue> => {
    const stamp = await store.stamp(tx)
    if (kept?.stamp === stamp) return kept.catalogue
    const { standards, editions, implications } = await store.catalogueRows(tx)
    const catalogue = buildCatalogue(standards, editions, implications)
    kept = { stamp, catalogue }
    return catalogue
  }
  return (systemTx) => (systemTx ? read(systemTx) : db.readAsSystem('catalogue', read))
}

async function create({ clock }: Needs, tx: Transaction, actor: Actor, body: OwnStandardBody): Promise<StandardView> {
  requireMay(actor, 'standard.own')
  const { organizationId } = actingFor(actor)
  const values = await checked(tx, body)
  if ((await store.ownOf(tx, organizationId)).length >= MOST_OWN_STANDARDS) {
    throw new RefusedError({
      code: 'too-many-standards',
      message: 'You have many standards of your own already.',
      params: { limit: MOST_OWN_STANDARDS },
    })
  }
  const at = clock.now()
  // The code says nothing about the firm: a need under an alias carries it.
  const code = `own-${Array.from({ length: 8 }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join('')}`
  const row = await store.insert(tx, { ...values, code, kind: 'audit', issuerOrganizationId: organizationId, createdAt: at, updatedAt: at })
  await store.setEdition(tx, code, body.edition ?? '')
  await record(tx, actor, { action: 'standard.create', subjectKind: 'standard', subjectId: row.id, at })
  noteChange(tx, { kind: 'catalogue', subjectId: row.id, version: row.version })
  return ownView(tx, actor, row)
}

async function edit(
  { clock }: Needs,
  tx: Transaction,
  actor: Actor,
  change: { code: string; version: number | null; body: OwnStandardBody },
): Promise<StandardView> {
  const row = await store.lock(tx, change.code)
  requireMay(actor, 'standard.own', ownedBy(row))
  if (!row) throw new NotFoundError()
  requireVersion(row, change.version)
  const at = clock.now()
  const saved = await store.update(tx, row.id, { ...(await checked(tx, change.body)), updatedAt: at })
  await store.setEdition(tx, row.code, change.body.edition ?? '')
  await record(tx, actor, {
    action: 'standard.edit',
    subjectKind: 'standard',
    subjectId: row.id,
    detail: { fields: Object.keys(change.body) },
    at,
  })
  noteChange(tx, { kind: 'catalogue', subjectId: row.id, version: saved.version })
  return ownView(tx, actor, saved)
}

async function approve(needs: Needs, tx: Transaction, actor: Actor, asked: ApprovalBody & { code: string }): Promise<ApprovalView> {
  const { code, organizationId, number = '', validFrom, validUntil } = asked
  const standard = await store.byCode(tx, code)
  requireMay(actor, 'standard.approve', ownedBy(standard))
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) throw new InvalidError([{ field: '/validUntil', code: 'order' }])
  const supplier = await store.publishedSupplier(tx, organizationId)
  if (!supplier) throw new InvalidError([{ field: '/organizationId', code: 'not-found' }])
  const edition = (await store.editionOf(tx, code)) ?? ''
  const { id } = await needs.approvals.issueApproval(tx, actor, { organizationId, standard: code, edition, number, validFrom, validUntil })
  await record(tx, actor, { action: 'approval.issue', subjectKind: 'certificate', subjectId: id, at: needs.clock.now() })
  const made = await store.approval(tx, id)
  if (!made) throw new NotFoundError()
  return approvalView(made)
}

/** Names that pass for a public standard, and codes that are none, are refused beside their fields. */
async function checked(tx: Transaction, body: OwnStandardBody) {
  const { name, checklist = [], acceptsInstead = [] } = body
  const monthsMin = body.monthsMin ?? null
  const monthsMax = body.monthsMax ?? monthsMin
  const known = await store.publicCodes(tx, acceptsInstead)
  const names = (await store.publicNames(tx)).map(fold)
  const faults = [
    ...acceptsInstead.flatMap((code, at) => (known.has(code) ? [] : [{ field: `/acceptsInstead/${at}`, code: 'not-allowed-value' }])),
    ...((monthsMin ?? 0) > (monthsMax ?? 0) ? [{ field: '/monthsMax', code: 'order' }] : []),
    ...(names.includes(fold(name.trim())) ? [{ field: '/name', code: 'taken' }] : []),
  ]
  if (faults.length > 0) throw new InvalidError(faults)
  return { name: name.trim(), checklist, acceptsInstead, monthsMin, monthsMax }
}

type Seen = (standard: Standard) => boolean

/** Public standards for everybody; an own one for its lead firm, and for an SME that has met it. */
async function visibleTo(db: Database, actor: Actor): Promise<Seen> {
  const { organizationId, kind } = actor
  const met = kind === 'sme' && organizationId ? await db.as(actor, (tx) => store.metBySme(tx, organizationId)) : new Set<string>()
  return ({ code, issuerOrganizationId }) =>
    issuerOrganizationId === null || (kind === 'lead-firm' && issuerOrganizationId === organizationId) || met.has(code)
}

/** As it stands within the transaction that wrote it, which the kept catalogue does not know yet. */
async function ownView(tx: Transaction, actor: Actor, row: StandardRow): Promise<StandardView> {
  const { standards, editions, implications } = await store.catalogueRows(tx)
  const known = buildCatalogue(standards, editions, implications)
  const standard = known.standard(row.code)
  if (!standard) throw new NotFoundError()
  const seen: Seen = ({ issuerOrganizationId: issuer }) => issuer === null || issuer === actor.organizationId
  const shown = card(standard, { known, seen, actor })
  return { ...shown, ownPart: ownPart(shown, row) }
}

function ownPart(shown: StandardCard, { checklist, acceptsInstead, version }: StandardRow): StandardView['ownPart'] {
  return { edition: shown.editions[0]?.edition ?? '', checklist, acceptsInstead, version }
}

/** Of another firm's own standard only the name is told. */
function card(standard: Standard, { known, seen, actor }: { known: Catalogue; seen: Seen; actor: Actor }): StandardCard {
  const { code, name, kind, issuerOrganizationId: issuer } = standard
  const own = issuer !== null && issuer === actor.organizationId
  const named = { code, name, kind, own, leadFirmStandard: issuer !== null }
  if (issuer !== null && !own)
    return { ...named, sectors: [], monthsMin: null, monthsMax: null, withdrawnOn: null, editions: [], covers: [], coveredBy: [] }
  const { sectors = [], monthsMin, monthsMax, withdrawnOn } = standard
  const editions = known.editionsOf(code).map(({ edition, acceptedFrom, acceptedUntil }) => ({ edition, acceptedFrom, acceptedUntil }))
  const others = known.all().filter((other) => other.code !== code && seen(other))
  const covers = others.flatMap((other) => coverOf(known, { holds: code, satisfies: other.code, shown: other }))
  const coveredBy = others.flatMap((other) => coverOf(known, { holds: other.code, satisfies: code, shown: other }))
  return { ...named, sectors: [...sectors], monthsMin, monthsMax, withdrawnOn, editions, covers, coveredBy }
}

function coverOf(known: Catalogue, { holds, satisfies, shown }: { holds: string; satisfies: string; shown: Standard }): Cover[] {
  const named = { standard: shown.code, name: shown.name }
  const route = known.routesTo(satisfies).get(holds)
  if (route) {
    const via = route.chain.slice(1).map((row) => row.holds)
    const note = route.chain.length === 1 ? (route.chain[0]?.note ?? '') : ''
    return [
      {
        ...named,
        verdict: route.verdict,
        factor: route.verdict === 'full' ? null : route.factor,
        via,
        conditions: [...route.conditions],
        note,
      },
    ]
  }
  const denial = known.denial(holds, satisfies)
  return denial ? [{ ...named, verdict: 'no', factor: null, via: [], conditions: [...denial.conditions], note: denial.note }] : []
}

function fits(one: Standard, filter: { kind?: string; sector?: string; text?: string; own?: boolean }, actor: Actor): boolean {
  if (filter.kind && one.kind !== filter.kind) return false
  if (filter.sector && !one.sectors?.includes(filter.sector)) return false
  if (filter.own && (one.issuerOrganizationId === null || one.issuerOrganizationId !== actor.organizationId)) return false
  return !filter.text || fold(`${one.name} ${one.code}`).includes(fold(filter.text.trim()))
}

function compare(a: readonly [string, string], b: readonly [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1
}

function approvalView(row: ApprovalView): ApprovalView {
  const { id, organizationId, name, edition, number, status, validFrom, validUntil } = row
  return { id, organizationId, name, edition, number, status, validFrom, validUntil }
}

/** The subject of the access check: a public standard belongs to nobody. */
function ownedBy(row: StandardRow | undefined): { organizationId: string | null } | undefined {
  return row && { organizationId: row.issuerOrganizationId }
}

const CODE_SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
