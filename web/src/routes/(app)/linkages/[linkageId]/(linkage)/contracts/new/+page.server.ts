/** Records a contract of this linkage. */
import { redirect } from '@sveltejs/kit'
import { refusal, refuseFields } from '#lib/api/answer.ts'
import { guards, ticked } from '#lib/api/form.ts'
import { termsFrom } from '#lib/contracts/terms.server.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData()
    const { linkageId } = params
    const { refused, body } = termsFrom(form, locals.locale)
    if (refused) return refused
    const answer = await locals.api.POST('/api/v1/linkages/{linkageId}/contracts', {
      params: { path: { linkageId } },
      headers: guards(form),
      body: { ...body, ...(ticked(form, 'agreed') && { agreed: true }) },
    })
    if (answer.data && 'id' in answer.data)
      redirect(303, withDone(`/linkages/${linkageId}/contracts/${answer.data.id}`, 'contract-recorded'))
    const failed = refusal(answer, form)
    return failed.data.problem.code === 'contract-not-agreed' ? refuseFields(form, { agreed: { code: 'required' } }) : failed
  },
}
