/** The overview of a linkage: its log, and the steps that are open to the reader. */
import { redirect } from '@sveltejs/kit'
import { takeStep } from '#lib/linkages/decide.server.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const done = await takeStep(locals.api, params.linkageId, await request.formData())
    if (done.refused) return done.refused
    redirect(303, withDone(`/linkages/${params.linkageId}`, done.step))
  },
}
