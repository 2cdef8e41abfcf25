/** Organizations and who belongs to them: founding, editing, members and their duties, invitations by link. */
import { createHash, randomBytes } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { normaliseName, normalisePlace } from '../../../domain/import-names.ts'
import { DUTIES_OF, type Duty, leavesNoAdmin, type MemberRole, type OrganizationKind } from '../../../domain/organizations.ts'
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
  invitations(actor: Actor): Promise<InvitationView[]>
  /** The link is shown once, and mailed; only its hash is kept. */
  invite(actor: Actor, body: { email: string; role: MemberRole; duties: Duty[] }): Promise<{ invitation: InvitationView; link: string }>
  revokeInvitation(actor: Actor, invitationId: string): Promise<void>
  readInvitation(actor: Actor, token: string): Promise<{ organization: string; kind: OrganizationKind; role: MemberRole; email: string }>
  acceptInvitation(actor: Actor, token: string): Promise<{ organizationId: string }>
  audit(actor: Actor, page: { limit: number; cursor: string | undefined }): Promise<{ items: AuditView[]; next: string | null }>
}

interface InvitationView {
  id: string
  email: string
  role: MemberRole
  duties: Duty[]
  expiresAt: string
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
  jobs: Pick<Jobs, 'send'>
  publicOrigin: string
  /** Names of users, which only the system door may read. */
  namesOf(ids: readonly string[]): Promise<{ id: string; name: string; email: string }[]>
}

const MOST_ORGANIZATIONS_PER_USER = 20
const INVITATION_DAYS = 14

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
        const row = await ownRow(tx, actor)
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
        return view(saved)
      }),
    async members(actor) {
      requireMay(actor, 'organization.read')
      return named(needs, await db.as(actor, (tx) => store.members(tx, actingFor(actor).organizationId)))
    },
    async editMember(actor, userId, change) {
      requireMay(actor, 'organization.members')
      const row = await db.as(actor, (tx) => changeMember(needs, tx, actor, { userId, ...change }))
      const [member] = await named(needs, [row])
      if (!member) throw new NotFoundError()
      return member
    },
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
    ...createInvitations(needs),
    async audit(actor, { limit, cursor }) {
      requireMay(actor, 'organization.audit')
      const [before] = needs.cursors.read(cursor) ?? []
      const rows = await db.as(actor, (tx) => store.audit(tx, actingFor(actor).organizationId, before ? BigInt(before) : null, limit + 1))
      const page = pageOf(rows, limit, needs.cursors, (row) => [String(row.seq)])
      const names = await needs.namesOf(page.items.flatMap((row) => row.userId ?? []))
      const who = new Map(names.map((one) => [one.id, one.name]))
      const items = page.items.map(({ at, userId, action, subjectKind, subjectId }) => ({
        at: at.toISOString(),
        who: who.get(userId ?? '') ?? '',
        action,
        subjectKind,
        subjectId,
      }))
      return { items, next: page.next }
    },
  }
}

function createInvitations(
  needs: Needs,
): Pick<OrganizationService, 'invitations' | 'invite' | 'revokeInvitation' | 'readInvitation' | 'acceptInvitation'> {
  const { db, clock, jobs, publicOrigin } = needs
  return {
    invitations: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'organization.members')
        return (await store.openInvitations(tx, actingFor(actor).organizationId, clock.now())).map(invitationView)
      }),
    invite: (actor, body) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'organization.members')
        const organization = await ownRow(tx, actor)
        requireDuties(organization.kind, body.duties)
        const token = randomBytes(32).toString('base64url')
        const { userId } = actingFor(actor)
        const expiresAt = new Date(clock.now().getTime() + INVITATION_DAYS * 86_400_000)
        const email = body.email.toLowerCase()
        const values = {
          ...body,
          email,
          organizationId: organization.id,
          tokenHash: hashed(token),
          invitedBy: userId,
          expiresAt,
          createdAt: clock.now(),
        }
        const row = await store.insertInvitation(tx, values)
        const link = `${publicOrigin}/invitation?token=${token}`
        await jobs.send(tx, 'mail', { to: email, template: 'invitation', locale: 'en', params: { organization: organization.name, link } })
        await record(tx, actor, { action: 'invitation.send', subjectKind: 'invitation', subjectId: row.id, at: clock.now() })
        return { invitation: invitationView(row), link }
      }),
    revokeInvitation: (actor, invitationId) =>
      db.as(actor, async (tx) => {
        const row = await store.invitation(tx, invitationId)
        requireMay(actor, 'organization.members', row)
        await store.deleteInvitation(tx, row.id)
        await record(tx, actor, { action: 'invitation.revoke', subjectKind: 'invitation', subjectId: row.id, at: clock.now() })
      }),
    readInvitation: (actor, token) =>
      db.asSystem('invitation', async (tx) => {
        requireMay(actor, 'invitation.read')
        const { organization, role, email } = await openInvitation(tx, token, clock.now())
        return { organization: organization.name, kind: organization.kind, role, email }
      }),
    acceptInvitation: (actor, token) =>
      db.asSystem('invitation', async (tx) => {
        requireMay(actor, 'invitation.accept')
        const at = clock.now()
        const invitation = await openInvitation(tx, token, at)
        const { id, organizationId, role, duties } = invitation
        if (!actor.userId || !(await store.acceptInvitation(tx, id, at))) throw linkOver()
        const added = await store.addMember(tx, { organizationId, userId: actor.userId, role, duties, createdAt: at, updatedAt: at })
        if (!added) throw new RefusedError({ code: 'already-member', message: 'You are a member already.' })
        await record(
          tx,
          { userId: actor.userId, organizationId },
          { action: 'invitation.accept', subjectKind: 'invitation', subjectId: id, at },
        )
        return { organizationId }
      }),
  }
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
  requireDuties(organization.kind, change.duties)
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

/** Holds the organization's row, so that two admins cannot remove each other at once. */
async function lockOwn(tx: Transaction, actor: Actor): Promise<OrganizationRow> {
  const row = await store.lock(tx, actingFor(actor).organizationId)
  if (!row) throw new NotFoundError()
  return row
}

async function openInvitation(tx: Transaction, token: string, at: Date) {
  const invitation = await store.openInvitation(tx, hashed(token), at)
  if (!invitation) throw linkOver()
  return invitation
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

function invitationView(row: { id: string; email: string; role: MemberRole; duties: Duty[]; expiresAt: Date }): InvitationView {
  return { id: row.id, email: row.email, role: row.role, duties: row.duties, expiresAt: row.expiresAt.toISOString() }
}

function keysOf(body: { name: string; city?: string; region?: string }) {
  return { nameKey: normaliseName(body.name), placeKey: normalisePlace(body.city || body.region || '') }
}

function requireDuties(kind: OrganizationKind, duties: readonly Duty[]): void {
  const wrong = duties.findIndex((duty) => !DUTIES_OF[kind].includes(duty))
  if (wrong >= 0) throw new InvalidError([{ field: `/duties/${wrong}`, code: 'not-allowed-value' }])
}

function requireTimeZone(timeZone: string | undefined): void {
  if (timeZone && !isTimeZone(timeZone)) throw new InvalidError([{ field: '/timeZone', code: 'not-allowed-value' }])
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}

function lastAdmin(): RefusedError {
  return new RefusedError({ code: 'last-admin', message: 'The last admin stays; make somebody else admin first.' })
}

function linkOver(): RefusedError {
  return new RefusedError({ code: 'link-over', message: 'This link was used or is too old.' }, 410)
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
