/** The profile part of the API, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as contract from './contract.ts'
import type { ProfileService } from './service.ts'

export function profileRoutes(profiles: ProfileService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/profile', contract.getOwnProfile, ({ actor }) => profiles.own(actor))
    app.post('/profile', contract.createProfile, async ({ actor }, reply) => reply.code(201).send(await profiles.create(actor)))
    app.put('/profile/identity', contract.saveIdentity, ({ actor, headers, body }) =>
      profiles.saveIdentity(actor, versionOf(headers), body),
    )
    app.put('/profile/sites', contract.saveSites, ({ actor, headers, body }) => profiles.saveList(actor, versionOf(headers), 'sites', body))
    app.put('/profile/products', contract.saveProducts, ({ actor, headers, body }) =>
      profiles.saveList(actor, versionOf(headers), 'products', body),
    )
    app.put('/profile/processes', contract.saveProcesses, ({ actor, headers, body }) =>
      profiles.saveList(actor, versionOf(headers), 'processes', body),
    )
    app.put('/profile/certificates', contract.saveCertificates, ({ actor, headers, body }) =>
      profiles.saveList(actor, versionOf(headers), 'certificates', body),
    )
    app.put('/profile/capacity', contract.saveCapacity, ({ actor, headers, body }) =>
      profiles.saveList(actor, versionOf(headers), 'capacities', body),
    )
    app.put('/profile/commercial', contract.saveCommercial, ({ actor, headers, body }) =>
      profiles.saveCommercial(actor, versionOf(headers), body),
    )
    app.put('/profile/references', contract.saveReferences, ({ actor, headers, body }) =>
      profiles.saveList(actor, versionOf(headers), 'references', body),
    )
    app.post('/profile/confirm', contract.confirmFacts, ({ actor, headers }) => profiles.confirm(actor, versionOf(headers)))
    app.post('/profile/publish', contract.publishProfile, ({ actor, headers }) => profiles.step(actor, versionOf(headers), 'publish'))
    app.post('/profile/withdraw', contract.withdrawProfile, ({ actor, headers }) => profiles.step(actor, versionOf(headers), 'withdraw'))
    app.get('/profile/preview', contract.profilePreview, ({ actor, query }) => profiles.preview(actor, query.as))
    app.get('/suppliers/:organizationId', contract.getSupplier, ({ actor, params }) => profiles.supplier(actor, params.organizationId))
    app.post('/suppliers/:organizationId/facts/check', contract.checkFact, ({ actor, headers, params, body }) =>
      profiles.check(actor, params.organizationId, versionOf(headers), body),
    )
  }
}
