/** Takes the step that a form on a linkage asks for: the lead firm's answer, its invitation, or the SME's. */
import { type Answer, refusal, refuseFields } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { guards, ifMatch, text } from '#lib/api/form.ts'
import type { operations } from '#lib/api/schema.d.ts'
import { interestBody } from '#lib/interest/interest-form.ts'
import { ACCEPT_REASONS, REASONS, type STEPS } from '#lib/linkages/steps.ts'

type Refused = ReturnType<typeof refusal>
type Done = { refused: Refused } | { refused?: undefined; step: string }

/** The lead firm accepts or declines; the form tells `linkageId`, `step`, `reason`, `note` and the version it saw. */
export async function decide(api: Api, form: FormData): Promise<Done> {
  const step = text(form, 'step') === 'accept' ? ('accept' as const) : ('decline' as const)
  const answer = await api.POST('/api/v1/linkages/{linkageId}/decision', {
    params: { path: { linkageId: text(form, 'linkageId') ?? '' }, header: ifMatch(form) },
    headers: guards(form),
    body: { step, ...said(form, step), ...(step === 'accept' && acceptedFor(form)) },
  })
  return doneOr(answer, form, `linkage-${step}`)
}

/** What decided it, if the lead firm says so. */
function acceptedFor(form: FormData) {
  const reason = ACCEPT_REASONS.find((one) => one === text(form, 'reason'))
  return reason ? { reason } : {}
}

/** Any step on a linkage, as the form of its overview sends it. */
export async function takeStep(api: Api, linkageId: string, form: FormData): Promise<Done> {
  const reason = text(form, 'reason')
  const note = text(form, 'note')
  const dueOn = text(form, 'dueOn')
  const answer = await api.POST('/api/v1/linkages/{linkageId}/steps', {
    params: { path: { linkageId }, header: ifMatch(form) },
    headers: guards(form),
    body: {
      step: (text(form, 'step') ?? '') as Step['step'],
      ...(reason && { reason: reason as NonNullable<Step['reason']> }),
      ...(note && { note }),
      ...(dueOn && { dueOn }),
    },
  })
  return doneOr(answer, form, 'linkage-step')
}

type Step = operations['stepLinkage']['requestBody']['content']['application/json']

/** The SME answers the need: it is interested, or it is not. */
export async function answerNeed(api: Api, form: FormData): Promise<Done> {
  const step = text(form, 'step') === 'show-interest' ? ('show-interest' as const) : ('decline-interest' as const)
  if (step === 'show-interest' && form.has('cooperation')) return showInterest(api, form)
  const answer = await api.POST('/api/v1/open-needs/{needId}/answer', {
    params: { path: { needId: text(form, 'needId') ?? '' } },
    headers: guards(form),
    body: { step, ...said(form, step) },
  })
  return doneOr(answer, form, `linkage-${step}`)
}

/** Interest with the answers to the three questions. */
async function showInterest(api: Api, form: FormData): Promise<Done> {
  const answer = await api.POST('/api/v1/open-needs/{needId}/interest', {
    params: { path: { needId: text(form, 'needId') ?? '' } },
    headers: guards(form),
    body: interestBody(form),
  })
  return doneOr(answer, form, 'linkage-show-interest')
}

/** A reason belongs to a step that ends something. */
function said(form: FormData, step: (typeof STEPS)[number]) {
  const reason = REASONS.find((one) => one === text(form, 'reason'))
  const note = text(form, 'note')
  return { ...(reason && step.startsWith('decline') && { reason }), ...(note && { note }) }
}

/** A missing reason or note is told beside its field. */
function doneOr(answer: Answer<unknown>, form: FormData, step: string): Done {
  if (answer.response.ok) return { step }
  const refused = refusal(answer, form)
  const field = BESIDE[refused.data.problem.code]
  return { refused: field ? refuseFields(form, { [field.name]: { code: field.code } }) : refused }
}

const BESIDE: Record<string, { name: string; code: string }> = {
  'linkage-reason-missing': { name: 'reason', code: 'not-a-choice' },
  'linkage-note-missing': { name: 'note', code: 'required' },
  'linkage-day-missing': { name: 'dueOn', code: 'required' },
  'linkage-day-wrong': { name: 'dueOn', code: 'must-be-future' },
}
