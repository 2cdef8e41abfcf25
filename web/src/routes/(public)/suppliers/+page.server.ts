/** The directory: suppliers by words and facets, a page at a time. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { chosenIn, FACETS, isFiltered } from '#lib/directory/filters.ts'
import { keepHref } from '#lib/searches/keep.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('text')?.trim().slice(0, 200) ?? ''
  const cursor = url.searchParams.get('cursor')
  const chosen = chosenIn(url.searchParams)
  const { state, ...codes } = Object.fromEntries(FACETS.filter((facet) => chosen[facet].length > 0).map((facet) => [facet, chosen[facet]]))
  const query = {
    lang: locals.locale,
    limit: 20,
    ...(text && { text }),
    ...(cursor && { cursor }),
    ...codes,
    ...(state && { state: state as ('claimed' | 'unclaimed')[] }),
  }
  const found = need(await locals.api.GET('/api/v1/suppliers', { params: { query } }))
  const named = found.items.flatMap(({ products, processes, standards }) => [...products, ...processes, ...standards])
  const offered = [...found.facets.process, ...found.facets.standard].map(({ code }) => code)
  const names = await namesOf(locals.api, locals.locale, [...named, ...offered, ...chosen.process, ...chosen.standard])
  return { text, chosen, filtered: text !== '' || isFiltered(chosen), found, names, keep: keepHref(locals.me, 'suppliers', url) }
}
