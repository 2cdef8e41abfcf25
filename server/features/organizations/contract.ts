/** What the API hears and says about organizations, members and the audit log. */
import { type Static, Type } from 'typebox'
import { DUTIES, MEMBER_ROLES, ORGANIZATION_KINDS } from '../../../domain/organizations.ts'
import { Closed, Country, Id, IfMatch, Instant, Line, NoContent, Nullable, OneOf, PageQuery, refusals, Version } from '../../shapes.ts'

const tags = ['organizations']
const Duties = Type.Array(OneOf(DUTIES), { maxItems: 6, uniqueItems: true })
const Website = Type.String({ maxLength: 200, pattern: '^(https?://[^\\s<>"\\\\]+)?$' })
const TimeZone = Type.String({ maxLength: 60, pattern: '^[A-Za-z0-9_+/-]+$' })

const editable = {
  name: Line(160, 1),
  nativeName: Type.Optional(Line(160)),
  country: Country,
  region: Type.Optional(Line(100)),
  city: Type.Optional(Line(100)),
  address: Type.Optional(Line(300)),
  timeZone: Type.Optional(TimeZone),
  registrationNumber: Type.Optional(Line(60)),
  website: Type.Optional(Website),
}
export const OrganizationBody = Closed(editable)
export type OrganizationBody = Static<typeof OrganizationBody>
export const NewOrganizationBody = Closed({ kind: OneOf(ORGANIZATION_KINDS), ...editable })
export type NewOrganizationBody = Static<typeof NewOrganizationBody>

export const OrganizationView = Closed({
  id: Id,
  kind: OneOf(ORGANIZATION_KINDS),
  name: Type.String(),
  nativeName: Type.String(),
  country: Type.String(),
  region: Type.String(),
  city: Type.String(),
  address: Type.String(),
  timeZone: Type.String(),
  registrationNumber: Type.String(),
  website: Type.String(),
  verifiedOn: Nullable(Type.String()),
  version: Version,
})
export type OrganizationView = Static<typeof OrganizationView>

export const MemberView = Closed({
  userId: Id,
  name: Type.String(),
  email: Type.String(),
  role: OneOf(MEMBER_ROLES),
  duties: Type.Array(OneOf(DUTIES)),
  version: Version,
})
const AuditView = Closed({ at: Instant, who: Type.String(), action: Type.String(), subjectKind: Type.String(), subjectId: Type.String() })

const own = { permission: 'organization.read' } as const
const edits = { permission: 'organization.edit' } as const
const team = { permission: 'organization.members' } as const

export const createOrganization = {
  config: { permission: 'organization.create' },
  schema: { operationId: 'createOrganization', tags, body: NewOrganizationBody, response: { 201: OrganizationView, ...refusals } },
} as const
export const getOrganization = {
  config: own,
  schema: { operationId: 'getOrganization', tags, response: { 200: OrganizationView, ...refusals } },
} as const
export const editOrganization = {
  config: edits,
  schema: {
    operationId: 'editOrganization',
    tags,
    headers: IfMatch,
    body: OrganizationBody,
    response: { 200: OrganizationView, ...refusals },
  },
} as const
export const listMembers = {
  config: own,
  schema: { operationId: 'listMembers', tags, response: { 200: Closed({ items: Type.Array(MemberView) }), ...refusals } },
} as const
export const editMember = {
  config: team,
  schema: {
    operationId: 'editMember',
    tags,
    headers: IfMatch,
    params: Closed({ userId: Id }),
    body: Closed({ role: OneOf(MEMBER_ROLES), duties: Duties }),
    response: { 200: MemberView, ...refusals },
  },
} as const
export const removeMember = {
  config: team,
  schema: { operationId: 'removeMember', tags, params: Closed({ userId: Id }), response: { 204: NoContent, ...refusals } },
} as const
export const leaveOrganization = {
  config: own,
  schema: { operationId: 'leaveOrganization', tags, response: { 204: NoContent, ...refusals } },
} as const
export const listAudit = {
  config: { permission: 'organization.audit' },
  schema: {
    operationId: 'listAudit',
    tags,
    querystring: Closed(PageQuery),
    response: { 200: Closed({ items: Type.Array(AuditView), next: Nullable(Type.String()) }), ...refusals },
  },
} as const
