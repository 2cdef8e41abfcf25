/** Who may do what with organizations: members read their own, its admins run it, nobody reaches another's (trust reference 4). */
import type { Ask, Rows } from '../support/matrix.ts'
import { kindOf, type Principal, type Stage } from '../support/principals.ts'
import { member, type Person } from '../support/world.ts'

//             V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const signedIn = '? + + + + + + + + +'
const members = '? x + + + + + + + x'
const admins = '? x x + x x + x + x'

const body = { name: 'Another Name Works', country: 'IN', city: 'Pune' }

/** The admin of the tenant meant: the caller's own kind, or the same kind next door. */
function adminOf(stage: Stage, whose: 'own' | 'other' | 'missing', principal: Principal): Person {
  const kind = kindOf(principal, 'lead-firm')
  return whose === 'other' ? stage.other[kind] : stage.own[kind]
}

const oneMember: Ask = async (stage, whose, principal) => {
  const admin = adminOf(stage, whose, principal)
  const one = await member(stage.api, admin)
  return { params: { userId: one.userId } }
}

const invite = async (admin: Person, email: string) =>
  (
    await admin.send<{ invitation: { id: string }; link: string }>('POST', '/organization/invitations', {
      email,
      role: 'member',
      duties: [],
    })
  ).body
let invited = 0
const newInvitation: Ask = async (stage, whose, principal) => {
  const { link } = await invite(adminOf(stage, whose, principal), `invited${++invited}@example.org`)
  return { body: { token: new URL(link).searchParams.get('token') } }
}

export const organizations: Rows = {
  createOrganization: { may: signedIn, ask: () => ({ body: { kind: 'sme', ...body } }) },
  getOrganization: { may: members },
  editOrganization: {
    may: admins,
    async ask(stage, whose, principal) {
      const { body: now } = await adminOf(stage, whose, principal).get<{ version: number; name: string }>('/organization')
      return { body: { ...body, name: now.name }, headers: { 'if-match': `"${now.version}"` } }
    },
  },
  listMembers: { may: members },
  editMember: {
    may: admins,
    foreign: 'hidden',
    async ask(...cell) {
      const asked = await oneMember(...cell)
      return { ...asked, body: { role: 'member', duties: [] }, headers: { 'if-match': '"1"' } }
    },
  },
  removeMember: { may: admins, foreign: 'hidden', ask: oneMember },
  leaveOrganization: { may: members, fresh: true },
  listInvitations: { may: admins },
  inviteMember: { may: admins, ask: () => ({ body: { email: `invited${++invited}@example.org`, role: 'member', duties: [] } }) },
  revokeInvitation: {
    may: admins,
    foreign: 'hidden',
    async ask(stage, whose, principal) {
      const { invitation } = await invite(adminOf(stage, whose, principal), `invited${++invited}@example.org`)
      return { params: { invitationId: invitation.id } }
    },
  },
  // The link is the key: whoever holds it may read and accept.
  readInvitation: { may: everybody, reads: true, ask: newInvitation },
  acceptInvitation: { may: signedIn, ask: (stage, _whose, ...rest) => newInvitation(stage, 'other', ...rest), fresh: true },
  listAudit: { may: admins },
}
