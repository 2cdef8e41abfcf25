/** Adds an own standard. */
import { redirect } from '@sveltejs/kit'
import { guards } from '#lib/api/form.ts'
import { standardsIn } from '#lib/concepts.server.ts'
import { ownStandardFrom, refusedQuestion } from '#lib/standards/own-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  if (locals.me?.acting?.kind !== 'lead-firm') redirect(303, '/standards')
  const standards = await standardsIn(locals.api)
  return { options: [...standards.values()].map(({ code, name }) => ({ value: code, label: name })) }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const { refused, body } = ownStandardFrom(form, locals.locale)
    if (refused) return refused
    const answer = await locals.api.POST('/api/v1/standards', { body, headers: guards(form) })
    if (!answer.data) return refusedQuestion(answer, form)
    redirect(303, `/standards/own/${answer.data.code}?done=saved`)
  },
}
