/** First step of an import: what each column of the list says, and what holds for all its rows. */
import { redirect } from '@sveltejs/kit'
import { guards } from '#lib/api/form.ts'
import { mappingRefusal, readMapping } from '#lib/imports/mapping.server.ts'
import { requireStep } from '#lib/imports/step.server.ts'
import { withDone } from '#lib/local-path.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { list } = await parent()
  requireStep(list, 'columns')
  const silent = list.state === 'uploaded' && !list.mapping.columns.includes('country')
  const own = silent ? await locals.api.GET('/api/v1/organization') : null
  return { suggestedCountry: own?.data?.country ?? null }
}

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData()
    const body = readMapping(form)
    const path = { importId: params.importId }
    const answer = await locals.api.PUT('/api/v1/imports/{importId}/mapping', { params: { path }, headers: guards(form), body })
    if (!answer.data) return mappingRefusal(answer, form, { body, words: await speakerOf(locals.locale) })
    const next = answer.data.values.some(({ values }) => values > 0) ? 'values' : 'check'
    redirect(303, withDone(`/imports/${params.importId}/${next}`, 'mapping-saved'))
  },
}
