/** One open need as everybody may read it. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { codesOf } from '#lib/needs/codes.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const open = need(await locals.api.GET('/api/v1/open-needs/{needId}', { params: { path: params } }))
  const documents = need(await locals.api.GET('/api/v1/needs/{needId}/documents', { params: { path: params } }))
  return { documents: documents.items, need: open, names: await namesOf(locals.api, locals.locale, codesOf(open)) }
}
