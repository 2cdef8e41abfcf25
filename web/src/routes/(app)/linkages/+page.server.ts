/** All linkages of the acting organization, whichever side it is on, filtered by stage. */
import { need } from '#lib/api/answer.ts'
import { STAGES } from '#lib/linkages/steps.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const stage = STAGES.find((one) => one === url.searchParams.get('stage')) ?? null
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, ...(stage && { stage }), ...(cursor && { cursor }) }
  const linkages = need(await locals.api.GET('/api/v1/linkages', { params: { query } }))
  return { stage, stages: STAGES, linkages, side: locals.me?.acting?.kind === 'sme' ? ('sme' as const) : ('lead-firm' as const) }
}
