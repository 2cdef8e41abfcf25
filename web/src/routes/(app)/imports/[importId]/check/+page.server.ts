/** Third step of an import: the first rows, the faults and the possible duplicates, each at its own address. */
import { redirect } from '@sveltejs/kit'
import { refusal, refuseFields } from '#lib/api/answer.ts'
import { guards } from '#lib/api/form.ts'
import { loadDuplicates, loadFaults, loadRows, readDecision, VIEWS } from '#lib/imports/check.server.ts'
import { pathHere } from '#lib/imports/here.ts'
import { requireStep } from '#lib/imports/step.server.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { list } = await parent()
  requireStep(list, 'check')
  const view = VIEWS.find((one) => one === url.searchParams.get('view')) ?? 'rows'
  const asked = { api: locals.api, importId: params.importId, url, locale: locals.locale }
  return {
    view,
    rows: view === 'rows' ? await loadRows(asked) : null,
    faults: view === 'errors' ? await loadFaults(asked) : null,
    duplicates: view === 'duplicates' ? await loadDuplicates(asked) : null,
  }
}

export const actions: Actions = {
  decide: async ({ locals, params, request, url }) => {
    const form = await request.formData()
    const body = readDecision(form)
    if (!body) return refuseFields(form, { lines: { code: 'rows-not-chosen' } })
    const path = { importId: params.importId }
    const answer = await locals.api.PUT('/api/v1/imports/{importId}/duplicates', { params: { path }, headers: guards(form), body })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(pathHere(url), 'duplicates-decided'))
  },
}
