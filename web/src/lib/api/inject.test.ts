/** A page's request reaches the API inside the process as the visitor it is made for. */
import type { RequestEvent } from '@sveltejs/kit'
import { describe, expect, it } from 'vitest'
import { ask } from './inject.ts'

type Asked = { method: string; url: string; headers: Record<string, string>; payload?: Uint8Array; remoteAddress: string }

function visitor(headers: Record<string, string>, setCookies: string[] = []): RequestEvent {
  const request = new Request('http://highroad.test/home', { headers })
  return { request, locals: { setCookies }, getClientAddress: () => '203.0.113.9' } as unknown as RequestEvent
}

function api(answer: { statusCode?: number; headers?: Record<string, string | string[]>; body?: string } = {}) {
  const asked: Asked[] = []
  const inject = async (one: Asked) => {
    asked.push(one)
    return { statusCode: answer.statusCode ?? 200, headers: answer.headers ?? {}, rawPayload: new TextEncoder().encode(answer.body ?? '') }
  }
  return { asked, inject }
}

const HEADERS = {
  cookie: 'sid=old; lang=fr',
  origin: 'http://highroad.test',
  'sec-fetch-site': 'same-origin',
  'accept-language': 'fr',
  'user-agent': 'A phone',
}

describe('a request of a page', () => {
  it('looks like the visitor: address, cookie, origin, site, language, browser', async () => {
    const { asked, inject } = api()
    await ask(
      inject,
      visitor(HEADERS),
      new Request('http://highroad.test/api/v1/needs?limit=5', { headers: { accept: 'application/json' } }),
    )
    expect(asked[0]).toMatchObject({
      method: 'GET',
      url: '/api/v1/needs?limit=5',
      remoteAddress: '203.0.113.9',
      headers: { ...HEADERS, accept: 'application/json' },
    })
  })

  it('claims no origin that the visitor did not send', async () => {
    const { asked, inject } = api()
    await ask(
      inject,
      visitor({}),
      new Request('http://highroad.test/api/v1/needs', { headers: { origin: 'http://highroad.test', 'sec-fetch-site': 'same-origin' } }),
    )
    expect(asked[0]!.headers).not.toHaveProperty('origin')
    expect(asked[0]!.headers).not.toHaveProperty('sec-fetch-site')
  })

  it('carries its body', async () => {
    const { asked, inject } = api({ statusCode: 201, body: '{"id":"a"}' })
    const answer = await ask(
      inject,
      visitor({}),
      new Request('http://highroad.test/api/v1/needs', { method: 'POST', body: '{"title":"x"}' }),
    )
    expect(new TextDecoder().decode(asked[0]!.payload)).toBe('{"title":"x"}')
    expect([answer.status, await answer.json()]).toEqual([201, { id: 'a' }])
  })

  it('keeps the cookies that the API sets, for the answer and for what the page asks next', async () => {
    const setCookies: string[] = []
    const event = visitor(HEADERS, setCookies)
    await ask(
      api({ headers: { 'set-cookie': ['sid=new; HttpOnly; Path=/', 'seen=1'] } }).inject,
      event,
      new Request('http://highroad.test/api/v1/session', { method: 'POST' }),
    )
    expect(setCookies).toEqual(['sid=new; HttpOnly; Path=/', 'seen=1'])
    const { asked, inject } = api()
    await ask(inject, event, new Request('http://highroad.test/api/v1/me'))
    expect(asked[0]!.headers.cookie).toBe('sid=new; lang=fr; seen=1')
  })

  it('may be answered with nothing', async () => {
    const answer = await ask(
      api({ statusCode: 204 }).inject,
      visitor({}),
      new Request('http://highroad.test/api/v1/session', { method: 'DELETE' }),
    )
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  })
})
