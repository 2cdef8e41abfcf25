/** The gateway of texts over real HTTP: what it is sent, and what becomes of one that answers late, elsewhere or not at all. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpTexts } from './http-texts.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Got = { method: string | undefined; headers: IncomingMessage['headers']; body: unknown }

async function gateway(answer: (response: ServerResponse, nth: number) => void): Promise<{ url: string; got: Got[] }> {
  const got: Got[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    got.push({ method: request.method, headers: request.headers, body: JSON.parse(body || 'null') })
    answer(response, got.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, got }
}

const MESSAGE = { id: '0f2c', to: '+919812345678', text: 'Highroad: You have a new message.' }
const texts = (url: string, timeout?: number) => createHttpTexts({ url, token: 'the token of the gateway' }, timeout)

describe('the gateway of texts', () => {
  it('gets number, words and a stable id as JSON, with the token', async () => {
    const { url, got } = await gateway((response) => response.writeHead(202).end('{}'))
    await texts(url).send(MESSAGE)
    await texts(url).send(MESSAGE)
    expect(got.map((one) => one.body)).toEqual([MESSAGE, MESSAGE])
    expect(got[0]).toMatchObject({
      method: 'POST',
      headers: { authorization: 'Bearer the token of the gateway', 'content-type': 'application/json', 'idempotency-key': '0f2c' },
    })
  })

  it.each([400, 401, 429, 500, 503])('that answers %i is told of, without what it says', async (status) => {
    const { url } = await gateway((response) => response.writeHead(status).end('no such number +919812345678'))
    await expect(texts(url).send(MESSAGE)).rejects.toThrow(`The gateway of texts answered ${status}.`)
  })

  it('that never answers is given up', async () => {
    const { url } = await gateway(() => {})
    await expect(texts(url, 100).send(MESSAGE)).rejects.toThrow()
  })

  it('that points elsewhere is not followed', async () => {
    const other = await gateway((response) => response.writeHead(200).end())
    const { url } = await gateway((response) => response.writeHead(307, { location: other.url }).end())
    await expect(texts(url).send(MESSAGE)).rejects.toThrow()
    expect(other.got).toEqual([])
  })
})
