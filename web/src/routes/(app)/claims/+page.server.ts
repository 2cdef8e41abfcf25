/** What people ask about the firms of the agency's lists, and the officer's answer. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, ifMatch, text } from '#lib/api/form.ts'
import { pathHere } from '#lib/imports/here.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, ...(cursor && { cursor }) }
  return { claims: need(await locals.api.GET('/api/v1/claims', { params: { query } })) }
}

export const actions: Actions = {
  decide: async ({ locals, request, url }) => {
    const form = await request.formData()
    const grant = text(form, 'decision') === 'grant'
    const kind = text(form, 'kind') === 'removal' ? 'removal' : 'claim'
    const answer = await locals.api.POST('/api/v1/claims/{claimId}/decision', {
      params: { path: { claimId: text(form, 'claimId') ?? '' }, header: ifMatch(form) },
      headers: guards(form),
      body: { grant },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(pathHere(url), `${kind}-${grant ? 'granted' : 'refused'}`))
  },
}
