/** The supplier-list part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import type { SupplierListService } from './service.ts'

export function supplierListRoutes(lists: SupplierListService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/supplier-lists', contract.listSupplierLists, ({ actor, query: { limit, cursor } }) =>
      lists.lists(actor, { limit: limit ?? 25, cursor }),
    )
    app.post('/supplier-lists', contract.createSupplierList, async ({ actor, body }, reply) =>
      reply.code(201).send(await lists.create(actor, body)),
    )
    app.get('/supplier-lists/:listId', contract.getSupplierList, ({ actor, params }) => lists.list(actor, params.listId))
    app.put('/supplier-lists/:listId', contract.editSupplierList, ({ actor, params, headers, body }) =>
      lists.edit(actor, params.listId, versionOf(headers), body),
    )
    app.get('/supplier-lists/:listId/entries', contract.listSupplierEntries, ({ actor, params, query: { limit, cursor } }) =>
      lists.entries(actor, params.listId, { limit: limit ?? 25, cursor }),
    )
    app.post('/supplier-lists/:listId/entries', contract.addSupplierEntry, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await lists.add(actor, params.listId, body)),
    )
    app.get('/supplier-entries/:entryId', contract.getSupplierEntry, ({ actor, params }) => lists.entry(actor, params.entryId))
    app.put('/supplier-entries/:entryId', contract.editSupplierEntry, ({ actor, params, headers, body }) =>
      lists.editEntry(actor, params.entryId, versionOf(headers), body),
    )
    app.post('/supplier-entries/:entryId/exit', contract.giveExitNotice, ({ actor, params, headers, body }) =>
      lists.exit(actor, params.entryId, versionOf(headers), body),
    )
    app.get('/supplied-to', contract.listSuppliedTo, ({ actor, query: { limit, cursor } }) =>
      lists.suppliedTo(actor, { limit: limit ?? 25, cursor }),
    )
  }
}
