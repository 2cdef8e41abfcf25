/** What an SME's home shows: certificates that end, and all but the needs while the search does not answer. */
import { expect, it } from 'vitest'
import type { Api } from '#lib/api/client.ts'
import { endingSoon, loadSmeHome } from './sme.server.ts'

const certificate = (id: string, validUntil: string | null, status: 'active' | 'suspended' | 'in-progress' = 'active') => ({
  id,
  standard: 'iso-9001',
  status,
  validUntil,
})

it('reminds of those in force that end within ninety days or have ended, the first to end first', () => {
  const held = [
    certificate('in ninety days', '2027-02-21'),
    certificate('in ninety-one days', '2027-02-22'),
    certificate('over', '2026-11-22'),
    certificate('today', '2026-11-23'),
    certificate('open', null),
    certificate('suspended', '2026-12-01', 'suspended'),
  ]
  expect(endingSoon(held, '2026-11-23').map(({ id, isOver }) => [id, isOver])).toEqual([
    ['over', true],
    ['today', false],
    ['in ninety days', false],
  ])
})

const PROFILE = { completeness: { percent: 40, next: null }, missing: [], state: 'published', openSteps: [], certificates: [] }

const NOTHING: [number, object] = [200, { items: [], next: null }]
const WORDS: Record<string, [status: number, body: object]> = { '/api/v1/concepts': NOTHING, '/api/v1/standards': NOTHING }

/** An API that answers these statuses and bodies. */
function answering(answers: Record<string, [status: number, body: object]>): Api {
  const GET = async (path: string) => {
    const [status, body] = answers[path] ?? WORDS[path] ?? [404, { code: 'not-found', status: 404 }]
    const response = new Response(null, { status, headers: { date: 'Mon, 23 Nov 2026 09:00:00 GMT' } })
    return status < 400 ? { data: body, response } : { error: body, response }
  }
  return { GET } as unknown as Api
}

it('shows everything but the needs while the search does not answer', async () => {
  const home = await loadSmeHome(
    answering({
      '/api/v1/profile': [200, PROFILE],
      '/api/v1/opportunities': [503, { code: 'search-waiting', status: 503 }],
      '/api/v1/linkages': [200, { items: [{ id: 'one' }], next: null }],
    }),
    'en',
  )
  expect(home).toMatchObject({ counts: null, unanswered: 0, linkages: [{ id: 'one' }], profile: { state: 'published' } })
})

it('is an error page where more is amiss than the search', async () => {
  const api = answering({
    '/api/v1/profile': [200, PROFILE],
    '/api/v1/opportunities': [500, { code: 'internal', status: 500 }],
    '/api/v1/linkages': [200, { items: [], next: null }],
  })
  await expect(loadSmeHome(api, 'en')).rejects.toMatchObject({ status: 500 })
})
