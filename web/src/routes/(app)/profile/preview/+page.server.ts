/** The own profile as others see it, tier by tier. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { codesIn, unitsOf } from '#lib/profile/section.server.ts'
import type { PageServerLoad } from './$types'

const AUDIENCES = ['public', 'registered', 'matched'] as const

export const load: PageServerLoad = async ({ locals, url }) => {
  const as = AUDIENCES.find((one) => one === url.searchParams.get('as')) ?? 'registered'
  const answer = await locals.api.GET('/api/v1/profile/preview', { params: { query: { as } } })
  if (answer.response.status === 404) redirect(303, '/profile')
  const supplier = need(answer)
  const names = await namesOf(locals.api, locals.locale, codesIn(supplier))
  return { as, supplier, names, units: await unitsOf(locals, supplier) }
}
