/** The Fastify application: limits, closed schemas, headers, the actor of each request, and the rule that no route lacks a permission. */
import { createHash } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyInstance, type FastifyRequest, type preHandlerAsyncHookHandler } from 'fastify'
import { type Actor, may, type Permission, VISITOR } from '../../domain/actor.ts'
import { DeniedError } from '../errors.ts'
import { Problem } from '../shapes.ts'
import { answerProblems, sendProblem } from './problems.ts'
import type { Sessions, SignedIn } from './session.ts'
import { validatorOf } from './validation.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
    signedIn: SignedIn
  }
  interface FastifyContextConfig {
    permission?: Permission
    /** Routes that are not part of the API: pages and health. */
    open?: true
    /** Rationed by the hour: see costlyPerHour. */
    costly?: true
  }
}

export interface AppOptions {
  sessions: Sessions
  publicOrigin: string
  logLevel: string
  /** Requests per minute and address; pages and API count alike. */
  requestsPerMinute: number
  /** Sign-ups and password mails per hour and address; unlimited when absent. */
  costlyPerHour?: number
}

export const BODY_LIMIT = 1024 * 1024

export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger:
      options.logLevel === 'silent' ? false : { level: options.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    disableRequestLogging: true,
    bodyLimit: BODY_LIMIT,
    connectionTimeout: 60_000,
    requestTimeout: 60_000,
    maxRequestsPerSocket: 1_000,
    trustProxy: false,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => crypto.randomUUID().slice(0, 13),
    // An address that cannot be decoded never reaches a route nor the error handler.
    frameworkErrors: (_error, request, reply) =>
      sendProblem(request, reply, { status: 400, code: 'bad-request', detail: 'The address cannot be read.' }),
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.decorateRequest('actor', null as unknown as Actor)
  app.decorateRequest('signedIn', null as unknown as SignedIn)
  app.setValidatorCompiler(validatorOf)
  answerProblems(app)
  onlyWithPermission(app)
  fewOfTheCostly(app, options.costlyPerHour)
  onlyKnownBodies(app)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    hsts: options.publicOrigin.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  })
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: 60_000,
    // Files of the pages are cached for good; a page brings dozens at its first visit.
    allowList: (request) => request.url.startsWith('/_app/'),
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Highroad', version: '1', description: 'Lead firms, suppliers and the agencies that link them.' },
      servers: [{ url: '/' }],
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `schema-${index}`) },
  })
  app.addSchema(Problem)
  app.addHook('onRequest', knowTheActor(options))
  app.addHook('preHandler', rememberOnce)
  app.addHook('onSend', async (request, reply) => {
    if (!reply.hasHeader('cache-control') && request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  return app as unknown as FastifyInstance
}

/** A route that declares no permission does not exist: registering it throws at start. */
function onlyWithPermission(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const config = route.config as { permission?: Permission; open?: true } | undefined
    if (!config?.permission && !config?.open) throw new Error(`${String(route.method)} ${route.url} declares no permission.`)
  })
}

/** What makes accounts or sends mail to strangers is rationed by network address. */
function fewOfTheCostly(app: FastifyInstance, perHour: number | undefined): void {
  app.addHook('onRoute', (route) => {
    const config = route.config as { costly?: true } | undefined
    if (config?.costly && perHour) Object.assign(route, { config: { ...config, rateLimit: { max: perHour, timeWindow: 3_600_000 } } })
  })
}

/** Content types must match exactly: near misses have bypassed validation in Fastify before. */
function onlyKnownBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

function knowTheActor({ sessions, publicOrigin }: AppOptions) {
  return async (request: FastifyRequest) => {
    request.actor = VISITOR
    request.signedIn = { actor: VISITOR, user: null, sessionId: null }
    const { permission } = request.routeOptions.config as { permission?: Permission }
    if (!permission) return
    refuseCrossSite(request, publicOrigin)
    request.signedIn = await sessions.read(request.cookies[cookieName(publicOrigin)])
    // A copy: the idempotency key of one request must not leak into another.
    request.actor = { ...request.signedIn.actor }
    const denial = may(request.actor, permission)
    if (denial) throw new DeniedError(denial)
  }
}

/** Unsafe methods come from our own pages: told by Sec-Fetch-Site, else by Origin. */
function refuseCrossSite(request: FastifyRequest, publicOrigin: string): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const foreign = site !== undefined ? site !== 'same-origin' && site !== 'none' : origin !== undefined && origin !== publicOrigin
  if (foreign) throw new DeniedError('forbidden')
}

const rememberOnce: preHandlerAsyncHookHandler = async (request) => {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\w-]{8,100}$/.test(key) || !request.actor.userId || request.method === 'GET') return
  const body = Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null)
  const fingerprint = createHash('sha256').update(`${request.method} ${request.url} `).update(body).digest('hex')
  request.actor.once = { key, fingerprint }
}

export function cookieName(publicOrigin: string): string {
  return publicOrigin.startsWith('https:') ? '__Host-sid' : 'sid-dev'
}
