/** The one way to the Meilisearch server: keys of least rights, time-outs, and circuit breakers that keep a slow server from holding anyone up. */
import { createHash } from 'node:crypto'
import { Meilisearch, MeilisearchApiError, MeilisearchRequestError } from 'meilisearch'
import CircuitBreaker from 'opossum'
import { EngineAwayError } from '../ports/match-engine.ts'

export interface MeiliOptions {
  url: string
  /** The server's master key, an admin key, or one with just the rights of {@link RIGHTS}; null where the server asks for none. */
  key: string | null
  /** Begins the name of every index, so that several products or tests may share a server. */
  prefix?: string
  fetch?: typeof fetch
  /** How long an answer to a reader may take, and how long one step of writing. */
  searchMs?: number
  writeMs?: number
}

/** Runs work against the server as it may be reached for one purpose; throws {@link EngineAwayError} where it does not answer. */
export type MeiliDoor = <T>(work: (client: Meilisearch) => Promise<T>) => Promise<T>

export interface MeiliClient {
  prefix: string
  search: MeiliDoor
  write: MeiliDoor
  /** Swaps indexes; the server shows such a task to no key that is bound to some indexes. */
  swap: MeiliDoor
  close(): void
}

export const SEARCH_MS = 1_500
const WRITE_MS = 10_000

/** What each purpose needs and no more; the first two keys reach only our own indexes. */
const RIGHTS = {
  search: ['search', 'documents.get'],
  write: [
    'documents.add',
    'documents.get',
    'documents.delete',
    'indexes.create',
    'indexes.get',
    'indexes.delete',
    'settings.get',
    'settings.update',
    'tasks.get',
  ],
  swap: ['indexes.swap', 'tasks.get'],
} as const
type Purpose = keyof typeof RIGHTS

/** A packed answer comes in small pieces, of which the last waits 40 ms for the network's delayed acknowledgement. */
const UNPACKED = { 'accept-encoding': 'identity' }

/** Opens after this many calls of which half failed; one call is let through after each pause, to see whether the server is back. */
const BREAKER = { timeout: false, volumeThreshold: 3, errorThresholdPercentage: 50, resetTimeout: 1_000, enableSnapshots: false } as const

export function createMeiliClient({ url, key, prefix = 'highroad', ...how }: MeiliOptions): MeiliClient {
  const { fetch: fetchIt = fetch, searchMs = SEARCH_MS, writeMs = WRITE_MS } = how
  const write = guarded(fetchIt, { ms: writeMs, lookMs: Math.min(writeMs, searchMs) })
  const senders = { search: guarded(fetchIt, { ms: searchMs, lookMs: searchMs }), write, swap: write }
  const clientWith = (purpose: Purpose, apiKey: string | null) =>
    new Meilisearch({
      host: url,
      ...(apiKey !== null && { apiKey }),
      requestInit: { headers: UNPACKED },
      httpClient: senders[purpose].send,
    })
  const made: Partial<Record<Purpose, Promise<Meilisearch>>> = {}
  const open = (purpose: Purpose): Promise<Meilisearch> => {
    const given = clientWith(purpose, key)
    const client = key === null ? Promise.resolve(given) : leastKey(given, purpose, prefix, key).then((own) => clientWith(purpose, own))
    made[purpose] = client
    client.catch(() => delete made[purpose])
    return client
  }
  const door =
    (purpose: Purpose): MeiliDoor =>
    async (work) => {
      const client = await unwrapped(() => made[purpose] ?? open(purpose))
      try {
        return await unwrapped(() => work(client))
      } catch (error) {
        if (!isLostKey(error) || client.config.apiKey === key) throw error
        // With the key all else may be gone: the next call makes a new one, and whoever writes begins again with where the server stands.
        delete made[purpose]
        throw new EngineAwayError({ cause: error })
      }
    }
  return {
    prefix,
    search: door('search'),
    write: door('write'),
    swap: door('swap'),
    close() {
      senders.search.close()
      senders.write.close()
    },
  }
}

/** The refusal of an API call, or null: 404 and the like are answers, not faults of the line. */
export function refusalOf(error: unknown): { status: number; code: string } | null {
  return error instanceof MeilisearchApiError ? { status: error.response.status, code: error.cause?.code ?? '' } : null
}

function isLostKey(error: unknown): boolean {
  return refusalOf(error)?.code === 'invalid_api_key'
}

/** A key for one purpose, made once and found again by its own number; whoever may not make keys works with the one given. */
async function leastKey(given: Meilisearch, purpose: Purpose, prefix: string, key: string): Promise<string> {
  const actions = [...RIGHTS[purpose]]
  const uid = numberOf([prefix, purpose, ...actions].join(' '))
  const indexes = [purpose === 'swap' ? '*' : `${prefix}_*`]
  const find = async () => (await given.getKey(uid)).key
  const make = async () => (await given.createKey({ uid, name: `${prefix} ${purpose}`, actions, indexes, expiresAt: null })).key
  try {
    return await unwrapped(find)
  } catch (error) {
    const status = refusalOf(error)?.status
    if (status === 403 || status === 401) return key
    if (status !== 404) throw error
  }
  // Another process may make it at the same moment.
  return unwrapped(make).catch((error: unknown) => (refusalOf(error)?.status === 409 ? unwrapped(find) : Promise.reject(error)))
}

/** A stable UUID (its version and variant set) for a text. */
function numberOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

/** The client wraps what its transport throws; what was thrown is what tells. */
async function unwrapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof MeilisearchRequestError && error.cause ? error.cause : error
  }
}

type Send = (...args: Parameters<typeof fetch>) => Promise<unknown>

/** The call after one that was not answered only looks whether the server is back: it is given up after `lookMs`, so that a return is soon noticed. */
function guarded(fetchIt: typeof fetch, { ms, lookMs }: { ms: number; lookMs: number }): { send: Send; close(): void } {
  let isAway = false
  const once: Send = async (url, init) => {
    try {
      const answer = await sent(fetchIt, isAway ? lookMs : ms, url, init)
      isAway = false
      return readAnswer(answer)
    } catch (error) {
      isAway ||= error instanceof EngineAwayError
      throw error
    }
  }
  const breaker = new CircuitBreaker(once, { ...BREAKER, errorFilter: (error) => !(error instanceof EngineAwayError) })
  return {
    send: (...args) =>
      breaker.fire(...args).catch((error: unknown) => Promise.reject(isOpen(error) ? new EngineAwayError({ cause: error }) : error)),
    close: () => breaker.shutdown(),
  }
}

function isOpen(error: unknown): boolean {
  return error instanceof Error && ['EOPENBREAKER', 'ESHUTDOWN'].includes((error as { code?: string }).code ?? '')
}

async function sent(
  fetchIt: typeof fetch,
  ms: number,
  url: Parameters<typeof fetch>[0],
  init: RequestInit = {},
): Promise<{ response: Response; text: string }> {
  const asked = init.signal ?? null
  const limit = AbortSignal.timeout(ms)
  try {
    const response = await fetchIt(url, { ...init, signal: asked ? AbortSignal.any([asked, limit]) : limit })
    return { response, text: await response.text() }
  } catch (error) {
    // Who no longer wants the answer has not met a fault.
    if (asked?.aborted) throw asked.reason
    throw isFaultOfTheLine(error) ? new EngineAwayError({ cause: error }) : error
  }
}

/** No connection, one that broke off, or a time that ran out. */
function isFaultOfTheLine(error: unknown): boolean {
  return error instanceof TypeError || error instanceof DOMException
}

const AWAY = new Set([408, 429])

function readAnswer({ response, text }: { response: Response; text: string }): unknown {
  if (response.status >= 500 || AWAY.has(response.status)) throw new EngineAwayError({ cause: `${response.status} ${text.slice(0, 200)}` })
  const answer = text === '' ? undefined : (JSON.parse(text) as unknown)
  if (!response.ok) throw new MeilisearchApiError(response, answer as ConstructorParameters<typeof MeilisearchApiError>[1])
  return answer
}
