/** One need of the lead firm, with the names of its codes and how many SMEs wait for an answer. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { codesOf } from '#lib/needs/codes.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, params }) => {
  const { needId } = params
  const found = need(await locals.api.GET('/api/v1/sourcing-needs/{needId}', { params: { path: { needId } } }))
  const [names, waiting] = await Promise.all([
    namesOf(locals.api, locals.locale, codesOf(found)),
    locals.api.GET('/api/v1/linkages', { params: { query: { needId, stage: 'sme-interested', limit: 100 } } }),
  ])
  return { need: found, names, waiting: need(waiting).items.length }
}
