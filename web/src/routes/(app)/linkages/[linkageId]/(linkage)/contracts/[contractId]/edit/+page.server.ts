/** Records a contract anew: in answer to a dispute, or to a mistake of one's own. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, ifMatch } from '#lib/api/form.ts'
import { termsFrom } from '#lib/contracts/terms.server.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { contractId, linkageId } = params
  const contract = need(await locals.api.GET('/api/v1/contracts/{contractId}', { params: { path: { contractId } } }))
  if (!contract.openSteps.includes('revise')) redirect(303, `/linkages/${linkageId}/contracts/${contractId}`)
  return { contract }
}

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData()
    const { contractId, linkageId } = params
    const { refused, body } = termsFrom(form, locals.locale)
    if (refused) return refused
    const answer = await locals.api.PUT('/api/v1/contracts/{contractId}', {
      params: { path: { contractId }, header: ifMatch(form) },
      headers: guards(form),
      body,
    })
    if (answer.response.ok) redirect(303, withDone(`/linkages/${linkageId}/contracts/${contractId}`, 'contract-recorded'))
    return refusal(answer, form)
  },
}
