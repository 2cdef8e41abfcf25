/** One SME on a supplier list: its status, and the notice by which the supply ends. */
import { redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import { figure, guards, ifMatch, text } from '#lib/api/form.ts'
import { withDone } from '#lib/local-path.ts'
import { ALTERNATIVES, type Entry } from '#lib/supplier-lists/told.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const path = { entryId: params.entryId }
  return { entry: need(await locals.api.GET('/api/v1/supplier-entries/{entryId}', { params: { path } })) }
}

const BESIDE: Record<string, string> = {
  'exit-notice-short': 'months',
  'exit-reason-missing': 'reason',
  'exit-alternative-missing': 'alternative',
  'exit-note-missing': 'alternativeNote',
}

/** What the rule misses is told beside its field. */
function beside(refused: ReturnType<typeof refusal>, form: FormData) {
  const { code, params } = refused.data.problem
  const field = BESIDE[code]
  if (!field) return refused
  const isShort = code === 'exit-notice-short'
  return refuseFields(form, { [field]: isShort ? { code: 'too-small', params: { limit: params?.months ?? 0 } } : { code: 'required' } })
}

export const actions: Actions = {
  edit: async ({ locals, params, request }) => {
    const form = await request.formData()
    const expiresOn = text(form, 'expiresOn')
    const note = text(form, 'note')
    const answer = await locals.api.PUT('/api/v1/supplier-entries/{entryId}', {
      params: { path: { entryId: params.entryId }, header: ifMatch(form) },
      headers: guards(form),
      body: { status: (text(form, 'status') ?? '') as Entry['status'], ...(expiresOn && { expiresOn }), ...(note && { note }) },
    })
    if (answer.response.ok) redirect(303, withDone(`/supplier-lists/${params.listId}/${params.entryId}`, 'supplier-saved'))
    return refusal(answer, form)
  },
  exit: async ({ locals, params, request }) => {
    const form = await request.formData()
    const months = figure(form, 'months', locals.locale)
    if (months === undefined || Number.isNaN(months))
      return refuseFields(form, { months: { code: months === undefined ? 'required' : 'not-a-number' } })
    const alternative = ALTERNATIVES.find((one) => one === text(form, 'alternative'))
    const note = text(form, 'alternativeNote')
    const answer = await locals.api.POST('/api/v1/supplier-entries/{entryId}/exit', {
      params: { path: { entryId: params.entryId }, header: ifMatch(form) },
      headers: guards(form),
      body: { months, reason: text(form, 'reason') ?? '', ...(alternative && { alternative }), ...(note && { note }) },
    })
    if (answer.response.ok) redirect(303, withDone(`/supplier-lists/${params.listId}/${params.entryId}`, 'exit-given'))
    return beside(refusal(answer, form), form)
  },
}
