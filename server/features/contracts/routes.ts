/** The contract part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import type { ContractService } from './service.ts'

export function contractRoutes(contracts: ContractService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/linkages/:linkageId/contracts', contract.listContracts, ({ actor, params, query: { limit, cursor } }) =>
      contracts.list(actor, params.linkageId, { limit: limit ?? 25, cursor }),
    )
    app.post('/linkages/:linkageId/contracts', contract.recordContract, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await contracts.record(actor, params.linkageId, body)),
    )
    app.get('/contracts/:contractId', contract.getContract, ({ actor, params }) => contracts.get(actor, params.contractId))
    app.put('/contracts/:contractId', contract.reviseContract, ({ actor, params, headers, body }) =>
      contracts.revise(actor, { ...params, version: versionOf(headers), body }),
    )
    app.post('/contracts/:contractId/answer', contract.answerContract, ({ actor, params, headers, body }) =>
      contracts.answer(actor, { ...params, version: versionOf(headers), body }),
    )
    app.post('/contracts/:contractId/check', contract.checkContract, ({ actor, params, headers, body }) =>
      contracts.check(actor, { ...params, version: versionOf(headers), body }),
    )
    app.post('/contracts/:contractId/flows', contract.enterContractFlow, async ({ actor, params, body }, reply) =>
      reply.code(201).send(await contracts.enter(actor, params.contractId, body)),
    )
    app.post('/contracts/:contractId/flows/:flowId/answer', contract.answerContractFlow, ({ actor, params, headers, body }) =>
      contracts.answerFlow(actor, { ...params, version: versionOf(headers), body }),
    )
  }
}
