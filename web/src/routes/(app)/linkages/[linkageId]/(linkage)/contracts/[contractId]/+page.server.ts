/** One contract: the other side's answer, the agency's look, and its years. */
import { redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import { figure, guards, ifMatch, text, unreadable } from '#lib/api/form.ts'
import { minorOf } from '#lib/contracts/terms.server.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { contractId } = params
  const contract = need(await locals.api.GET('/api/v1/contracts/{contractId}', { params: { path: { contractId } } }))
  const flow = contract.flows.find((one) => one.mayAnswer && one.id === url.searchParams.get('flow'))
  return { contract, flow }
}

type Params = { linkageId: string; contractId: string }
const back = ({ linkageId, contractId }: Params, done: string) =>
  redirect(303, withDone(`/linkages/${linkageId}/contracts/${contractId}`, done))

type Refused = ReturnType<typeof refusal>
/** A missing reason is told beside its field. */
const beside = (refused: Refused, form: FormData) =>
  refused.data.problem.code === 'contract-reason-missing' ? refuseFields(form, { reason: { code: 'required' } }) : refused

const reasonIn = (form: FormData) => {
  const reason = text(form, 'reason')
  return reason ? { reason } : {}
}

export const actions: Actions = {
  answer: async ({ locals, params, request }) => {
    const form = await request.formData()
    const confirm = text(form, 'decision') === 'confirm'
    const attribution = text(form, 'attribution') as 'assisted' | undefined
    const answer = await locals.api.POST('/api/v1/contracts/{contractId}/answer', {
      params: { path: { contractId: params.contractId }, header: ifMatch(form) },
      headers: guards(form),
      body: { confirm, ...(confirm && attribution && { attribution }), ...reasonIn(form) },
    })
    if (answer.response.ok) back(params, confirm ? 'contract-confirmed' : 'contract-disputed')
    return beside(refusal(answer, form), form)
  },
  check: async ({ locals, params, request }) => {
    const form = await request.formData()
    const isRight = text(form, 'decision') === 'check'
    const answer = await locals.api.POST('/api/v1/contracts/{contractId}/check', {
      params: { path: { contractId: params.contractId }, header: ifMatch(form) },
      headers: guards(form),
      body: { isRight, ...reasonIn(form) },
    })
    if (answer.response.ok) back(params, isRight ? 'contract-checked' : 'contract-disputed')
    return beside(refusal(answer, form), form)
  },
  enter: async ({ locals, params, request }) => {
    const form = await request.formData()
    const { locale } = locals
    const faults = Object.fromEntries(unreadable(form, ['year', 'minor', 'onTime'], locale).map((name) => [name, { code: 'not-a-number' }]))
    for (const name of ['year', 'minor', 'onTime']) if (!text(form, name)) faults[name] = { code: 'required' }
    if (Object.keys(faults).length > 0) return refuseFields(form, faults)
    const currency = text(form, 'currency') ?? ''
    const answer = await locals.api.POST('/api/v1/contracts/{contractId}/flows', {
      params: { path: { contractId: params.contractId } },
      headers: guards(form),
      body: {
        kind: text(form, 'kind') === 'payment' ? 'payment' : 'delivery',
        // A year is written without separators.
        year: Number(text(form, 'year')),
        minor: minorOf(form, 'minor', { locale, currency }) ?? 0,
        onTime: figure(form, 'onTime', locale) ?? 0,
      },
    })
    return answer.response.ok ? back(params, 'flow-entered') : refusal(answer, form)
  },
  'answer-flow': async ({ locals, params, request }) => {
    const form = await request.formData()
    const confirm = text(form, 'decision') === 'confirm'
    const answer = await locals.api.POST('/api/v1/contracts/{contractId}/flows/{flowId}/answer', {
      params: { path: { contractId: params.contractId, flowId: text(form, 'flowId') ?? '' }, header: ifMatch(form) },
      headers: guards(form),
      body: { confirm, ...reasonIn(form) },
    })
    return answer.response.ok ? back(params, confirm ? 'flow-confirmed' : 'flow-disputed') : beside(refusal(answer, form), form)
  },
}
