/** Signs in, and goes on to the page that was asked for. */
import { redirect } from '@sveltejs/kit'
import { refusal } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import { localPath } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  const after = localPath(url.searchParams.get('then'), '/home')
  if (locals.me) redirect(303, after)
  return { after, asked: url.searchParams.has('then'), email: url.searchParams.get('email') }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const body = { email: text(form, 'email') ?? '', password: String(form.get('password') ?? '') }
    const answer = await locals.api.POST('/api/v1/sign-in', { body, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, localPath(form.get('then'), '/home'))
  },
}
