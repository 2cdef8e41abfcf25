/** One linkage as its reader takes part in it: the head and the rail that all its parts share. */
import { need } from '#lib/api/answer.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, params }) => {
  const { linkageId } = params
  return { linkage: need(await locals.api.GET('/api/v1/linkages/{linkageId}', { params: { path: { linkageId } } })) }
}
