/** Keeps the search that the address carries, with a name. */
import { redirect } from '@sveltejs/kit'
import { refusal } from '#lib/api/answer.ts'
import { guards, text, ticked } from '#lib/api/form.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { addressOf, namedIn, queryIn, tellQuery } from '#lib/searches/told.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Actions, PageServerLoad } from './$types'

const kindIn = (url: URL) => (url.searchParams.get('kind') === 'open-needs' ? ('open-needs' as const) : ('suppliers' as const))

export const load: PageServerLoad = async ({ locals, url }) => {
  const kind = kindIn(url)
  const query = queryIn(url.searchParams, locals.locale)
  const names = await namesOf(locals.api, locals.locale, namedIn(query))
  const words = await speakerOf(locals.locale)
  const filters = tellQuery(words, query, (code) => names[code] ?? code)
  return { kind, filters, back: addressOf(kind, query), action: url.pathname + url.search }
}

export const actions: Actions = {
  default: async ({ locals, request, url }) => {
    const form = await request.formData()
    const query = queryIn(url.searchParams, locals.locale)
    const body = { kind: kindIn(url), name: text(form, 'name') ?? '', query, mail: ticked(form, 'mail') }
    const answer = await locals.api.POST('/api/v1/saved-searches', { body, headers: guards(form) })
    if (!answer.data) return refusal(answer, form)
    redirect(303, `/saved-searches/${answer.data.id}?done=search-saved`)
  },
}
