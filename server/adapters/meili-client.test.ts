/** How long a search server that never answers holds anybody up. */
import { expect, test } from 'vitest'
import { EngineAwayError } from '../ports/match-engine.ts'
import { createMeiliClient, type MeiliClient, refusalOf } from './meili-client.ts'

const SEARCH_MS = 40
const WRITE_MS = 400

/** Answers as told, or never. */
function server() {
  const now = { answers: true, asked: 0 }
  const fetchIt: typeof fetch = async (_url, init) => {
    now.asked++
    if (now.answers) return new Response(JSON.stringify({ uid: 'x' }), { status: 200 })
    const { promise, reject } = Promise.withResolvers<Response>()
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
    return promise
  }
  const client = createMeiliClient({ url: 'http://meilisearch.invalid', key: null, fetch: fetchIt, searchMs: SEARCH_MS, writeMs: WRITE_MS })
  return { now, client }
}

/** Milliseconds until the call was given up. */
async function givenUpAfter({ write }: MeiliClient): Promise<number> {
  const begin = performance.now()
  await expect(write((client) => client.getRawIndex('x'))).rejects.toThrow(EngineAwayError)
  return performance.now() - begin
}

test('a step of writing has its time; the next one to a server that did not answer is only a look whether it is back', async () => {
  const { now, client } = server()
  now.answers = false
  expect(await givenUpAfter(client)).toBeGreaterThanOrEqual(WRITE_MS - 5)
  // A server that returns would else be noticed only when the call before its return is given up.
  expect(await givenUpAfter(client)).toBeLessThan(WRITE_MS / 2)
  now.answers = true
  await client.write((write) => write.getRawIndex('x'))
  now.answers = false
  expect(await givenUpAfter(client)).toBeGreaterThanOrEqual(WRITE_MS - 5)
  client.close()
})

test('after three calls without an answer nobody is sent there for a second, and then one', async () => {
  const { now, client } = server()
  now.answers = false
  for (let call = 0; call < 3; call++) await givenUpAfter(client)
  const { asked } = now
  expect(await givenUpAfter(client)).toBeLessThan(SEARCH_MS)
  expect(now.asked).toBe(asked)
  now.answers = true
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  await client.write((write) => write.getRawIndex('x'))
  expect(now.asked).toBe(asked + 1)
  client.close()
})

/** A server with keys: ours is made from the one given, and lost with all the rest. */
function serverWithKeys() {
  const keys = new Set<string>()
  const asked: string[] = []
  const answer = (status: number, body: object) => new Response(JSON.stringify(body), { status })
  const fetchIt: typeof fetch = async (url, init) => {
    const { pathname } = new URL(String(url))
    const given = String(new Headers(init?.headers).get('authorization')).replace('Bearer ', '')
    asked.push(`${init?.method ?? 'GET'} ${pathname.replace(/[0-9a-f-]{36}/, 'uid')} ${given}`)
    if (given !== 'given' && !keys.has(given)) return answer(403, { code: 'invalid_api_key', message: '', type: 'auth', link: '' })
    if (!pathname.startsWith('/keys')) return answer(200, { uid: 'x' })
    if (init?.method !== 'POST' && keys.size === 0) return answer(404, { code: 'api_key_not_found', message: '', type: 'x', link: '' })
    keys.add('made')
    return answer(200, { key: 'made' })
  }
  const client = createMeiliClient({ url: 'http://meilisearch.invalid', key: 'given', fetch: fetchIt })
  return { keys, asked, client }
}

test('a server that has lost our key is away until the next call, which makes the key anew', async () => {
  const { keys, asked, client } = serverWithKeys()
  const ask = () => client.write((write) => write.getRawIndex('x'))
  await ask()
  keys.clear()
  // What stood at the server may be gone with the key: whoever writes begins again with where the server stands.
  await expect(ask()).rejects.toThrow(EngineAwayError)
  asked.length = 0
  await ask()
  expect(asked).toEqual(['GET /keys/uid given', 'POST /keys given', 'GET /indexes/x made'])
  client.close()
})

test('a key that was given and is refused is a fault, not a server that is away', async () => {
  const fetchIt: typeof fetch = async () =>
    new Response(JSON.stringify({ code: 'invalid_api_key', message: 'no', type: 'auth', link: '' }), { status: 403 })
  const client = createMeiliClient({ url: 'http://meilisearch.invalid', key: 'wrong', fetch: fetchIt })
  const refused = await client.write((write) => write.getRawIndex('x')).catch((error: unknown) => error)
  expect(refusalOf(refused)).toEqual({ status: 403, code: 'invalid_api_key' })
  client.close()
})
