/** The reader's own saved searches, with how much is new in each. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { namedIn, tellQuery } from '#lib/searches/told.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const { items } = need(await locals.api.GET('/api/v1/saved-searches'))
  const names = await namesOf(
    locals.api,
    locals.locale,
    items.flatMap((one) => namedIn(one.query)),
  )
  const words = await speakerOf(locals.locale)
  const searches = items.map(({ id, kind, name, query, fresh }) => {
    return { id, kind, name, fresh, filters: tellQuery(words, query, (code) => names[code] ?? code) }
  })
  return { searches, start: locals.me?.acting?.kind === 'sme' ? ('open-needs' as const) : ('suppliers' as const) }
}
