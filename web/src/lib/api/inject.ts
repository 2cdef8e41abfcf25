/** Hands a page's request to the API inside this process, looking to the API like the visitor it is made for. */
import type { RequestEvent } from '@sveltejs/kit'

interface Injected {
  statusCode: number
  headers: Record<string, string | string[] | number | undefined>
  rawPayload: Uint8Array<ArrayBuffer>
}

type Inject = (asked: {
  method: string
  url: string
  headers: Record<string, string>
  payload?: Uint8Array
  remoteAddress: string
}) => Promise<Injected>

/** Fastify's inject, left here by the server; absent under a bare `vite dev`. */
export function injector(): Inject | undefined {
  return Reflect.get(globalThis, Symbol.for('app.inject')) as Inject | undefined
}

/** Asks the API and keeps the cookies it sets: later requests of the same page send them, and so does the answer. */
export async function ask(inject: Inject, event: RequestEvent, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  // A plain array of bytes would be taken for an object and written as JSON.
  const body = hasBody ? Buffer.from(await request.arrayBuffer()) : undefined
  const answer = await inject({
    method: request.method,
    url: url.pathname + url.search,
    headers: headersFor(event, request),
    remoteAddress: event.getClientAddress(),
    ...(body && body.byteLength > 0 ? { payload: body } : {}),
  })
  const headers = headersOf(answer)
  event.locals.setCookies.push(...headers.getSetCookie())
  const empty = answer.statusCode === 204 || answer.statusCode === 304
  return new Response(empty ? null : answer.rawPayload, { status: answer.statusCode, headers })
}

/** What tells the visitor's own browser from a script: rate limits and the cross-site check need the real ones. */
const FORWARDED = ['origin', 'sec-fetch-site', 'accept-language', 'user-agent', 'host', 'x-forwarded-proto']

function headersFor(event: RequestEvent, request: Request): Record<string, string> {
  const headers = Object.fromEntries(request.headers)
  for (const name of FORWARDED) {
    const value = event.request.headers.get(name)
    if (value === null) delete headers[name]
    else headers[name] = value
  }
  const cookie = cookiesNow(event)
  if (cookie) headers.cookie = cookie
  else delete headers.cookie
  return headers
}

/** The visitor's cookies, overlaid with those the API has set since. */
function cookiesNow(event: RequestEvent): string {
  const sent = (event.request.headers.get('cookie') ?? '').split(';')
  const set = event.locals.setCookies.map((cookie) => cookie.split(';', 1)[0] ?? '')
  const byName = new Map([...sent, ...set].map((pair) => [pair.split('=', 1)[0]?.trim() ?? '', pair.trim()]))
  return [...byName.values()].filter((pair) => pair.includes('=')).join('; ')
}

function headersOf(answer: Injected): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, String(one))
  }
  return headers
}
