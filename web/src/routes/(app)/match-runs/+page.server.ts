/** Runs that match every SME again, for agencies and administrators of the platform. */
import { need } from '#lib/api/answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, ...(cursor && { cursor }) }
  return { runs: need(await locals.api.GET('/api/v1/match-runs', { params: { query } })) }
}
