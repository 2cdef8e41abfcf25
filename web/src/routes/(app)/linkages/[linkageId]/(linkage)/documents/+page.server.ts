/** The documents of one linkage by who can read them, the form that adds one, and the agreement between the two firms. */
import { redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import { figure, guards, ifMatch, text } from '#lib/api/form.ts'
import { addDocument } from '#lib/documents/bring.server.ts'
import { NDA_FORMS, NDA_LANGUAGES } from '#lib/documents/codes.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const path = { linkageId: params.linkageId }
  const kind = locals.me?.acting?.kind
  const documents = need(await locals.api.GET('/api/v1/linkages/{linkageId}/documents', { params: { path } }))
  // The agreement is the two firms' own.
  if (kind !== 'sme' && kind !== 'lead-firm') return { documents, agreement: null, side: null }
  return { documents, agreement: need(await locals.api.GET('/api/v1/linkages/{linkageId}/nda', { params: { path } })), side: kind }
}

const here = (linkageId: string) => `/linkages/${linkageId}/documents`

export const actions: Actions = {
  add: async ({ locals, params, request }) => {
    const done = await addDocument(locals.api, request, { linkageId: params.linkageId })
    if (done.refused) return done.refused
    redirect(303, withDone(here(params.linkageId), 'document-added'))
  },
  offer: async ({ locals, params, request }) => {
    const form = await request.formData()
    const kind = NDA_FORMS.find((one) => one === text(form, 'form'))
    const language = NDA_LANGUAGES.find((one) => one === text(form, 'ndaLanguage'))
    const months = figure(form, 'months', locals.locale)
    if (!kind || !language) return refuseFields(form, { [kind ? 'ndaLanguage' : 'form']: { code: 'not-a-choice' } })
    if (months === undefined || !Number.isInteger(months)) return refuseFields(form, { months: { code: 'not-whole' } })
    const answer = await locals.api.POST('/api/v1/linkages/{linkageId}/nda', {
      params: { path: { linkageId: params.linkageId } },
      headers: guards(form),
      body: { form: kind, language, months },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(here(params.linkageId), 'nda-offered'))
  },
  sign: async ({ locals, params, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/linkages/{linkageId}/nda/signatures', {
      params: { path: { linkageId: params.linkageId }, header: ifMatch(form) },
      headers: guards(form),
      body: { name: text(form, 'name') ?? '' },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(here(params.linkageId), 'nda-signed'))
  },
}
