/** Every failure becomes application/problem+json with a stable code; what nobody expected becomes a 500 without text. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RepeatedRequest } from '../../db/once.ts'
import { DeniedError, type FieldError, InvalidError, NotFoundError, RefusedError, TooManyError, VersionError } from '../errors.ts'
import { EngineAwayError } from '../ports/match-engine.ts'

interface ProblemParts {
  status: number
  code: string
  detail: string
  params?: Record<string, string | number>
  errors?: FieldError[]
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, parts: ProblemParts): FastifyReply {
  const { status, code, detail, params, errors } = parts
  const body = {
    type: `/problems/${code}`,
    title: code,
    status,
    code,
    detail,
    traceId: request.id,
    ...(params && { params }),
    ...(errors && { errors }),
  }
  return reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(body)
}

/** The one error handler. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof RepeatedRequest) return replay(error, request, reply)
    const parts = problemOf(error)
    if (parts.status >= 500) request.log.error({ err: error }, 'fault')
    if (error instanceof TooManyError) reply.header('retry-after', String(error.retryAfter))
    if (parts.status === 503) reply.header('retry-after', '5')
    return sendProblem(request, reply, parts)
  })
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, NOT_FOUND))
}

const FAULT: ProblemParts = { status: 500, code: 'internal', detail: 'Something broke on our side.' }
const NOT_FOUND: ProblemParts = { status: 404, code: 'not-found', detail: 'There is nothing here.' }

function replay(error: RepeatedRequest, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!error.sameRequest) {
    return sendProblem(request, reply, {
      status: 422,
      code: 'key-used-otherwise',
      detail: 'This Idempotency-Key was used with another request.',
    })
  }
  const created = Object.keys((request.routeOptions.schema?.response as object | undefined) ?? {}).find((status) => /^2\d\d$/.test(status))
  reply.header('idempotency-replayed', 'true').code(Number(created ?? 200))
  if (error.result === null || error.result === undefined) return reply.send()
  // Within the error handler a fault of the serializer would bypass it, so it is met here.
  try {
    return reply.type('application/json; charset=utf-8').send(reply.serialize(error.result as Record<string, unknown>))
  } catch (fault) {
    request.log.error({ err: fault }, 'a stored result is not an answer of this operation')
    return sendProblem(request, reply.removeHeader('idempotency-replayed'), FAULT)
  }
}

function problemOf(error: FastifyError): ProblemParts {
  return knownProblem(error) ?? databaseProblem(error) ?? inputProblem(error) ?? FAULT
}

function knownProblem(error: unknown): ProblemParts | null {
  if (error instanceof NotFoundError) return NOT_FOUND
  if (error instanceof RefusedError) return refusalProblem(error)
  if (error instanceof DeniedError)
    return { status: error.denial === 'not-signed-in' ? 401 : 403, code: error.denial, detail: error.message }
  if (error instanceof InvalidError) return { status: 422, code: 'invalid', detail: error.message, errors: error.errors }
  if (error instanceof VersionError) return versionProblem(error)
  if (error instanceof EngineAwayError)
    return { status: 503, code: 'search-waiting', detail: 'The search does not answer; matching waits for it. Everything else works.' }
  if (error instanceof TooManyError) {
    return { status: 429, code: 'too-many-requests', detail: error.message, params: { seconds: error.retryAfter } }
  }
  return null
}

function refusalProblem({ refusal, status }: RefusedError): ProblemParts {
  const { code, message, params } = refusal
  return { status, code, detail: message, ...(params && { params }) }
}

function versionProblem({ missing, message }: VersionError): ProblemParts {
  return missing ? { status: 428, code: 'version-missing', detail: message } : { status: 412, code: 'stale-version', detail: message }
}

/** PostgreSQL's own refusals that a person can meet: a lock held too long, a statement too slow, a server gone. */
function databaseProblem(error: unknown): ProblemParts | null {
  const code = sqlState(error)
  if (!code) return null
  if (UNREADABLE.has(code)) return { status: 400, code: 'bad-request', detail: 'The request cannot be read.' }
  if (code === '23505') return { status: 409, code: 'already-there', detail: 'This exists already.' }
  if (BUSY.has(code)) return { status: 503, code: 'busy', detail: 'Others are writing here; try again.' }
  return AWAY.test(code) ? { status: 503, code: 'database-away', detail: 'The database does not answer; try again.' } : null
}

/** Lock not to be had, statement or transaction cancelled, deadlock, serialization. */
const BUSY = new Set(['55P03', '57014', '40P01', '40001'])
const AWAY = /^(08|57P|53|ECONNREFUSED|ECONNRESET)/

/** Texts that no column can hold or read: NUL bytes, and dates, numbers or ids out of their range. */
const UNREADABLE = new Set(['22021', '22P05', '22P02', '22003', '22007', '22008'])

function sqlState(error: unknown): string | undefined {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    const code = (one as { code?: unknown }).code
    if (typeof code === 'string' && /^([0-9A-Z]{5}|ECONN\w+)$/.test(code)) return code
  }
  return undefined
}

function inputProblem(error: FastifyError): ProblemParts | null {
  if (error.validation) {
    if (error.validationContext === 'params') return NOT_FOUND
    return { status: 400, code: 'invalid', detail: 'Some answers need a look.', errors: error.validation.slice(0, 50).map(fieldError) }
  }
  const status = error.statusCode ?? 500
  if (status === 413) return { status, code: 'too-large-body', detail: 'This is larger than what we take.' }
  if (status === 415) return { status, code: 'wrong-content-type', detail: 'Send application/json.' }
  if (status === 429) return { status, code: 'too-many-requests', detail: 'Too many requests; wait a little.' }
  if (status >= 400 && status < 500) return { status, code: 'bad-request', detail: 'The request cannot be read.' }
  return null
}

type Validation = NonNullable<FastifyError['validation']>[number]

/** ajv's keyword becomes the code of a sentence that says what to write. */
function fieldError(one: Validation): FieldError {
  const params = one.params as Record<string, unknown>
  const named = params.missingProperty ?? params.additionalProperty
  const field = named === undefined ? one.instancePath : `${one.instancePath}/${String(named)}`
  const limit = typeof params.limit === 'number' ? { params: { limit: params.limit } } : {}
  return { field, code: CODES[one.keyword] ?? typeCode(one.keyword, params), ...limit }
}

function typeCode(keyword: string, params: Record<string, unknown>): string {
  if (keyword === 'type') return params.type === 'number' || params.type === 'integer' ? 'not-a-number' : 'bad-format'
  if (keyword === 'format')
    return params.format === 'email-strict'
      ? 'bad-email'
      : params.format === 'day' || params.format === 'date-time'
        ? 'bad-date'
        : 'bad-format'
  return 'bad-format'
}

const CODES: Record<string, string> = {
  required: 'required',
  additionalProperties: 'unknown-field',
  minLength: 'too-short',
  maxLength: 'too-long',
  minItems: 'too-few',
  maxItems: 'too-many',
  minimum: 'too-small',
  maximum: 'too-large',
  exclusiveMinimum: 'too-small',
  enum: 'not-allowed-value',
  const: 'not-allowed-value',
}
