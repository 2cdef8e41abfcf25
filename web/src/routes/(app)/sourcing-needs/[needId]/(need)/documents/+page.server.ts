/** The documents of a need: drawings and specifications, each with who can read it. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import { addDocument } from '#lib/documents/bring.server.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  documents: need(await locals.api.GET('/api/v1/needs/{needId}/documents', { params: { path: { needId: params.needId } } })),
})

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const done = await addDocument(locals.api, request, { needId: params.needId })
    if (done.refused) return done.refused
    redirect(303, withDone(`/sourcing-needs/${params.needId}/documents`, 'document-added'))
  },
}
