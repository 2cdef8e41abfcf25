/** What the API hears and says about a person's own account: sign up, sign in, sign out, password, sessions, first administrator. */
import { type Static, Type } from 'typebox'
import { DUTIES, MEMBER_ROLES, ORGANIZATION_KINDS } from '../../../domain/organizations.ts'
import { Closed, Email, Id, Line, NoContent, Nullable, OneOf, refusals } from '../../shapes.ts'

const tags = ['accounts']
export const LOCALES = ['en', 'es', 'pt', 'fr'] as const
const Locale = OneOf(LOCALES)
const Password = Type.String({ minLength: 12, maxLength: 128 })
const Token = Type.String({ minLength: 20, maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' })

const Membership = Closed({
  organizationId: Id,
  name: Type.String(),
  kind: OneOf(ORGANIZATION_KINDS),
  role: OneOf(MEMBER_ROLES),
  duties: Type.Array(OneOf(DUTIES)),
})

/** Who I am: a visitor has no user; the acting organization is one of the memberships. */
export const AccountView = Closed({
  user: Nullable(
    Closed({
      id: Id,
      name: Type.String(),
      email: Type.String(),
      locale: Nullable(Locale),
      platformAdmin: Type.Boolean(),
      version: Type.Integer(),
    }),
  ),
  acting: Nullable(Membership),
  memberships: Type.Array(Membership),
})
export type AccountView = Static<typeof AccountView>

export const SignUpBody = Closed({ name: Line(120, 1), email: Email, password: Password, locale: Type.Optional(Locale) })
export const SignInBody = Closed({ email: Type.String({ maxLength: 254 }), password: Type.String({ maxLength: 128 }) })
export const SetUpBody = Closed({ token: Token, name: Line(120, 1), email: Email, password: Password })

export const getAccount = {
  config: { permission: 'account.read' },
  schema: { operationId: 'getAccount', tags, response: { 200: AccountView, ...refusals } },
} as const
export const signUp = {
  config: { permission: 'account.sign-up', costly: true },
  schema: { operationId: 'signUp', tags, body: SignUpBody, response: { 201: AccountView, ...refusals } },
} as const
export const signIn = {
  config: { permission: 'account.sign-in' },
  schema: { operationId: 'signIn', tags, body: SignInBody, response: { 200: AccountView, ...refusals } },
} as const
export const signOut = {
  config: { permission: 'account.edit' },
  schema: { operationId: 'signOut', tags, response: { 204: NoContent, ...refusals } },
} as const
export const editAccount = {
  config: { permission: 'account.edit' },
  schema: {
    operationId: 'editAccount',
    tags,
    body: Closed({ name: Type.Optional(Line(120, 1)), locale: Type.Optional(Nullable(Locale)) }),
    response: { 200: AccountView, ...refusals },
  },
} as const
export const changePassword = {
  config: { permission: 'account.edit' },
  schema: {
    operationId: 'changePassword',
    tags,
    body: Closed({ current: Type.String({ maxLength: 128 }), password: Password }),
    response: { 204: NoContent, ...refusals },
  },
} as const
export const endOtherSessions = {
  config: { permission: 'account.edit' },
  schema: { operationId: 'endOtherSessions', tags, response: { 204: NoContent, ...refusals } },
} as const
export const askPasswordReset = {
  config: { permission: 'account.reset-password', costly: true },
  schema: { operationId: 'askPasswordReset', tags, body: Closed({ email: Email }), response: { 202: NoContent, ...refusals } },
} as const
export const resetPassword = {
  config: { permission: 'account.reset-password' },
  schema: {
    operationId: 'resetPassword',
    tags,
    body: Closed({ token: Token, password: Password }),
    response: { 200: AccountView, ...refusals },
  },
} as const
export const setUpPlatform = {
  config: { permission: 'account.setup' },
  schema: { operationId: 'setUpPlatform', tags, body: SetUpBody, response: { 201: AccountView, ...refusals } },
} as const
export const actFor = {
  config: { permission: 'account.edit' },
  schema: { operationId: 'actFor', tags, body: Closed({ organizationId: Id }), response: { 200: AccountView, ...refusals } },
} as const
