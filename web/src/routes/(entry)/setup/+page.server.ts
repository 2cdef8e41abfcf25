/** Makes the first administrator of the platform, by the link that the server prints. */
import { redirect } from '@sveltejs/kit'
import { refusal } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' })

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const body = {
      token: text(form, 'token') ?? '',
      name: text(form, 'name') ?? '',
      email: text(form, 'email') ?? '',
      password: String(form.get('password') ?? ''),
    }
    const answer = await locals.api.POST('/api/v1/setup', { body, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/home')
  },
}
