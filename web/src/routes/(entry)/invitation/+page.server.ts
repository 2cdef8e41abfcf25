/** An invitation by its link: who invites, as what; signing in or up comes before accepting. */
import { redirect } from '@sveltejs/kit'
import { refusal } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const token = url.searchParams.get('token') ?? ''
  const answer = token ? await locals.api.POST('/api/v1/invitations/read', { body: { token } }) : null
  return { token, invitation: answer?.data ?? null, email: locals.me?.user.email ?? null }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/invitations/accept', {
      body: { token: text(form, 'token') ?? '' },
      headers: guards(form),
    })
    if (!answer.data) return refusal(answer, form)
    await locals.api.POST('/api/v1/account/acting-organization', { body: { organizationId: answer.data.organizationId } })
    redirect(303, '/home?done=joined')
  },
}
