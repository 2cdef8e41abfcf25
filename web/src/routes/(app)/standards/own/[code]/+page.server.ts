/** One own standard: its text, and the SMEs that are approved under it. */
import { error, redirect } from '@sveltejs/kit'
import { need, needUnlessWaiting, refusal } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import { standardsIn } from '#lib/concepts.server.ts'
import { ownStandardFrom, refusedQuestion } from '#lib/standards/own-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const cursor = url.searchParams.get('cursor')
  const find = url.searchParams.get('find')?.trim().slice(0, 100) ?? ''
  const standard = need(await locals.api.GET('/api/v1/standards/{code}', { params: { path: params } }))
  if (!standard.own) error(404, { message: 'not-found', code: 'not-found' })
  const query = { limit: 25, ...(cursor && { cursor }) }
  const [approvals, found, standards] = await Promise.all([
    locals.api.GET('/api/v1/standards/{code}/approvals', { params: { path: params, query } }),
    find.length > 1 ? locals.api.GET('/api/v1/suppliers/names', { params: { query: { text: find, limit: 10 } } }) : null,
    standardsIn(locals.api),
  ])
  return {
    standard,
    approvals: need(approvals),
    find,
    /** Null while the search does not answer. */
    found: found ? (needUnlessWaiting(found)?.items ?? null) : [],
    options: [...standards.values()].map(({ code, name }) => ({ value: code, label: name })),
  }
}

export const actions: Actions = {
  edit: async ({ locals, params, request }) => {
    const form = await request.formData()
    const { refused, body } = ownStandardFrom(form, locals.locale)
    if (refused) return refused
    const answer = await locals.api.PUT('/api/v1/standards/{code}', { params: { path: params }, body, headers: guards(form) })
    if (!answer.response.ok) return refusedQuestion(answer, form)
    redirect(303, `/standards/own/${params.code}?done=saved`)
  },
  approve: async ({ locals, params, request }) => {
    const form = await request.formData()
    const number = text(form, 'number')
    const body = {
      organizationId: text(form, 'organizationId') ?? '',
      validFrom: text(form, 'validFrom') ?? null,
      validUntil: text(form, 'validUntil') ?? null,
      ...(number && { number }),
    }
    const answer = await locals.api.POST('/api/v1/standards/{code}/approvals', { params: { path: params }, body, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, `/standards/own/${params.code}?done=approved`)
  },
  revoke: async ({ locals, params, request }) => {
    const form = await request.formData()
    const path = { code: params.code, approvalId: text(form, 'approvalId') ?? '' }
    const answer = await locals.api.DELETE('/api/v1/standards/{code}/approvals/{approvalId}', { params: { path }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, `/standards/own/${params.code}?done=approval-revoked`)
  },
}
