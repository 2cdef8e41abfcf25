/** A caller that speaks HTTP to a running site, as the test application's callers speak to the application. */
import type { BrowserContext } from 'playwright-core'
import type { Answer, Caller } from './api.ts'
import type { Visited } from './world.ts'

export function visitorsOf(origin: string): Visited {
  return { visitor: () => callerAt(origin) }
}

function callerAt(origin: string): Caller {
  let cookie = ''
  const call = async <T>(method: string, path: string, body?: unknown, extra: Record<string, string> = {}): Promise<Answer<T>> => {
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    const init = { method, headers: { origin, cookie, ...type, ...extra }, redirect: 'manual' as const }
    const answer = await fetch(`${origin}/api/v1${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) })
    const [set] = answer.headers.getSetCookie()
    if (set) cookie = set.split(';')[0] ?? ''
    const text = await answer.text()
    return { status: answer.status, body: (text ? JSON.parse(text) : null) as T, headers: Object.fromEntries(answer.headers) }
  }
  return { get: (path) => call('GET', path), send: (method, path, body, extra) => call(method, path, body, extra), cookie: () => cookie }
}

/** Signs a browser in as somebody who was made through the API. */
export async function signedInAs(context: BrowserContext, caller: Caller, origin: string): Promise<void> {
  const [name = '', value = ''] = caller.cookie().split('=')
  await context.addCookies([{ name, value, url: origin }])
}

/** A day so many days from now, as ISO text: browser tests live by the machine's clock. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
