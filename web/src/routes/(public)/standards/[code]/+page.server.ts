/** One standard: what stands for it, and what it stands for. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const standard = need(await locals.api.GET('/api/v1/standards/{code}', { params: { path: params } }))
  const between = [...standard.covers, ...standard.coveredBy].flatMap((cover) => cover.via)
  return { standard, names: await namesOf(locals.api, locals.locale, between) }
}
