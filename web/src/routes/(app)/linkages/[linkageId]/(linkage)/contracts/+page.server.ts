/** The contracts of one linkage, newest first. */
import { need } from '#lib/api/answer.ts'
import { NEARLY, READY } from '#lib/contracts/told.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, ...(cursor && { cursor }) }
  const [contracts, { linkage }] = await Promise.all([
    locals.api.GET('/api/v1/linkages/{linkageId}/contracts', { params: { path: { linkageId: params.linkageId }, query } }).then(need),
    parent(),
  ])
  const mayRecord = READY.includes(linkage.stage)
    ? linkage.party !== 'agency'
    : NEARLY.includes(linkage.stage) && linkage.party === 'lead-firm'
  return { contracts, mayRecord }
}
