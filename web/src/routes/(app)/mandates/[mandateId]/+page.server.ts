/** One mandate: what it is for, until when, and the steps that are open to the reader. */
import { redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import { guards, ifMatch, text } from '#lib/api/form.ts'
import { withDone } from '#lib/local-path.ts'
import { BESIDE, nameableNeeds, scopeIn, spanIn } from '#lib/mandates/send.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { mandateId } = params
  const mandate = need(await locals.api.GET('/api/v1/mandates/{mandateId}', { params: { path: { mandateId } } }))
  const acting = locals.me?.acting
  const isGiver = acting?.organizationId === mandate.giver.id
  const needs = mandate.openSteps.includes('give') ? await nameableNeeds(locals.api, acting?.kind ?? '') : []
  return { mandate, isGiver, mayGive: acting?.role === 'admin', needs: needs.map(({ id, title }) => ({ id, title })) }
}

type Params = { mandateId: string }
const target = ({ mandateId }: Params, form: FormData) => ({
  params: { path: { mandateId }, header: ifMatch(form) },
  headers: guards(form),
})
const back = ({ mandateId }: Params, done: string) => redirect(303, withDone(`/mandates/${mandateId}`, done))

export const actions: Actions = {
  answer: async ({ locals, params, request }) => {
    const form = await request.formData()
    const grant = text(form, 'decision') === 'give'
    const said = spanIn(form)
    const body = grant ? { grant, ...scopeIn(form), ...said } : { grant, ...(said.note && { note: said.note }) }
    const answer = await locals.api.POST('/api/v1/mandates/{mandateId}/answer', { ...target(params, form), body })
    if (answer.response.ok) back(params, grant ? 'mandate-given' : 'mandate-refused')
    const refused = refusal(answer, form)
    const field = BESIDE[refused.data.problem.code]
    return field ? refuseFields(form, { [field.name]: { code: field.code } }) : refused
  },
  withdraw: async ({ locals, params, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/mandates/{mandateId}/withdrawal', { ...target(params, form), body: {} })
    return answer.response.ok ? back(params, 'mandate-withdrawn') : refusal(answer, form)
  },
  'take-back': async ({ locals, params, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/mandates/{mandateId}/retraction', target(params, form))
    return answer.response.ok ? back(params, 'mandate-taken-back') : refusal(answer, form)
  },
}
