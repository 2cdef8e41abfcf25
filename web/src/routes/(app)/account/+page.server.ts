/** One's own account: name, language, password, sessions, and for which organization one acts. */
import { type RequestEvent, redirect } from '@sveltejs/kit'
import { refusal, refuseFields } from '#lib/api/answer.ts'
import { guards, text } from '#lib/api/form.ts'
import { isLocale } from '#words/locales.ts'
import type { Actions } from './$types'

const A_YEAR = 365 * 24 * 60 * 60

export const actions: Actions = {
  person: async (event) => {
    const { locals, request } = event
    const form = await request.formData()
    const chosen = text(form, 'locale')
    const locale = isLocale(chosen) ? chosen : null
    const body = { name: text(form, 'name') ?? '', locale }
    const answer = await locals.api.PATCH('/api/v1/account', { body, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    keepLanguage(event, locale)
    redirect(303, '/account?done=saved')
  },
  password: async ({ locals, request }) => {
    const form = await request.formData()
    const body = { current: String(form.get('currentPassword') ?? ''), password: String(form.get('password') ?? '') }
    const answer = await locals.api.POST('/api/v1/account/password', { body, headers: guards(form) })
    if (answer.response.ok) redirect(303, '/account?done=password-set')
    const refused = refusal(answer, form)
    if (refused.data.problem.code !== 'wrong-password') return refused
    return refuseFields(form, { currentPassword: { code: 'wrong-password' } })
  },
  sessions: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/account/end-other-sessions', { headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/account?done=sessions-ended')
  },
  act: async ({ locals, request }) => {
    const form = await request.formData()
    const organizationId = text(form, 'organizationId') ?? ''
    const answer = await locals.api.POST('/api/v1/account/acting-organization', { body: { organizationId }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/home')
  },
}

/** The language of the profile takes effect at once in this browser too. */
function keepLanguage({ cookies, url }: RequestEvent, locale: string | null): void {
  if (locale) cookies.set('lang', locale, { path: '/', maxAge: A_YEAR, sameSite: 'lax', secure: url.protocol === 'https:' })
  else cookies.delete('lang', { path: '/' })
}
