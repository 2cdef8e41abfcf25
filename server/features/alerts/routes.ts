/** The part of the API about news, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from './contract.ts'
import type { AlertService } from './service.ts'
import type { MuteService } from './service-mutes.ts'

export function alertRoutes(alerts: AlertService, mutes: MuteService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/alerts', contract.listAlerts, ({ actor, query: { limit, cursor, unread } }) =>
      alerts.list(actor, { unread: unread ?? false, limit: limit ?? 25, cursor }),
    )
    app.get('/alerts/unread', contract.countUnread, ({ actor }) => alerts.unread(actor))
    app.post('/alerts/read', contract.readAlerts, ({ actor, body }) => alerts.read(actor, body.ids ?? null))
    app.get('/alerts/mutes', contract.getMutes, ({ actor }) => alerts.mutes(actor))
    app.put('/alerts/mutes', contract.setMutes, ({ actor, body }) => alerts.setMutes(actor, body.reasons))
    app.get('/match-runs', contract.listMatchRuns, ({ actor, query: { limit, cursor } }) =>
      alerts.runs(actor, { limit: limit ?? 25, cursor }),
    )
    app.get('/mutes/:token', contract.showMute, async ({ actor, params, headers }, reply) => {
      // Somebody who follows the address of List-Unsubscribe in a browser wants a page.
      if (String(headers.accept).includes('text/html')) return reply.redirect(`/mute?token=${params.token}`, 303)
      return mutes.show(actor, params.token)
    })
    // Mail programs post `List-Unsubscribe=One-Click` as a form (RFC 8058); the address says all, the body nothing.
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, _body, done) => done(null, null))
    app.post('/mutes/:token', contract.mute, ({ actor, params }) => mutes.mute(actor, params.token))
  }
}
