/** Sets a new password by the link of a mail, and signs in. */
import { redirect } from '@sveltejs/kit'
import { refusal } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' })

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const body = { token: text(form, 'token') ?? '', password: String(form.get('password') ?? '') }
    const answer = await locals.api.POST('/api/v1/password-resets/use', { body, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/home?done=password-set')
  },
}
