/** One saved search: what it finds now and what of it is new; its name, its mail, its feed. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, ifMatch, text, ticked } from '#lib/api/form.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { addressOf, namedIn, tellQuery } from '#lib/searches/told.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Actions, PageServerLoad } from './$types'

const ONE = '/api/v1/saved-searches/{searchId}'

export const load: PageServerLoad = async ({ locals, params }) => {
  const search = need(await locals.api.GET(ONE, { params: { path: params } }))
  const names = await namesOf(locals.api, locals.locale, namedIn(search.query))
  const words = await speakerOf(locals.locale)
  const filters = tellQuery(words, search.query, (code) => names[code] ?? code)
  // What is new stands first.
  const results = [...search.results].sort((one, other) => Number(other.isNew) - Number(one.isNew))
  return { search: { ...search, results }, filters, page: addressOf(search.kind, search.query) }
}

export const actions: Actions = {
  look: async ({ locals, request, params }) => {
    const form = await request.formData()
    const answer = await locals.api.POST(`${ONE}/look`, { params: { path: params }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, `/saved-searches/${params.searchId}?done=saved`)
  },
  change: async ({ locals, request, params }) => {
    const form = await request.formData()
    const body = { name: text(form, 'name') ?? '', mail: ticked(form, 'mail') }
    const headers = { ...guards(form), ...ifMatch(form) }
    const answer = await locals.api.PUT(ONE, { params: { path: params, header: headers }, body, headers })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, `/saved-searches/${params.searchId}?done=saved`)
  },
  feed: async ({ locals, request, params }) => {
    const form = await request.formData()
    const answer = await locals.api.POST(`${ONE}/feed`, { params: { path: params }, headers: guards(form) })
    if (!answer.data) return refusal(answer, form)
    // The address is told in this answer alone.
    return { url: answer.data.url }
  },
  closeFeed: async ({ locals, request, params }) => {
    const form = await request.formData()
    const answer = await locals.api.DELETE(`${ONE}/feed`, { params: { path: params }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, `/saved-searches/${params.searchId}?done=feed-closed`)
  },
  delete: async ({ locals, request, params }) => {
    const form = await request.formData()
    const answer = await locals.api.DELETE(ONE, { params: { path: params }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/saved-searches?done=search-deleted')
  },
}
