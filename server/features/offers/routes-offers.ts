/** The part of the API about offers, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { versionOf } from '../../versions.ts'
import * as compare from './contract-compare.ts'
import * as contract from './contract-offers.ts'
import type { OfferService } from './service.ts'
import type { OfferCompareService } from './service-compare.ts'

export function offerRoutes(offers: OfferService, comparison: OfferCompareService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/linkages/:linkageId/offer', contract.getOffer, ({ actor, params }) => offers.get(actor, params.linkageId))
    app.post('/linkages/:linkageId/offer', contract.beginOffer, async ({ actor, params }, reply) =>
      reply.code(201).send(await offers.begin(actor, params.linkageId)),
    )
    app.patch('/linkages/:linkageId/offer', contract.saveOffer, ({ actor, params, headers, body }) =>
      offers.save(actor, params.linkageId, versionOf(headers), body),
    )
    app.get('/linkages/:linkageId/offer/versions/:number', contract.getOfferVersion, ({ actor, params }) =>
      offers.getVersion(actor, params.linkageId, params.number),
    )
    app.post('/linkages/:linkageId/offer/submit', contract.submitOffer, ({ actor, params, headers }) =>
      offers.step(actor, params.linkageId, versionOf(headers), 'submit'),
    )
    app.post('/linkages/:linkageId/offer/confirm', contract.confirmOffer, ({ actor, params, headers }) =>
      offers.step(actor, params.linkageId, versionOf(headers), 'confirm'),
    )
    app.post('/linkages/:linkageId/offer/discard', contract.discardOfferChanges, ({ actor, params, headers }) =>
      offers.step(actor, params.linkageId, versionOf(headers), 'discard'),
    )
    app.post('/linkages/:linkageId/offer/withdraw', contract.withdrawOffer, ({ actor, params, headers }) =>
      offers.step(actor, params.linkageId, versionOf(headers), 'withdraw'),
    )
    app.get('/sourcing-needs/:needId/offers', compare.listOffers, ({ actor, params, query: { limit, cursor } }) =>
      comparison.list(actor, params.needId, { limit: limit ?? 25, cursor }),
    )
    app.get('/sourcing-needs/:needId/offers/comparison', compare.compareOffers, ({ actor, params, query }) =>
      comparison.compare(actor, params.needId, { linkageIds: query.linkage, quantity: query.quantity, currency: query.currency }),
    )
    app.get('/sourcing-needs/:needId/offers/export', compare.exportOffers, async ({ actor, params, query }, reply) => {
      const { linkage: linkageIds, quantity, currency, format, lang = 'en' } = query
      const { name, bytes } = await comparison.export(actor, params.needId, { linkageIds, quantity, currency, format, locale: lang })
      return reply
        .type(compare.MEDIA_TYPES[format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(Buffer.from(bytes))
    })
  }
}
