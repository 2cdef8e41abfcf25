/** Keeps the chosen language in a cookie, and leads back to the page it was chosen on. */
import { redirect } from '@sveltejs/kit'
import { localPath } from '#lib/local-path.ts'
import { isLocale } from '#words/locales.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ back: withoutLanguage(url.searchParams.get('back')) })

export const actions: Actions = {
  default: async ({ request, cookies, url }) => {
    const form = await request.formData()
    const lang = form.get('lang')
    if (isLocale(lang)) cookies.set('lang', lang, { path: '/', maxAge: A_YEAR, sameSite: 'lax', secure: url.protocol === 'https:' })
    redirect(303, withoutLanguage(form.get('back')))
  },
}

/** The way back, without the language it may carry. */
function withoutLanguage(back: unknown): string {
  const url = new URL(localPath(back), 'http://here.invalid')
  url.searchParams.delete('lang')
  return url.pathname + url.search
}

const A_YEAR = 365 * 24 * 60 * 60
