/** The lead firm's own sourcing needs, by the state they are in. */
import { need } from '#lib/api/answer.ts'
import type { PageServerLoad } from './$types'

const STATES = ['draft', 'open', 'closed'] as const

export const load: PageServerLoad = async ({ locals, url }) => {
  const state = STATES.find((one) => one === url.searchParams.get('state'))
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, ...(state && { state }), ...(cursor && { cursor }) }
  return { state: state ?? null, states: STATES, needs: need(await locals.api.GET('/api/v1/sourcing-needs', { params: { query } })) }
}
