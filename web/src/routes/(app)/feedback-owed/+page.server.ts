/** Feedback that the lead firm owes, what is due first at the top. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.me?.acting?.kind !== 'lead-firm') redirect(303, '/home')
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 50, ...(cursor && { cursor }) }
  return need(await locals.api.GET('/api/v1/feedback-owed', { params: { query } }))
}
