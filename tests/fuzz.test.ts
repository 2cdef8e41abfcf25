/** No input makes a fault, every refusal is a problem with a code, and every answer is what the OpenAPI document says. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bring, mapped, smallList } from '../server/features/imports/imports.fixtures.ts'
import { openApiDocument } from '../server/openapi.ts'
import { listedFirm } from './matrix/claims.ts'
import { publishedSmes } from './matrix/matching.ts'
import { ORIGIN } from './support/api.ts'
import { CURRENT, type FuzzRequest, type OperationObject, type Pool, requestTo, type Schema } from './support/arbitraries.ts'
import { attached, linkTo, upload } from './support/documents.ts'
import { draftNeed, openNeed, showInterest } from './support/needs.ts'
import { noticeOf } from './support/notices.ts'
import { type Principal, type Stage, setStage } from './support/principals.ts'
import { probesOf } from './support/probes.ts'
import { feedToken, muteTokenOf, savedSearch } from './support/searches.ts'
import { founder } from './support/world.ts'

interface Document {
  paths: Record<string, Record<string, OperationObject>>
  components: object
}

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 120)
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123)
const FEWEST_RUNS = 20
/** Runs in which everybody asks; who is not let in by then is not asked further. */
const RUNS_OF_ALL = 4
const CALLERS: readonly Principal[] = ['visitor', 'SME admin', 'lead-firm admin', 'agency admin']
/** After these a caller is nobody any more, so another one takes the seat. */
const ENDS_THE_CALLER = ['signOut', 'actFor', 'leaveOrganization']

const openApi = (await openApiDocument()) as Document
const OPERATIONS = Object.entries(openApi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase() as 'GET' | 'POST', operation })),
)
type Operation = (typeof OPERATIONS)[number]

let stage: Stage
const pool: Record<string, string[]> = {
  products: ['p-stamped-brackets'],
  product: ['p-stamped-brackets'],
  concept: ['stamping', 'p-stamped-brackets'],
  processes: ['stamping'],
  process: ['progressive-die-stamping'],
  standard: ['iso-9001', 'iatf-16949'],
  acceptsInstead: ['iso-9001'],
  sector: ['automotive'],
  parameter: ['press-force'],
  code: ['iso-9001'],
  country: ['IN', 'MX'],
  timeZone: ['Asia/Kolkata'],
}

beforeAll(async () => {
  console.log(`fuzz: seed ${SEED}, ${SECONDS} s for ${OPERATIONS.length} operations (FUZZ_SEED, FUZZ_SECONDS)`)
  stage = await setStage()
  await publishedSmes(stage)
  Object.assign(pool, await livingIds(stage))
})
afterAll(() => stage.close())

/** Ids that exist, so that requests get past the first check. */
async function livingIds(stage: Stage): Promise<Pool> {
  const { own, other, people } = stage
  const open = await openNeed(own['lead-firm'])
  const draft = await draftNeed(own['lead-firm'])
  const foreign = await openNeed(other['lead-firm'], { alias: true })
  const linkage = await showInterest(own.sme, open)
  const message = await own.sme.send<{ id: string }>('POST', `/linkages/${linkage.id}/messages`, { text: 'Good day.' })
  const listed = await listedFirm(stage, own.agency)
  const standard = await own['lead-firm'].send<{ code: string }>('POST', '/standards', { name: 'Line walk' })
  await people.visitor.send('POST', `/unclaimed-firms/${listed}/removals`, { contact: 'somebody@example.org', message: 'Please.' })
  const claims = await own.agency.get<{ items: { id: string }[] }>('/claims')
  const lists = [
    '/standards',
    '/open-needs',
    '/organization/audit',
    '/suppliers',
    '/classifications/cpv',
    '/imports',
    '/claims',
    '/linkages',
    '/alerts',
    '/notices',
    '/match-runs',
  ]
  const pages = lists.flatMap((list) =>
    [people['lead-firm admin'], own.agency, own.sme].map((who) => who.get<{ next?: string }>(`${list}?limit=1`)),
  )
  const search = await savedSearch(own.sme, 'open-needs')
  const notices = [await noticeOf(stage.api, own.sme), await noticeOf(stage.api, own.agency)]
  const cost = { kind: 'standard', code: 'iso-9001', minor: 1, currency: 'INR', source: 'A survey', statedOn: '2026-10-01' }
  const entered = await own.agency.send<{ id: string }>('POST', '/usual-costs', cost)
  const asked = await own['lead-firm'].get<{ criteria: { id: string }[] }>(`/sourcing-needs/${open.id}`)
  const shown = await attached(own['lead-firm'], `sourcing-needs/${open.id}`, { tier: 'public-teaser' })
  const waiting = await upload(own.sme, 'plan.txt', Buffer.from('A plan.'))
  const uploaded = await bring(own.agency, smallList(['Sahyadri Castings', 'Deccan Forge']))
  const ready = await mapped(own.agency, smallList(['Mula Pressings', 'Mutha Plating']))
  return {
    cursor: (await Promise.all(pages)).flatMap(({ body }) => body.next ?? []),
    importId: [uploaded.body.id, ready.id],
    needId: [open.id, draft.id, foreign.id],
    criterionId: asked.body.criteria.map((one) => one.id),
    costId: [entered.body.id],
    sme: [own.sme.organizationId, own.agency.organizationId],
    linkageId: [linkage.id],
    messageId: [message.body.id],
    documentId: [shown.id, (await attached(own.sme, `linkages/${linkage.id}`)).id],
    uploadId: [waiting.body.id],
    link: [(await linkTo(own.sme, shown)).split('/').at(-1) ?? ''],
    searchId: [search.id],
    noticeId: notices,
    phone: ['+919812345678', '+12025550123'],
    zone: ['Asia/Kolkata', 'Europe/Berlin'],
    token: [await feedToken(own.sme, search), muteTokenOf(own.sme)],
    organizationId: [own.sme.organizationId, own['lead-firm'].organizationId, listed],
    // Members that may be removed or changed without harm to those who ask.
    userId: [people['SME member'].userId, people['lead-firm buyer'].userId, people['agency member'].userId],
    claimId: claims.body.items.map((one) => one.id),
    code: ['iso-9001', standard.body.code],
  }
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv as never, ['uuid', 'date-time'])
for (const format of ['day', 'email-strict']) ajv.addFormat(format, true)

/** What the document says of an answer with this status: a check of its body, or null where it has none. */
function documented({ operation }: Operation, status: number): ((body: unknown) => string | null) | null {
  const response = operation.responses[status] ?? operation.responses[`${String(status)[0]}XX`]
  if (!response) return () => `status ${status} is not in the document`
  const schema = Object.values(response.content ?? {})[0]?.schema
  return schema && schema.type !== 'null' ? (body) => mismatch(schema, body) : null
}

const compiled = new WeakMap<Schema, (body: unknown) => string | null>()
function mismatch(schema: Schema, body: unknown): string | null {
  const known = compiled.get(schema)
  if (known) return known(body)
  const validate = ajv.compile({ ...schema, components: openApi.components })
  const check = (one: unknown) => (validate(one) ? null : ajv.errorsText(validate.errors))
  compiled.set(schema, check)
  return check(body)
}

/** What is wrong with an answer, or null. */
function faultOf(operation: Operation, answer: LightMyRequestResponse): string | null {
  const { statusCode, body } = answer
  if (statusCode >= 500) return `a fault: ${statusCode} ${body.slice(0, 500)}`
  const type = String(answer.headers['content-type'] ?? '')
  if (statusCode >= 400) return problemFault(type, body)
  return answerFault(operation, { status: statusCode, type, body })
}

function answerFault(operation: Operation, { status, type, body }: { status: number; type: string; body: string }): string | null {
  const check = documented(operation, status)
  if (!check || status === 304) return body === '' || body === 'null' ? null : `a body where none is documented: ${body.slice(0, 200)}`
  if (!type.includes('json')) return isDocumentedType(operation, status, type) ? null : `of the type ${type}`
  const wrong = check(JSON.parse(body))
  return wrong && `not as documented: ${wrong}`
}

function isDocumentedType({ operation }: Operation, status: number, type: string): boolean {
  return Object.keys(operation.responses[status]?.content ?? {}).some((one) => type.startsWith(one))
}

function problemFault(type: string, body: string): string | null {
  if (!type.startsWith('application/problem+json')) return `a refusal of the type ${type}: ${body.slice(0, 200)}`
  const problem = JSON.parse(body) as { code?: unknown }
  if (typeof problem.code !== 'string' || !/^[a-z][a-z-]+$/.test(problem.code)) return `a refusal without a code: ${body.slice(0, 200)}`
  if (/node_modules|\bat \S+ \(|select .* from|insert into/i.test(body)) return `a refusal that tells of our insides: ${body.slice(0, 500)}`
  return mismatch({ $ref: '#/components/schemas/Problem' } as Schema, problem)
}

async function send({ path, method }: Operation, request: FuzzRequest, cookie: string): Promise<LightMyRequestResponse> {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => request.params[name] ?? '')
  const headers: Record<string, string> = { origin: ORIGIN, ...request.headers, ...(cookie && { cookie }) }
  if (headers['if-match'] === CURRENT) headers['if-match'] = await markOf(address, cookie)
  const url = request.query ? `${address}?${request.query}` : address
  return stage.api.app.inject({ method, url, headers, ...(request.payload !== undefined && { payload: request.payload }) })
}

/** Where the version of an address's subject is read. */
const SUBJECTS: readonly [RegExp, string][] = [
  [/^\/api\/v1\/profile\//, '/api/v1/profile'],
  [/^(\/api\/v1\/(?:sourcing-needs|linkages|documents|imports|standards|suppliers)\/[^/]+)/, '$1'],
  [/^(\/api\/v1\/organization)$/, '$1'],
]

async function markOf(address: string, cookie: string): Promise<string> {
  const [pattern, replacement] = SUBJECTS.find(([one]) => one.test(address)) ?? [/^.*$/, '/api/v1/account']
  const url = pattern.exec(address)?.[0].replace(pattern, replacement) ?? '/api/v1/account'
  const answer = await stage.api.app.inject({ url, headers: { cookie } })
  const body = answer.statusCode === 200 ? answer.json<{ version?: number; ownPart?: { version: number } }>() : {}
  return `"${body.ownPart?.version ?? body.version ?? 1}"`
}

/** Those who get past the door of an operation; the others are asked a few times only. */
const letIn = new Map<string, Set<Principal>>()

function callersOf({ operation: { operationId } }: Operation, all: boolean): readonly Principal[] {
  const known = letIn.get(operationId)
  return all || !known || known.size === 0 ? CALLERS : [...known]
}

async function ask(operation: Operation, request: FuzzRequest, all: boolean): Promise<void> {
  const id = operation.operation.operationId
  // Else every sign-in would soon end at the throttle.
  if (id === 'signIn') await stage.owner.query('delete from sign_in_failures')
  for (const caller of callersOf(operation, all)) {
    const answer = await send(operation, request, stage.people[caller].cookie())
    const fault = faultOf(operation, answer)
    if (fault) throw new Error(`${caller}: ${fault}`)
    if (answer.statusCode < 300 || [409, 412, 422, 428].includes(answer.statusCode)) letIn.set(id, (letIn.get(id) ?? new Set()).add(caller))
    if (answer.statusCode < 300 && ENDS_THE_CALLER.includes(id)) stage.people[caller] = await stage.fresh(caller)
  }
}

const started = performance.now()

/** Until when this operation may be asked: what is left of the time is shared by those still to come. */
function shareEnd(at: number): number {
  const left = SECONDS * 1_000 - (performance.now() - started)
  return performance.now() + Math.max(0, left / (OPERATIONS.length - at))
}

describe('fuzzing', () => {
  const each = OPERATIONS.map((operation, at) => [operation.operation.operationId, operation, at] as const)
  it.each(each)('%s', { timeout: 120_000 }, async (_id, operation, at) => {
    const end = shareEnd(at)
    const property = (all: boolean) => fc.asyncProperty(requestTo(operation.operation, pool), (request) => ask(operation, request, all))
    await fc.assert(property(true), { seed: SEED, numRuns: RUNS_OF_ALL })
    await fc.assert(property(false), { seed: SEED, numRuns: FEWEST_RUNS })
    for (const [n, request] of probesOf(operation.operation, pool, SEED).entries()) {
      if (n >= FEWEST_RUNS && performance.now() > end) break
      await ask(operation, request, false).catch((error: unknown) => {
        throw new Error(`${JSON.stringify(request).slice(0, 1_000)}`, { cause: error })
      })
    }
    for (let seed = SEED + 1; performance.now() < end; seed++) await fc.assert(property(false), { seed, numRuns: 10 })
  })

  it('leaves the product usable', async () => {
    const leadFirm = await founder(stage.api, 'lead-firm')
    const need = await openNeed(leadFirm)
    const seen = await stage.api.visitor().get(`/open-needs/${need.id}`)
    expect(seen.status).toBe(200)
    expect((await stage.api.visitor().get('/suppliers')).status).toBeLessThan(500)
  })

  it.each(['/api/v1/nothing', '/api/v1/..%2f..%2fetc', '/api/v1/%', '/api/%00', '/api/v1/account/x', '/api'])(
    '%s is a problem too',
    async (url) => {
      const answer = await stage.api.app.inject({ url })
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      expect(answer.statusCode).toBeLessThan(500)
      expect(answer.headers['content-type']).toContain('application/problem+json')
    },
  )
})
