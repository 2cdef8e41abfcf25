/** Who did what in the organization, for its admins. */
import { need } from '#lib/api/answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.me?.acting?.role !== 'admin') return { audit: null, timeZone: 'UTC' }
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 50, ...(cursor ? { cursor } : {}) }
  const [audit, organization] = await Promise.all([
    locals.api.GET('/api/v1/organization/audit', { params: { query } }),
    locals.api.GET('/api/v1/organization'),
  ])
  return { audit: need(audit), timeZone: need(organization).timeZone }
}
