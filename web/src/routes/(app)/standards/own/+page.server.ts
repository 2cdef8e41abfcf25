/** A lead firm's own standards. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.me?.acting?.kind !== 'lead-firm') redirect(303, '/standards')
  const cursor = url.searchParams.get('cursor')
  const query = { own: true, limit: 50, ...(cursor && { cursor }) }
  return { standards: need(await locals.api.GET('/api/v1/standards', { params: { query } })) }
}
