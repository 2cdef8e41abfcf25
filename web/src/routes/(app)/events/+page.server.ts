/** Events that the reader may take part in or holds, upcoming or past. */
import { need } from '#lib/api/answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const when = url.searchParams.get('when') === 'past' ? ('past' as const) : ('upcoming' as const)
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, when, ...(cursor && { cursor }) }
  const events = need(await locals.api.GET('/api/v1/events', { params: { query } }))
  return { when, events, isAgency: locals.me?.acting?.kind === 'agency' }
}
