/** "No more of these" by the link of a mail: looking changes nothing, since mail programs open links by themselves. */
import { refusal } from '#lib/api/answer.ts'
import { text } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

const ONE = '/api/v1/mutes/{token}'

export const load: PageServerLoad = async ({ locals, url }) => {
  const token = url.searchParams.get('token') ?? ''
  const answer = token ? await locals.api.GET(ONE, { params: { path: { token } } }) : null
  return { token, link: answer?.data ?? null, signedIn: locals.me !== null }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST(ONE, { params: { path: { token: text(form, 'token') ?? '' } } })
    if (!answer.response.ok) return refusal(answer, form)
    return { muted: true as const }
  },
}
