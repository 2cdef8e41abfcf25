/** The linkages of one need: SMEs that answered or were invited; the lead firm accepts or declines. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import { decide } from '#lib/linkages/decide.server.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const cursor = url.searchParams.get('cursor')
  const query = { needId: params.needId, limit: 50, ...(cursor && { cursor }) }
  return { linkages: need(await locals.api.GET('/api/v1/linkages', { params: { query } })) }
}

export const actions: Actions = {
  decide: async ({ locals, params, request }) => {
    const done = await decide(locals.api, await request.formData())
    if (done.refused) return done.refused
    redirect(303, withDone(`/sourcing-needs/${params.needId}/interest`, done.step))
  },
}
