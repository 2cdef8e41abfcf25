/** The part of the API about agreements of non-disclosure, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { attachment } from '../../attachment.ts'
import { versionOf } from '../../versions.ts'
import * as contract from './contract-ndas.ts'
import type { NdaService } from './service-ndas.ts'

export function ndaRoutes(ndas: NdaService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/linkages/:linkageId/nda', contract.getNda, ({ actor, params }) => ndas.get(actor, params.linkageId))
    app.post('/linkages/:linkageId/nda', contract.offerNda, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await ndas.offer(actor, params.linkageId, body)),
    )
    app.post('/linkages/:linkageId/nda/signatures', contract.signNda, ({ actor, signedIn, params, headers, body }) =>
      ndas.sign(actor, params.linkageId, { version: versionOf(headers), name: body.name, sessionId: signedIn.sessionId ?? '' }),
    )
    app.get('/linkages/:linkageId/nda.pdf', contract.printNda, async ({ actor, params }, reply) => {
      const { name, bytes } = await ndas.print(actor, params.linkageId)
      return reply
        .type('application/pdf')
        .header('content-disposition', attachment(name))
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(Buffer.from(bytes))
    })
  }
}
