/** The organization part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import type { OrganizationService } from './service.ts'

export function organizationRoutes(organizations: OrganizationService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post('/organizations', contract.createOrganization, async ({ actor, body }, reply) =>
      reply.code(201).send(await organizations.create(actor, body)),
    )
    app.get('/organization', contract.getOrganization, ({ actor }) => organizations.own(actor))
    app.put('/organization', contract.editOrganization, ({ actor, headers, body }) => organizations.edit(actor, versionOf(headers), body))
    app.get('/organization/members', contract.listMembers, async ({ actor }) => ({ items: await organizations.members(actor) }))
    app.put('/organization/members/:userId', contract.editMember, ({ actor, headers, params, body }) =>
      organizations.editMember(actor, params.userId, { ...body, version: versionOf(headers) }),
    )
    app.delete('/organization/members/:userId', contract.removeMember, async ({ actor, params }, reply) => {
      await organizations.removeMember(actor, params.userId)
      return reply.code(204).send(null)
    })
    app.post('/organization/leave', contract.leaveOrganization, async ({ actor }, reply) => {
      await organizations.leave(actor)
      return reply.code(204).send(null)
    })
    app.get('/organization/audit', contract.listAudit, ({ actor, query }) =>
      organizations.audit(actor, { limit: query.limit ?? 25, cursor: query.cursor }),
    )
  }
}
