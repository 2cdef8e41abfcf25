/** Makes an account, signs in, and goes on to the organization it is for. */
import { redirect } from '@sveltejs/kit'
import { refusal } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import { localPath } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

const KINDS = ['lead-firm', 'sme', 'agency'] as const

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.me) redirect(303, '/home')
  return {
    kind: kindFrom(url.searchParams.get('as')),
    after: localPath(url.searchParams.get('then'), ''),
    email: url.searchParams.get('email'),
  }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const body = {
      name: text(form, 'name') ?? '',
      email: text(form, 'email') ?? '',
      password: String(form.get('password') ?? ''),
      locale: locals.locale,
    }
    const answer = await locals.api.POST('/api/v1/sign-up', { body, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    const kind = kindFrom(text(form, 'as'))
    redirect(303, localPath(form.get('then'), `/organization/new${kind ? `?kind=${kind}` : ''}`))
  },
}

function kindFrom(asked: string | null | undefined) {
  return KINDS.find((kind) => kind === asked) ?? null
}
