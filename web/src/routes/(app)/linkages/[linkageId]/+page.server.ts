/** One linkage: its story, and the step that is open to the reader's side. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import { answerNeed, decide, inviteAgain } from '#lib/linkages/decide.server.ts'
import { withDone } from '#lib/local-path.ts'
import { giveFeedback, offering } from '#lib/offers/of-linkage.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const linkage = need(await locals.api.GET('/api/v1/linkages/{linkageId}', { params: { path: { linkageId: params.linkageId } } }))
  const side = locals.me?.acting?.kind === 'sme' ? ('sme' as const) : ('lead-firm' as const)
  return { linkage, side, ...(await offering(locals.api, linkage, side)) }
}

export const actions: Actions = {
  feedback: async ({ locals, params, request }) => {
    const refused = await giveFeedback(locals.api, params.linkageId, await request.formData())
    if (refused) return refused
    redirect(303, withDone(`/linkages/${params.linkageId}`, 'feedback-given'))
  },
  decide: async ({ locals, params, request }) => {
    const done = await decide(locals.api, await request.formData())
    if (done.refused) return done.refused
    redirect(303, withDone(`/linkages/${params.linkageId}`, done.step))
  },
  answer: async ({ locals, params, request }) => {
    const done = await answerNeed(locals.api, await request.formData())
    if (done.refused) return done.refused
    redirect(303, withDone(`/linkages/${params.linkageId}`, done.step))
  },
  invite: async ({ locals, params, request }) => {
    const done = await inviteAgain(locals.api, await request.formData())
    if (done.refused) return done.refused
    redirect(303, withDone(`/linkages/${params.linkageId}`, done.step))
  },
}
