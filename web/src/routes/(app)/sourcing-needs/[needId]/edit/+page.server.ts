/** Editing a sourcing need: a draft is saved, an open need gets a new version. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import { guards, ifMatch, text } from '#lib/api/form.ts'
import { withDone } from '#lib/local-path.ts'
import { draftOf } from '#lib/needs/draft.ts'
import { change, formOf, save } from '#lib/needs/need-form.server.ts'
import { trialFrom, withTrial } from '#lib/needs/trial.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = need(await locals.api.GET('/api/v1/sourcing-needs/{needId}', { params: { path: { needId: params.needId } } }))
  // What was tried on the proposals comes with the address.
  const trials = trialFrom(url.searchParams, found, locals.locale)
  const draft = withTrial(draftOf(found, await speakerOf(locals.locale)), trials)
  return { need: found, form: await formOf(locals, draft), tried: trials.length > 0 }
}

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData()
    if (text(form, 'act') !== 'save') return change(locals, form)
    const { saved, refused } = await save(locals, form, (body) =>
      locals.api.PUT('/api/v1/sourcing-needs/{needId}', {
        params: { path: { needId: params.needId }, header: ifMatch(form) },
        headers: guards(form),
        body,
      }),
    )
    if (!saved) return refused
    redirect(303, withDone(`/sourcing-needs/${params.needId}`, 'need-saved'))
  },
}
