/** The brief of a need and its life: publish, close with a reason, open again. */
import { redirect } from '@sveltejs/kit'
import { refusal, refuseFields } from '#lib/api/answer.ts'
import { ifMatch, text } from '#lib/api/form.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions } from './$types'

const CLOSE_REASONS = ['awarded', 'need-gone', 'no-fit', 'postponed', 'other'] as const

export const load = () => ({ closeReasons: CLOSE_REASONS })

export const actions: Actions = {
  publish: async ({ locals, params, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/sourcing-needs/{needId}/publish', {
      params: { path: { needId: params.needId }, header: ifMatch(form) },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(`/sourcing-needs/${params.needId}/proposals`, 'need-published'))
  },
  close: async ({ locals, params, request }) => {
    const form = await request.formData()
    const reason = CLOSE_REASONS.find((one) => one === text(form, 'reason'))
    if (!reason) return refuseFields(form, { reason: { code: 'not-a-choice' } })
    const answer = await locals.api.POST('/api/v1/sourcing-needs/{needId}/close', {
      params: { path: { needId: params.needId }, header: ifMatch(form) },
      body: { reason },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(`/sourcing-needs/${params.needId}`, 'need-closed'))
  },
  reopen: async ({ locals, params, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/sourcing-needs/{needId}/reopen', {
      params: { path: { needId: params.needId }, header: ifMatch(form) },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(`/sourcing-needs/${params.needId}`, 'need-reopened'))
  },
}
