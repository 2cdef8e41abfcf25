/** A new sourcing need, from nothing or from a template. */
import { redirect } from '@sveltejs/kit'
import { guards, text } from '#lib/api/form.ts'
import { withDone } from '#lib/local-path.ts'
import { blankDraft } from '#lib/needs/draft.ts'
import { allParameters, catalogueOf, change, formOf, save } from '#lib/needs/need-form.server.ts'
import { draftFromTemplate, TEMPLATES } from '#lib/needs/templates.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const template = TEMPLATES.find((one) => one === url.searchParams.get('template'))
  const draft = template
    ? draftFromTemplate(template, await speakerOf(locals.locale), allParameters(await catalogueOf(locals)))
    : blankDraft(locals.locale)
  return { templates: TEMPLATES, template: template ?? null, form: await formOf(locals, draft) }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    if (text(form, 'act') !== 'save') return change(locals, form)
    const { saved, refused } = await save(locals, form, (body) =>
      locals.api.POST('/api/v1/sourcing-needs', { body, headers: guards(form) }),
    )
    if (!saved) return refused
    redirect(303, withDone(`/sourcing-needs/${saved.id}`, 'need-saved'))
  },
}
