/** All mandates of the acting organization, given or asked for, filtered by how they stand. */
import { need } from '#lib/api/answer.ts'
import { STANDINGS } from '#lib/mandates/codes.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const standing = STANDINGS.find((one) => one === url.searchParams.get('standing')) ?? null
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, ...(standing && { standing }), ...(cursor && { cursor }) }
  const mandates = need(await locals.api.GET('/api/v1/mandates', { params: { query } }))
  const acting = locals.me?.acting
  return { mandates, standing, standings: STANDINGS, isAgency: acting?.kind === 'agency', mayGive: acting?.role === 'admin' }
}
