/** What the API hears and says about invitations to join an organization, by a link that works once. */
import { Type } from 'typebox'
import { DUTIES, MEMBER_ROLES, ORGANIZATION_KINDS } from '../../../domain/organizations.ts'
import { Closed, Email, Id, Instant, NoContent, OneOf, refusals } from '../../shapes.ts'

const tags = ['organizations']
const Duties = Type.Array(OneOf(DUTIES), { maxItems: 6, uniqueItems: true })
const Token = Type.String({ minLength: 20, maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' })
const team = { permission: 'organization.members' } as const

export const InvitationView = Closed({
  id: Id,
  email: Type.String(),
  role: OneOf(MEMBER_ROLES),
  duties: Type.Array(OneOf(DUTIES)),
  expiresAt: Instant,
})

export const listInvitations = {
  config: team,
  schema: { operationId: 'listInvitations', tags, response: { 200: Closed({ items: Type.Array(InvitationView) }), ...refusals } },
} as const
export const inviteMember = {
  config: team,
  schema: {
    operationId: 'inviteMember',
    tags,
    body: Closed({ email: Email, role: OneOf(MEMBER_ROLES), duties: Duties }),
    response: { 201: Closed({ invitation: InvitationView, link: Type.String() }), ...refusals },
  },
} as const
export const revokeInvitation = {
  config: team,
  schema: { operationId: 'revokeInvitation', tags, params: Closed({ invitationId: Id }), response: { 204: NoContent, ...refusals } },
} as const
export const readInvitation = {
  config: { permission: 'invitation.read' },
  schema: {
    operationId: 'readInvitation',
    tags,
    body: Closed({ token: Token }),
    response: {
      200: Closed({ organization: Type.String(), kind: OneOf(ORGANIZATION_KINDS), role: OneOf(MEMBER_ROLES), email: Type.String() }),
      ...refusals,
    },
  },
} as const
export const acceptInvitation = {
  config: { permission: 'invitation.accept' },
  schema: {
    operationId: 'acceptInvitation',
    tags,
    body: Closed({ token: Token }),
    response: { 200: Closed({ organizationId: Id }), ...refusals },
  },
} as const
