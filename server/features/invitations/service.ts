/** Invitations: an admin sends a link that works once and for two weeks; whoever opens it signed in becomes a member. */
import { createHash, randomBytes } from 'node:crypto'
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type Duty, type MemberRole, type OrganizationKind, wrongDuty } from '../../../domain/organizations.ts'
import { actingFor, requireMay } from '../../access.ts'
import { InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import { invitationStore as store } from './store.ts'

interface InvitationBody {
  email: string
  role: MemberRole
  duties: Duty[]
}

interface InvitationView extends InvitationBody {
  id: string
  expiresAt: string
}

export interface InvitationService {
  list(actor: Actor): Promise<InvitationView[]>
  /** The link is shown once, and mailed; only its hash is kept. */
  invite(actor: Actor, body: InvitationBody): Promise<{ invitation: InvitationView; link: string }>
  revoke(actor: Actor, invitationId: string): Promise<void>
  read(actor: Actor, token: string): Promise<{ organization: string; kind: OrganizationKind; role: MemberRole; email: string }>
  accept(actor: Actor, token: string): Promise<{ organizationId: string }>
}

interface Needs {
  db: Database
  clock: Clock
  jobs: Pick<Jobs, 'send'>
  publicOrigin: string
  addMember(tx: Transaction, member: { organizationId: string; userId: string; role: MemberRole; duties: Duty[] }): Promise<boolean>
}

const DAYS = 14

export function createInvitationService(needs: Needs): InvitationService {
  const { db, clock } = needs
  return {
    list: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'organization.members')
        return (await store.open(tx, actingFor(actor).organizationId, clock.now())).map(view)
      }),
    invite: (actor, body) => db.as(actor, (tx) => invite(needs, tx, actor, body)),
    revoke: (actor, invitationId) =>
      db.as(actor, async (tx) => {
        const row = await store.byId(tx, invitationId)
        requireMay(actor, 'organization.members', row)
        await store.remove(tx, invitationId)
        await record(tx, actor, { action: 'invitation.revoke', subjectKind: 'invitation', subjectId: invitationId, at: clock.now() })
      }),
    read: (actor, token) =>
      db.asSystem('invitation', async (tx) => {
        requireMay(actor, 'invitation.read')
        const { organization, role, email } = await openInvitation(tx, token, clock.now())
        return { organization: organization.name, kind: organization.kind, role, email }
      }),
    accept: (actor, token) => db.asSystem('invitation', (tx) => accept(needs, tx, actor, token)),
  }
}

async function invite(
  { clock, jobs, publicOrigin }: Needs,
  tx: Transaction,
  actor: Actor,
  body: InvitationBody,
): Promise<{ invitation: InvitationView; link: string }> {
  requireMay(actor, 'organization.members')
  const { userId, organizationId } = actingFor(actor)
  const organization = await store.organization(tx, organizationId)
  if (!organization) throw new NotFoundError()
  const wrong = wrongDuty(organization.kind, body.duties)
  if (wrong >= 0) throw new InvalidError([{ field: `/duties/${wrong}`, code: 'not-allowed-value' }])
  const token = randomBytes(32).toString('base64url')
  const at = clock.now()
  const email = body.email.toLowerCase()
  const expiresAt = new Date(at.getTime() + DAYS * 86_400_000)
  const row = await store.insert(tx, {
    ...body,
    email,
    organizationId,
    tokenHash: hashed(token),
    invitedBy: userId,
    expiresAt,
    createdAt: at,
  })
  const link = `${publicOrigin}/invitation?token=${token}`
  await jobs.send(tx, 'mail', { to: email, template: 'invitation', locale: 'en', params: { organization: organization.name, link } })
  await record(tx, actor, { action: 'invitation.send', subjectKind: 'invitation', subjectId: row.id, at })
  return { invitation: view(row), link }
}

async function accept({ clock, addMember }: Needs, tx: Transaction, actor: Actor, token: string): Promise<{ organizationId: string }> {
  requireMay(actor, 'invitation.accept')
  const at = clock.now()
  const { id, organizationId, role, duties } = await openInvitation(tx, token, at)
  if (!actor.userId || !(await store.accept(tx, id, at))) throw linkOver()
  const added = await addMember(tx, { organizationId, userId: actor.userId, role, duties })
  if (!added) throw new RefusedError({ code: 'already-member', message: 'You are a member already.' })
  await record(tx, { userId: actor.userId, organizationId }, { action: 'invitation.accept', subjectKind: 'invitation', subjectId: id, at })
  return { organizationId }
}

async function openInvitation(tx: Transaction, token: string, at: Date) {
  const invitation = await store.openByToken(tx, hashed(token), at)
  if (!invitation) throw linkOver()
  return invitation
}

function view({ id, email, role, duties, expiresAt }: InvitationBody & { id: string; expiresAt: Date }): InvitationView {
  return { id, email, role, duties, expiresAt: expiresAt.toISOString() }
}

function linkOver(): RefusedError {
  return new RefusedError({ code: 'link-over', message: 'This link was used or is too old.' }, 410)
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
