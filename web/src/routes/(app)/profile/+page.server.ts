/** The profile at a glance: where each section stands, what publishing waits for, what is still true. */
import { type RequestEvent, redirect } from '@sveltejs/kit'
import { type Answer, need, refusal } from '#lib/api/answer.ts'
import { guards, ifMatch } from '#lib/api/form.ts'
import { oldestStatement } from '#lib/profile/steps.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const answer = await locals.api.GET('/api/v1/profile')
  if (answer.response.status === 404) return { profile: null, oldest: null }
  const profile = need(answer)
  return { profile, oldest: oldestStatement(profile) }
}

export const actions: Actions = {
  create: async ({ request, locals }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/profile', { headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/profile/identity')
  },
  confirm: (event) => step(event, 'confirmed', (headers) => event.locals.api.POST('/api/v1/profile/confirm', { headers })),
  publish: (event) => step(event, 'published', (headers) => event.locals.api.POST('/api/v1/profile/publish', { headers })),
  withdraw: (event) => step(event, 'withdrawn', (headers) => event.locals.api.POST('/api/v1/profile/withdraw', { headers })),
}

async function step(
  { request }: Pick<RequestEvent, 'request'>,
  done: string,
  ask: (headers: { 'if-match': string }) => Promise<Answer<unknown>>,
) {
  const form = await request.formData()
  const answer = await ask({ ...guards(form), ...ifMatch(form) })
  if (!answer.response.ok) return refusal(answer, form)
  redirect(303, `/profile?done=profile-${done}`)
}
