/** The organization one acts for, to read and to edit. */
import { redirect } from '@sveltejs/kit'
import { organizationFrom } from '#lib/accounts/organization-form.ts'
import { need, refusal } from '#lib/api/answer.ts'
import { guards } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({ organization: need(await locals.api.GET('/api/v1/organization')) })

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.PUT('/api/v1/organization', { body: organizationFrom(form), headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/account/organization?done=saved')
  },
}
