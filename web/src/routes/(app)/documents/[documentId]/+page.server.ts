/** One document of the reader's own organization: title and readers, versions, who has read it; and the download of any that is open to him. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import type { DocumentItem } from '#lib/api/answers.ts'
import { guards, ifMatch, text } from '#lib/api/form.ts'
import { replaceDocument } from '#lib/documents/bring.server.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const path = { documentId: params.documentId }
  const detail = need(await locals.api.GET('/api/v1/documents/{documentId}', { params: { path } }))
  const { document } = detail
  if (!document.own) redirect(303, homeOf(document, locals.me?.acting?.kind))
  const cursor = url.searchParams.get('cursor')
  const reads = await locals.api.GET('/api/v1/documents/{documentId}/reads', {
    params: { path, query: { limit: 25, ...(cursor && { cursor }) } },
  })
  return { ...detail, reads: need(reads), home: homeOf(document, locals.me?.acting?.kind) }
}

/** The page that lists it. */
function homeOf({ subject }: DocumentItem, kind: string | undefined): string {
  if (subject.kind === 'linkage') return `/linkages/${subject.id}/documents`
  if (subject.kind !== 'need') return '/linkages'
  return kind === 'lead-firm' ? `/sourcing-needs/${subject.id}/documents` : `/open-needs/${subject.id}`
}

export const actions: Actions = {
  /** The link is good for five minutes and for this reader alone. */
  open: async ({ locals, params, request }) => {
    const number = Number(text(await request.formData(), 'number') ?? 0)
    const answer = await locals.api.POST('/api/v1/documents/{documentId}/links', {
      params: { path: { documentId: params.documentId } },
      body: number > 0 ? { number } : {},
    })
    redirect(303, need(answer).url)
  },
  change: async ({ locals, params, request }) => {
    const form = await request.formData()
    const answer = await locals.api.PUT('/api/v1/documents/{documentId}', {
      params: { path: { documentId: params.documentId }, header: ifMatch(form) },
      headers: guards(form),
      body: {
        title: text(form, 'title') ?? '',
        language: text(form, 'language') ?? 'en',
        tier: text(form, 'tier') as DocumentItem['tier'],
        keepUntilOn: text(form, 'keepUntilOn') ?? null,
      },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(`/documents/${params.documentId}`, 'document-saved'))
  },
  replace: async ({ locals, params, request }) => {
    const done = await replaceDocument(locals.api, request, params.documentId)
    if (done.refused) return done.refused
    redirect(303, withDone(`/documents/${params.documentId}`, 'document-replaced'))
  },
  remove: async ({ locals, params, request }) => {
    const form = await request.formData()
    const path = { documentId: params.documentId }
    const { document } = need(await locals.api.GET('/api/v1/documents/{documentId}', { params: { path } }))
    const answer = await locals.api.DELETE('/api/v1/documents/{documentId}', { params: { path }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(homeOf(document, locals.me?.acting?.kind), 'document-removed'))
  },
}
