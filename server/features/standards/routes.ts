/** The standards part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import type { StandardService } from './service.ts'

export function standardRoutes(standards: StandardService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/standards', contract.listStandards, ({ actor, query }) =>
      standards.list(actor, { ...query, limit: query.limit ?? 25, cursor: query.cursor }),
    )
    app.post('/standards', contract.createStandard, async ({ actor, body }, reply) =>
      reply.code(201).send(await standards.create(actor, body)),
    )
    app.get('/standards/:code', contract.getStandard, ({ actor, params }) => standards.get(actor, params.code))
    app.put('/standards/:code', contract.editStandard, ({ actor, headers, params, body }) =>
      standards.edit(actor, params.code, versionOf(headers), body),
    )
    app.get('/standards/:code/approvals', contract.listApprovals, ({ actor, params, query }) =>
      standards.approvals(actor, params.code, { limit: query.limit ?? 25, cursor: query.cursor }),
    )
    app.post('/standards/:code/approvals', contract.approveSupplier, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await standards.approve(actor, params.code, body)),
    )
    app.delete('/standards/:code/approvals/:approvalId', contract.revokeApproval, async ({ actor, params }, reply) => {
      await standards.revoke(actor, params.code, params.approvalId)
      return reply.code(204).send(null)
    })
  }
}
