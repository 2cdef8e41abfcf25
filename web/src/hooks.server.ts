/** What happens around every page: who asks, in which language, and how pages reach the API. */
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks'
import { createApi } from '#lib/api/client.ts'
import { ask, injector } from '#lib/api/inject.ts'
import { readMe } from '#lib/api/me.ts'
import { directionOf, isLocale, type Locale, localeFrom } from '#words/locales.ts'

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.setCookies = []
  event.locals.api = createApi(event.url.origin, event.fetch)
  event.locals.me = await readMe(event)
  const locale = localeOf(event)
  event.locals.locale = locale
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace('%dir%', directionOf(locale)),
    preload: (file) => (file.type === 'font' ? file.filename.endsWith('hanken-grotesk-latin.woff2') : file.type !== 'asset'),
    filterSerializedResponseHeaders: (name) => name === 'content-type' || name === 'content-length',
  })
  for (const cookie of event.locals.setCookies) response.headers.append('set-cookie', cookie)
  if (event.locals.me) response.headers.set('cache-control', 'no-store')
  response.headers.append('vary', 'accept-language, cookie')
  return response
}

/** Pages speak to the API without leaving the process. */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
  const url = new URL(request.url)
  const inject = injector()
  const ours = url.origin === event.url.origin && url.pathname.startsWith('/api/')
  return ours && inject ? ask(inject, event, request) : fetch(request)
}

/** A fault of a page itself: the log has the trace id that the page shows. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return
  const traceId = crypto.randomUUID().slice(0, 13)
  console.error(
    JSON.stringify({ level: 'error', traceId, route: event.route.id, error: error instanceof Error ? error.stack : String(error) }),
  )
  return { code: 'internal', traceId }
}

type Event = Parameters<Handle>[0]['event']

/** What the address asks for (public pages only), then the cookie, then the profile, then the browser. */
function localeOf(event: Event): Locale {
  const asked = event.route.id?.startsWith('/(public)') ? event.url.searchParams.get('lang') : null
  const wishes = [asked, event.cookies.get('lang'), event.locals.me?.user.locale]
  return wishes.find(isLocale) ?? localeFrom(event.request.headers.get('accept-language')) ?? 'en'
}
