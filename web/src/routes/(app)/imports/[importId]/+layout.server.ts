/** One list of the agency; its pages ask again for how it stands while it runs. */
import { need } from '#lib/api/answer.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, params, depends }) => {
  depends('import:standing')
  return { list: need(await locals.api.GET('/api/v1/imports/{importId}', { params: { path: { importId: params.importId } } })) }
}
