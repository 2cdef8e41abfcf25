/** The part of the API about the threads of linkages, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from './contract.ts'
import type { ConversationService } from './service.ts'
import type { InboundService } from './service-inbound.ts'

export function conversationRoutes(threads: ConversationService, inbound: InboundService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/linkages/:linkageId/thread', contract.getThread, ({ actor, params }) => threads.get(actor, params.linkageId))
    app.get('/linkages/:linkageId/messages', contract.listMessages, ({ actor, params, query: { limit, cursor } }) =>
      threads.list(actor, params.linkageId, { limit: limit ?? 25, cursor }),
    )
    app.post('/linkages/:linkageId/messages', contract.writeMessage, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await threads.write(actor, params.linkageId, body)),
    )
    app.post('/messages/:messageId/take-back', contract.takeMessageBack, ({ actor, params }) => threads.takeBack(actor, params.messageId))
    app.post('/linkages/:linkageId/messages/read', contract.readMessages, ({ actor, params, body }) =>
      threads.read(actor, params.linkageId, body.messageId ?? null),
    )
    app.put('/linkages/:linkageId/thread/agency', contract.inviteAgencyToThread, ({ actor, params, body }) =>
      threads.invite(actor, params.linkageId, body.invited),
    )
    app.get('/messages/unread', contract.countUnreadMessages, ({ actor }) => threads.unread(actor))
    app.post('/inbound-mail', contract.receiveMail, ({ actor, headers, body }) =>
      inbound.receive(actor, /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? null, body),
    )
  }
}
