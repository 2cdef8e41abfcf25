/** Bundles for one need: small sets of SMEs that cover together what none covers alone. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, parent, params }) => {
  const data = await parent()
  if (data.need.state === 'draft') return { bundles: null }
  const answer = await locals.api.GET('/api/v1/sourcing-needs/{needId}/bundles', { params: { path: { needId: params.needId } } })
  const bundles = need(answer)
  const names = await namesOf(
    locals.api,
    locals.locale,
    bundles.tasks.map(({ code }) => code),
  )
  return { bundles, taskNames: names }
}
