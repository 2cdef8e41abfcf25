/** The account part of the API, as a table of contents; the session's token leaves only as a cookie. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import * as contract from './contract.ts'
import type { AccountService, SignedInAccount } from './service.ts'

export interface SessionCookie {
  name: string
  secure: boolean
}

export function accountRoutes(accounts: AccountService, cookie: SessionCookie): FastifyPluginAsyncTypebox {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: cookie.secure } as const
  const enter = (reply: FastifyReply, signedIn: SignedInAccount) => {
    reply.setCookie(cookie.name, signedIn.token, { ...options, maxAge: 14 * 86_400 })
    return signedIn.account
  }
  return async (app) => {
    app.get('/account', contract.getAccount, ({ actor }) => accounts.view(actor))
    app.patch('/account', contract.editAccount, ({ actor, body }) => accounts.edit(actor, body))
    app.post('/account/password', contract.changePassword, async ({ actor, body, signedIn }, reply) => {
      await accounts.changePassword(actor, body, signedIn.sessionId ?? '')
      return reply.code(204).send(null)
    })
    app.post('/account/end-other-sessions', contract.endOtherSessions, async ({ actor, signedIn }, reply) => {
      await accounts.endOtherSessions(actor, signedIn.sessionId ?? '')
      return reply.code(204).send(null)
    })
    app.post('/account/acting-organization', contract.actFor, async ({ actor, body, signedIn }, reply) =>
      enter(reply, await accounts.actFor(actor, body.organizationId, signedIn.sessionId ?? '')),
    )
    app.post('/sign-up', contract.signUp, async ({ actor, body }, reply) =>
      reply.code(201).send(enter(reply, await accounts.signUp(actor, body))),
    )
    app.post('/sign-in', contract.signIn, async ({ actor, body, ip }, reply) => enter(reply, await accounts.signIn(actor, body, ip)))
    app.post('/sign-out', contract.signOut, async ({ actor, signedIn }, reply) => {
      await accounts.signOut(actor, signedIn.sessionId ?? '')
      return reply.clearCookie(cookie.name, options).header('clear-site-data', '"cache", "storage"').code(204).send(null)
    })
    app.post('/password-resets', contract.askPasswordReset, async ({ actor, body }, reply) => {
      await accounts.askPasswordReset(actor, body.email)
      return reply.code(202).send(null)
    })
    app.post('/password-resets/use', contract.resetPassword, async ({ actor, body }, reply) =>
      enter(reply, await accounts.resetPassword(actor, body)),
    )
    app.post('/setup', contract.setUpPlatform, async ({ actor, body }, reply) =>
      reply.code(201).send(enter(reply, await accounts.setUp(actor, body))),
    )
  }
}
