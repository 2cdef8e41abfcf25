/** Last step of an import: the run, how far it is, what came of it, and the way back within a day. */
import { fail, redirect } from '@sveltejs/kit'
import { type Answer, refusal } from '#lib/api/answer.ts'
import { guards } from '#lib/api/form.ts'
import { requireStep } from '#lib/imports/step.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ parent }) => {
  const { list } = await parent()
  requireStep(list, 'run')
}

export const actions: Actions = {
  run: async ({ locals, params, request }) => {
    const form = await request.formData()
    const path = { importId: params.importId }
    const answer = await locals.api.POST('/api/v1/imports/{importId}/run', { params: { path }, headers: guards(form) })
    if (!answer.response.ok) return refused(answer, form)
    redirect(303, `/imports/${params.importId}/run`)
  },
  undo: async ({ locals, params, request }) => {
    const form = await request.formData()
    const path = { importId: params.importId }
    const answer = await locals.api.POST('/api/v1/imports/{importId}/undo', { params: { path }, headers: guards(form) })
    // Which firms stay is told on this very answer only.
    return answer.data ? { undone: answer.data } : refused(answer, form)
  },
  discard: async ({ locals, params, request }) => {
    const form = await request.formData()
    const path = { importId: params.importId }
    const answer = await locals.api.DELETE('/api/v1/imports/{importId}', { params: { path }, headers: guards(form) })
    if (!answer.response.ok) return refused(answer, form)
    redirect(303, '/imports?done=import-discarded')
  },
}

/** Kept apart from what an undo tells. */
function refused(answer: Answer<unknown>, form: FormData) {
  const { status, data } = refusal(answer, form)
  return fail(status, { refused: data })
}
