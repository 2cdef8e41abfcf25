/** Any SME looked up by its name: its place among the proposals, or what keeps it out. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { codesIn, tellProposal } from '#lib/needs/proposals.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, parent, params, url }) => {
  const data = await parent()
  const text = (url.searchParams.get('text') ?? '').trim().slice(0, 100)
  if (data.need.state === 'draft' || text.length < 2) return { text, found: null }
  const answer = await locals.api.GET('/api/v1/sourcing-needs/{needId}/lookup', {
    params: { path: { needId: params.needId }, query: { text } },
  })
  const { items, proposed } = need(answer)
  const proposals = items.map(({ proposal }) => proposal)
  const [words, names] = await Promise.all([speakerOf(locals.locale), namesOf(locals.api, locals.locale, codesIn(proposals))])
  const known: Record<string, string> = { ...data.names, ...names }
  const titles = new Map(data.need.criteria.map(({ id, title }) => [id, title]))
  return {
    text,
    found: items.map(({ standing, place, criterionIds, proposal }) => ({
      organizationId: proposal.organizationId,
      name: proposal.name,
      where: [proposal.city, words.country(proposal.country)].filter(Boolean).join(', '),
      says: words.code('lookup-standing', standing, {
        place: place ?? 0,
        n: proposed,
        list: words.list(criterionIds.map((id) => titles.get(id) ?? '')),
      }),
      ...tellProposal({ words, need: data.need, nameOf: (code) => known[code] ?? code }, proposal),
    })),
  }
}
