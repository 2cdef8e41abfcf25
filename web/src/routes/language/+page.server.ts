/** Keeps the chosen language in a cookie, and leads back to the page it was chosen on. */
import { redirect } from '@sveltejs/kit'
import { isLocale } from '#words/locales.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ back: localPath(url.searchParams.get('back')) })

export const actions: Actions = {
  default: async ({ request, cookies, url }) => {
    const form = await request.formData()
    const lang = form.get('lang')
    if (isLocale(lang)) cookies.set('lang', lang, { path: '/', maxAge: A_YEAR, sameSite: 'lax', secure: url.protocol === 'https:' })
    redirect(303, localPath(form.get('back')))
  },
}

/** An address of this site, without the language it may carry; anything else is the start page. */
function localPath(back: unknown): string {
  if (typeof back !== 'string' || !/^\/(?![/\\])/.test(back)) return '/'
  const url = new URL(back, 'http://here.invalid')
  url.searchParams.delete('lang')
  return url.host === 'here.invalid' ? url.pathname + url.search : '/'
}

const A_YEAR = 365 * 24 * 60 * 60
