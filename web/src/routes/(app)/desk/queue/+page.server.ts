/** The queue of proposed pairings, and those that are shortlisted and wait to be proposed. */
import { need } from '#lib/api/answer.ts'
import { shortlistTicked } from '#lib/desk/bulk.server.ts'
import type { Actions, PageServerLoad } from './$types'

const BANDS = ['ready', 'developable', 'incomplete'] as const

export const load: PageServerLoad = async ({ locals, url }) => {
  const band = BANDS.find((one) => one === url.searchParams.get('band')) ?? null
  const needId = ID.exec(url.searchParams.get('needId') ?? '')?.[0] ?? null
  const country = /^[A-Z]{2}$/.exec(url.searchParams.get('country') ?? '')?.[0] ?? null
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, ...(band && { band }), ...(needId && { needId }), ...(country && { country }), ...(cursor && { cursor }) }
  const shortlisted = { stage: 'broker-shortlisted' as const, limit: 25, ...(needId && { needId }) }
  const [queue, chosen] = await Promise.all([
    locals.api.GET('/api/v1/desk/queue', { params: { query } }),
    locals.api.GET('/api/v1/desk/linkages', { params: { query: shortlisted } }),
  ])
  return { band, needId, country, bands: BANDS, queue: need(queue), shortlisted: need(chosen).items }
}

export const actions: Actions = {
  shortlist: async ({ locals, request }) => shortlistTicked(locals.api, await request.formData()),
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
