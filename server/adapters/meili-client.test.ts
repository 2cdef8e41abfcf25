/** How long a search server that never answers holds anybody up. */
import { expect, test } from 'vitest'
import { EngineAwayError } from '../ports/match-engine.ts'
import { createMeiliClient, type MeiliClient } from './meili-client.ts'

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
