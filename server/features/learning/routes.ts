/** The learning part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import { getExposure, getOwnership, saveOwnership } from './contract-exposure.ts'
import type { LearningService } from './service.ts'
import type { ExposureService } from './service-exposure.ts'

export function learningRoutes(learning: LearningService, exposure: ExposureService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/weights', contract.getWeights, ({ actor }) => learning.weights(actor))
    app.get('/weights/reports', contract.listWeightReports, ({ actor, query: { limit, cursor } }) =>
      learning.reports(actor, { limit: limit ?? 25, cursor }),
    )
    app.post('/weights/reports', contract.makeWeightReport, async ({ actor }, reply) => reply.code(201).send(await learning.report(actor)))
    app.post('/weights/reports/:reportId/decision', contract.decideWeightReport, ({ actor, params, headers, body }) =>
      learning.decide(actor, params.reportId, versionOf(headers), body),
    )
    app.get('/ownership', getOwnership, ({ actor }) => exposure.ownership(actor))
    app.put('/ownership', saveOwnership, ({ actor, body }) => exposure.saveOwnership(actor, body))
    app.get('/exposure', getExposure, ({ actor, query }) => exposure.report(actor, Number(query.days ?? '90')))
  }
}
