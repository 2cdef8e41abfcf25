/** The overview of a linkage: its log, the interest and the feedback beside it, and the steps that are open to the reader. */
import { redirect } from '@sveltejs/kit'
import { answerNeed, takeStep } from '#lib/linkages/decide.server.ts'
import { withDone } from '#lib/local-path.ts'
import { giveFeedback, offering } from '#lib/offers/of-linkage.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, parent }) => offering(locals.api, (await parent()).linkage)

export const actions: Actions = {
  step: async ({ locals, params, request }) => {
    const done = await takeStep(locals.api, params.linkageId, await request.formData())
    if (done.refused) return done.refused
    redirect(303, withDone(`/linkages/${params.linkageId}`, done.step))
  },
  answer: async ({ locals, params, request }) => {
    const done = await answerNeed(locals.api, await request.formData())
    if (done.refused) return done.refused
    redirect(303, withDone(`/linkages/${params.linkageId}`, done.step))
  },
  feedback: async ({ locals, params, request }) => {
    const refused = await giveFeedback(locals.api, params.linkageId, await request.formData())
    if (refused) return refused
    redirect(303, withDone(`/linkages/${params.linkageId}`, 'feedback-given'))
  },
}
