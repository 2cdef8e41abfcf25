/** A text through the queue and the real HTTP adapter: a gateway that is away gets it later, with the same id. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder } from '../../../tests/support/world.ts'
import { createHttpTexts } from '../../adapters/http-texts.ts'

const got: { id: string; to: string; text: string }[] = []
const gateway = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  got.push(JSON.parse(body))
  response.writeHead(got.length === 1 ? 503 : 200).end()
})

let api: TestApi
beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
  api = await startApi({ through: { texts: createHttpTexts({ url, token: 'the token of the gateway' }) } })
})
afterAll(async () => {
  await api.close()
  gateway.closeAllConnections()
  gateway.close()
})

it('is tried again with the same id and the same words', async () => {
  const one = await founder(api, 'sme')
  await one.send('PUT', '/notice-settings/phone', { phone: '+919812345678' })
  for (let tries = 0; got.length < 2 && tries < 400; tries++) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(got).toHaveLength(2)
  expect(got[1]).toEqual(got[0])
  expect(got[0]?.to).toBe('+919812345678')
}, 30_000)
