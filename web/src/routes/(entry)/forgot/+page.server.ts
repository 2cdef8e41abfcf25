/** Asks for a link to set a new password; the answer never says whether the address is known. */
import { redirect } from '@sveltejs/kit'
import { refusal } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ sent: url.searchParams.has('sent') })

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/password-resets', { body: { email: text(form, 'email') ?? '' }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/forgot?sent')
  },
}
