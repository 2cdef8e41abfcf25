/** The queue of proposed pairings, and those that are shortlisted and wait to be proposed. */
import { need } from '#lib/api/answer.ts'
import { shortlistTicked } from '#lib/desk/bulk.server.ts'
import { countryIn, given, idIn } from '#lib/desk/filters.ts'
import type { Actions, PageServerLoad } from './$types'

const BANDS = ['ready', 'developable', 'incomplete'] as const

export const load: PageServerLoad = async ({ locals, url }) => {
  const band = BANDS.find((one) => one === url.searchParams.get('band')) ?? null
  const needId = idIn(url.searchParams, 'needId') ?? null
  const country = countryIn(url.searchParams) ?? null
  const query = { limit: 25, ...given({ band, needId, country, cursor: url.searchParams.get('cursor') }) }
  const shortlisted = { stage: 'broker-shortlisted' as const, limit: 25, ...given({ needId }) }
  const [queue, chosen] = await Promise.all([
    locals.api.GET('/api/v1/desk/queue', { params: { query } }),
    locals.api.GET('/api/v1/desk/linkages', { params: { query: shortlisted } }),
  ])
  return { band, needId, country, bands: BANDS, queue: need(queue), shortlisted: need(chosen).items }
}

export const actions: Actions = {
  shortlist: async ({ locals, request }) => shortlistTicked(locals.api, await request.formData()),
}
