/** Organizations and who belongs to them: founding, editing, members and their duties. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { ListedOrganization } from '../../../domain/import-firms.ts'
import { normaliseName, normalisePlace } from '../../../domain/import-names.ts'
import { type Duty, leavesNoAdmin, type MemberRole, wrongDuty } from '../../../domain/organizations.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import type { Cursors } from '../../cursor.ts'
import { pageOf } from '../../cursor.ts'
import { InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { NewOrganizationBody, OrganizationBody, OrganizationView } from './contract.ts'
import { type MembershipRow, type OrganizationRow, organizationStore as store } from './store.ts'

export interface MemberView {
  userId: string
  name: string
  email: string
  role: MemberRole
  duties: Duty[]
  version: number
}

export interface OrganizationService {
  create(actor: Actor, body: NewOrganizationBody): Promise<OrganizationView>
  own(actor: Actor): Promise<OrganizationView>
  edit(actor: Actor, version: number | null, body: OrganizationBody): Promise<OrganizationView>
  members(actor: Actor): Promise<MemberView[]>
  editMember(actor: Actor, userId: string, change: { version: number | null; role: MemberRole; duties: Duty[] }): Promise<MemberView>
  removeMember(actor: Actor, userId: string): Promise<void>
  leave(actor: Actor): Promise<void>
  /** Makes somebody a member, within another use case's transaction; false when he is one already. */
  addMember(tx: Transaction, member: { organizationId: string; userId: string; role: MemberRole; duties: Duty[] }): Promise<boolean>
  /** Firms out of an agency's list, with nobody behind them yet; answers their ids in the order given. */
  addListed(tx: Transaction, list: ListOfFirms, firms: readonly ListedOrganization[]): Promise<string[]>
  /** Takes firms off again that nobody has claimed. */
  removeListed(tx: Transaction, ids: readonly string[]): Promise<void>
  audit(actor: Actor, page: { limit: number; cursor: string | undefined }): Promise<{ items: AuditView[]; next: string | null }>
}

/** The list a firm came from, the agency that brought it, and the import by which it came. */
export interface ListOfFirms {
  listName: string
  listedBy: string
  importId: string
}

interface AuditView {
  at: string
  who: string
  action: string
  subjectKind: string
  subjectId: string
}

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
  /** The name or place changed: an SME's profile repeats both in its match facts. */
  changed(tx: Transaction, organizationId: string): Promise<void>
  /** Names of users, which only the system door may read. */
  namesOf(ids: readonly string[]): Promise<{ id: string; name: string; email: string }[]>
}

const MOST_ORGANIZATIONS_PER_USER = 20

export function createOrganizationService(needs: Needs): OrganizationService {
  const { db, clock } = needs
  return {
    create: (actor, body) => db.as(actor, (tx) => found(needs, tx, actor, body)),
    own: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'organization.read')
        return view(await ownRow(tx, actor))
      }),
    edit: (actor, version, body) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'organization.edit')
        const row = await lockOwn(tx, actor)
        requireVersion(row, version)
        requireTimeZone(body.timeZone)
        const saved = await store.update(tx, row.id, { ...body, ...keysOf(body), updatedAt: clock.now() })
        await record(tx, actor, {
          action: 'organization.edit',
          subjectKind: 'organization',
          subjectId: row.id,
          detail: { fields: Object.keys(body) },
          at: clock.now(),
        })
        await needs.changed(tx, row.id)
        return view(saved)
      }),
    async members(actor) {
      requireMay(actor, 'organization.read')
      return named(needs, await db.as(actor, (tx) => store.members(tx, actingFor(actor).organizationId)))
    },
    editMember: (actor, userId, change) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'organization.members')
        const [member] = await named(needs, [await changeMember(needs, tx, actor, { userId, ...change })])
        if (!member) throw new NotFoundError()
        return member
      }),
    removeMember: (actor, userId) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'organization.members')
        await dropMember(needs, tx, actor, userId)
      }),
    leave: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'organization.read')
        await dropMember(needs, tx, actor, actingFor(actor).userId)
      }),
    addMember: (tx, one) => store.addMember(tx, { ...one, createdAt: clock.now(), updatedAt: clock.now() }),
    addListed(tx, list, firms) {
      const stamps = { createdAt: clock.now(), updatedAt: clock.now() }
      return store.insertMany(
        tx,
        firms.map((firm) => ({ ...firm, ...list, ...stamps, kind: 'sme' as const, claimed: false })),
      )
    },
    removeListed: (tx, ids) => store.removeUnclaimed(tx, ids),
    audit: (actor, page) => audit(needs, actor, page),
  }
}

async function audit(
  { db, cursors, namesOf }: Needs,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor: string | undefined },
): Promise<{ items: AuditView[]; next: string | null }> {
  requireMay(actor, 'organization.audit')
  const [before] = cursors.read(cursor) ?? []
  const rows = await db.as(actor, (tx) => store.audit(tx, actingFor(actor).organizationId, before ? BigInt(before) : null, limit + 1))
  const page = pageOf(rows, limit, cursors, (row) => [String(row.seq)])
  const who = new Map((await namesOf(page.items.flatMap((row) => row.userId ?? []))).map((one) => [one.id, one.name]))
  const items = page.items.map(({ at, userId, action, subjectKind, subjectId }) => ({
    at: at.toISOString(),
    who: who.get(userId ?? '') ?? '',
    action,
    subjectKind,
    subjectId,
  }))
  return { items, next: page.next }
}

async function found({ clock }: Needs, tx: Transaction, actor: Actor, body: NewOrganizationBody): Promise<OrganizationView> {
  requireMay(actor, 'organization.create')
  requireTimeZone(body.timeZone)
  const userId = actor.userId ?? ''
  if ((await store.countOf(tx, userId)) >= MOST_ORGANIZATIONS_PER_USER) {
    throw new RefusedError({
      code: 'too-many-organizations',
      message: 'You belong to many organizations already.',
      params: { limit: MOST_ORGANIZATIONS_PER_USER },
    })
  }
  const at = clock.now()
  const row = await store.insert(tx, { ...body, ...keysOf(body), createdAt: at, updatedAt: at })
  await store.addMember(tx, { organizationId: row.id, userId, role: 'admin', createdAt: at, updatedAt: at })
  await record(
    tx,
    { userId, organizationId: row.id },
    { action: 'organization.create', subjectKind: 'organization', subjectId: row.id, at },
  )
  return view(row)
}

async function changeMember(
  { clock }: Needs,
  tx: Transaction,
  actor: Actor,
  change: { userId: string; version: number | null; role: MemberRole; duties: Duty[] },
): Promise<MembershipRow> {
  const organization = await lockOwn(tx, actor)
  const members = await store.members(tx, organization.id)
  const member = members.find((one) => one.userId === change.userId)
  if (!member) throw new NotFoundError()
  requireVersion(member, change.version)
  const wrong = wrongDuty(organization.kind, change.duties)
  if (wrong >= 0) throw new InvalidError([{ field: `/duties/${wrong}`, code: 'not-allowed-value' }])
  if (change.role !== 'admin' && leavesNoAdmin(member.userId, members)) throw lastAdmin()
  await record(tx, actor, {
    action: 'member.edit',
    subjectKind: 'user',
    subjectId: member.userId,
    detail: { role: change.role, duties: change.duties },
    at: clock.now(),
  })
  return store.updateMember(tx, member.id, { role: change.role, duties: change.duties, updatedAt: clock.now() })
}

async function dropMember({ clock }: Needs, tx: Transaction, actor: Actor, userId: string): Promise<void> {
  const organization = await lockOwn(tx, actor)
  const members = await store.members(tx, organization.id)
  if (!members.some((one) => one.userId === userId)) throw new NotFoundError()
  if (leavesNoAdmin(userId, members)) throw lastAdmin()
  await store.removeMember(tx, organization.id, userId)
  await record(tx, actor, { action: 'member.remove', subjectKind: 'user', subjectId: userId, at: clock.now() })
}

async function ownRow(tx: Transaction, actor: Actor): Promise<OrganizationRow> {
  const row = await store.byId(tx, actingFor(actor).organizationId)
  if (!row) throw new NotFoundError()
  return row
}

/** Holds the organization's row, so that two admins can neither overwrite nor remove each other at once. */
async function lockOwn(tx: Transaction, actor: Actor): Promise<OrganizationRow> {
  const row = await store.lock(tx, actingFor(actor).organizationId)
  if (!row) throw new NotFoundError()
  return row
}

async function named({ namesOf }: Needs, rows: readonly MembershipRow[]): Promise<MemberView[]> {
  const names = new Map((await namesOf(rows.map((row) => row.userId))).map((one) => [one.id, one]))
  return rows.map(({ userId, role, duties, version }) => ({
    userId,
    name: names.get(userId)?.name ?? '',
    email: names.get(userId)?.email ?? '',
    role,
    duties,
    version,
  }))
}

function view(row: OrganizationRow): OrganizationView {
  const { id, kind, name, nativeName, country, region, city, address, timeZone, registrationNumber, website, verifiedOn, version } = row
  return { id, kind, name, nativeName, country, region, city, address, timeZone, registrationNumber, website, verifiedOn, version }
}

function keysOf(body: { name: string; city?: string; region?: string }) {
  return { nameKey: normaliseName(body.name), placeKey: normalisePlace(body.city || body.region || '') }
}

function requireTimeZone(timeZone: string | undefined): void {
  if (timeZone && !isTimeZone(timeZone)) throw new InvalidError([{ field: '/timeZone', code: 'not-allowed-value' }])
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function lastAdmin(): RefusedError {
  return new RefusedError({ code: 'last-admin', message: 'The last admin stays; make somebody else admin first.' })
}
