/** One supplier list: who stands on it, who came and went, and the form to add an SME that a linkage brought. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import { withDone } from '#lib/local-path.ts'
import { STATUSES } from '#lib/supplier-lists/told.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const path = { listId: params.listId }
  const cursor = url.searchParams.get('cursor')
  const [list, entries, linkages] = await Promise.all([
    locals.api.GET('/api/v1/supplier-lists/{listId}', { params: { path } }),
    locals.api.GET('/api/v1/supplier-lists/{listId}/entries', { params: { path, query: { limit: 50, ...(cursor && { cursor }) } } }),
    locals.api.GET('/api/v1/linkages', { params: { query: { limit: 100 } } }),
  ])
  const smes = new Map(need(linkages).items.map(({ id, sme }) => [sme.id, { value: `${sme.id} ${id}`, label: sme.name }]))
  return { list: need(list), entries: need(entries), smes: [...smes.values()] }
}

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData()
    const [organizationId = '', linkageId] = (text(form, 'organizationId') ?? '').split(' ')
    const status = STATUSES.find((one) => one === text(form, 'status')) ?? 'identified'
    const expiresOn = text(form, 'expiresOn')
    const note = text(form, 'note')
    const said = { status, ...(linkageId && { linkageId }), ...(expiresOn && { expiresOn }), ...(note && { note }) }
    const answer = await locals.api.POST('/api/v1/supplier-lists/{listId}/entries', {
      params: { path: { listId: params.listId } },
      headers: guards(form),
      body: { organizationId, ...said },
    })
    if (answer.response.ok) redirect(303, withDone(`/supplier-lists/${params.listId}`, 'supplier-listed'))
    return refusal(answer, form)
  },
}
