/** The offers to one need: who came, and up to five side by side at a quantity of the lead firm's choice. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { askedBy, codesAsked } from '#lib/offers/told.ts'
import { speakerOf } from '#lib/words.server.ts'
import { readNumber } from '#words/figures.ts'
import type { PageServerLoad } from './$types'

const MOST = 5
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const path = { needId: params.needId }
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 50, ...(cursor && { cursor }) }
  const offers = need(await locals.api.GET('/api/v1/sourcing-needs/{needId}/offers', { params: { path, query } }))
  const chosen = [...new Set(url.searchParams.getAll('linkage').filter((one) => ID.test(one)))].slice(0, MOST)
  const quantity = readNumber(locals.locale, url.searchParams.get('quantity') ?? '')
  const currency = (url.searchParams.get('currency') ?? '').trim().toUpperCase()
  const asked = {
    linkage: chosen,
    ...(quantity && quantity >= 1 && { quantity: Math.min(Math.round(quantity), 2_000_000_000) }),
    ...(/^[A-Z]{3}$/.test(currency) && { currency }),
  }
  if (offers.closed || chosen.length === 0) return { offers, comparison: null, asked, sentences: {} }
  const { names } = await parent()
  const comparison = need(await locals.api.GET('/api/v1/sourcing-needs/{needId}/offers/comparison', { params: { path, query: asked } }))
  const [words, found] = await Promise.all([
    speakerOf(locals.locale),
    namesOf(locals.api, locals.locale, codesAsked(comparison.requirements)),
  ])
  const sentences = askedBy(words, comparison.requirements, (code) => names[code] ?? found[code] ?? code)
  return { offers, comparison, asked, sentences }
}
