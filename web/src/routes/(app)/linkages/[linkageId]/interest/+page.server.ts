/** The SME's answers to the three questions of one linkage, to change. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, ifMatch } from '#lib/api/form.ts'
import { interestBody } from '#lib/interest/interest-form.ts'
import type { Actions, PageServerLoad } from './$types'

const ONE = '/api/v1/linkages/{linkageId}/interest'

export const load: PageServerLoad = async ({ locals, params }) => {
  const path = { linkageId: params.linkageId }
  const interest = need(await locals.api.GET(ONE, { params: { path } }))
  if (!interest.mayEdit) redirect(303, `/linkages/${params.linkageId}`)
  if (interest.version > 0) return { interest, start: { ...interest } }
  const form = need(await locals.api.GET('/api/v1/open-needs/{needId}/interest', { params: { path: { needId: interest.needId } } }))
  return { interest, start: { ...form, cooperation: null, unclear: '' } }
}

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData()
    const path = { linkageId: params.linkageId }
    const answer = await locals.api.PUT(ONE, { params: { path, header: ifMatch(form) }, headers: guards(form), body: interestBody(form) })
    if (!answer.data) return refusal(answer, form)
    redirect(303, `/linkages/${params.linkageId}?done=interest-saved`)
  },
}
