/** The invitation part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from './contract.ts'
import type { InvitationService } from './service.ts'

export function invitationRoutes(invitations: InvitationService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/organization/invitations', contract.listInvitations, async ({ actor }) => ({ items: await invitations.list(actor) }))
    app.post('/organization/invitations', contract.inviteMember, async ({ actor, body }, reply) =>
      reply.code(201).send(await invitations.invite(actor, body)),
    )
    app.delete('/organization/invitations/:invitationId', contract.revokeInvitation, async ({ actor, params }, reply) => {
      await invitations.revoke(actor, params.invitationId)
      return reply.code(204).send(null)
    })
    app.post('/invitations/read', contract.readInvitation, ({ actor, body }) => invitations.read(actor, body.token))
    app.post('/invitations/accept', contract.acceptInvitation, ({ actor, body }) => invitations.accept(actor, body.token))
  }
}
