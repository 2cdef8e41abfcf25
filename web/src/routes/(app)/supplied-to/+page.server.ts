/** How the SME stands with each lead firm that lists it. */
import { need } from '#lib/api/answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor')
  return { entries: need(await locals.api.GET('/api/v1/supplied-to', { params: { query: { limit: 25, ...(cursor && { cursor }) } } })) }
}
