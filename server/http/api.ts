/** The API under /api/v1: one line per feature, its OpenAPI document, health, and a readable reference. */
import type { FastifyInstance } from 'fastify'
import type { Services } from '../compose.ts'
import { NotFoundError } from '../errors.ts'
import { accountRoutes, type SessionCookie } from '../features/accounts/routes.ts'
import { alertRoutes } from '../features/alerts/routes.ts'
import { searchRoutes } from '../features/alerts/routes-searches.ts'
import { claimRoutes } from '../features/claims/routes.ts'
import { contractRoutes } from '../features/contracts/routes.ts'
import { conversationRoutes } from '../features/conversations/routes.ts'
import { deskRoutes } from '../features/desk/routes.ts'
import { directoryRoutes } from '../features/directory/routes.ts'
import { documentRoutes } from '../features/documents/routes.ts'
import { ndaRoutes } from '../features/documents/routes-ndas.ts'
import { eventRoutes } from '../features/events/routes.ts'
import { importRoutes } from '../features/imports/routes.ts'
import { invitationRoutes } from '../features/invitations/routes.ts'
import { learningRoutes } from '../features/learning/routes.ts'
import { linkageRoutes } from '../features/linkages/routes.ts'
import { mandateRoutes } from '../features/mandates/routes.ts'
import { matchingRoutes } from '../features/matching/routes.ts'
import { meetingRoutes } from '../features/meetings/routes.ts'
import { noticeRoutes } from '../features/notices/routes.ts'
import { interestRoutes } from '../features/offers/routes.ts'
import { offerRoutes } from '../features/offers/routes-offers.ts'
import { organizationRoutes } from '../features/organizations/routes.ts'
import { profileRoutes } from '../features/profiles/routes.ts'
import { sourcingRoutes } from '../features/sourcing/routes.ts'
import { standardRoutes } from '../features/standards/routes.ts'
import { supplierListRoutes } from '../features/supplier-lists/routes.ts'
import { taxonomyRoutes } from '../features/taxonomy/routes.ts'
import { referencePage } from './reference.ts'

export async function mountApi(app: FastifyInstance, services: Services, cookie: SessionCookie): Promise<void> {
  await app.register(
    async (api) => {
      await api.register(accountRoutes(services.accounts, cookie))
      await api.register(standardRoutes(services.standards))
      await api.register(taxonomyRoutes(services.taxonomy))
      await api.register(organizationRoutes(services.organizations))
      await api.register(profileRoutes(services.profiles))
      await api.register(invitationRoutes(services.invitations))
      await api.register(mandateRoutes(services.mandates))
      await api.register(sourcingRoutes(services.sourcing))
      await api.register(importRoutes(services.imports))
      await api.register(matchingRoutes(services.matching))
      await api.register(linkageRoutes(services.linkages, services.linkageTerms))
      await api.register(interestRoutes(services.offering))
      await api.register(offerRoutes(services.offering.offers, services.offering.comparison))
      await api.register(conversationRoutes(services.conversations.threads, services.conversations.inbound))
      await api.register(documentRoutes(services.documents.service, services.documents.links, services.documents.upload))
      await api.register(ndaRoutes(services.documents.ndas))
      await api.register(contractRoutes(services.contracts))
      await api.register(supplierListRoutes(services.supplierLists))
      await api.register(noticeRoutes(services.notices))
      const { meetings } = services
      await api.register(meetingRoutes(meetings.service, meetings.visits, meetings.calendars))
      await api.register(eventRoutes(meetings.events, meetings.eventMeetings, meetings.schedules))
      await api.register(deskRoutes(services.desk))
      await api.register(alertRoutes(services.news.alerts, services.news.mutes))
      await api.register(searchRoutes(services.news.searches, services.news.feeds))
      await api.register(learningRoutes(services.learning.service, services.learning.exposure))
      await api.register(directoryRoutes(services.directory))
      await api.register(claimRoutes(services.claims))
      api.get('/openapi.json', OPEN, async () => app.swagger())
    },
    { prefix: '/api/v1' },
  )
  app.get('/api/docs', OPEN, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'")
      .send(referencePage(app.swagger() as Parameters<typeof referencePage>[0])),
  )
  app.get('/livez', OPEN, async () => ({ ok: true }))
  app.get('/readyz', OPEN, async (_request, reply) => {
    const state = await services.readiness()
    return reply.code(Object.values(state).includes('away') ? 503 : 200).send(state)
  })
  app.all('/api/*', OPEN, async () => {
    throw new NotFoundError()
  })
}

const OPEN = { config: { open: true }, schema: { hide: true } } as const
