/** A trial on the need: the proposals with the changes of the address, beside those without. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { codesIn, tellProposal } from '#lib/needs/proposals.ts'
import { trialFrom } from '#lib/needs/trial.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { PageServerLoad } from './$types'

const SHOWN = 25

export const load: PageServerLoad = async ({ locals, parent, params, url }) => {
  const data = await parent()
  if (data.need.state === 'draft' || data.need.criteria.length === 0) return { trial: null, changes: [], query: '' }
  const changes = trialFrom(url.searchParams, data.need, locals.locale)
  const answer = await locals.api.POST('/api/v1/sourcing-needs/{needId}/what-if', {
    params: { path: { needId: params.needId } },
    body: { changes, limit: SHOWN },
  })
  const { items, ...rest } = need(answer)
  const proposals = items.map(({ proposal }) => proposal)
  const [words, found] = await Promise.all([speakerOf(locals.locale), namesOf(locals.api, locals.locale, codesIn(proposals))])
  const names: Record<string, string> = { ...data.names, ...found }
  const nameOf = (code: string) => names[code] ?? code
  return {
    changes,
    query: url.search,
    trial: {
      ...rest,
      items: items.map(({ proposal, before, after }) => {
        const told = tellProposal({ words, need: data.need, nameOf }, proposal)
        const { organizationId, name, band, score } = proposal
        return { organizationId, name, band, score, before, after, close: told.close, closeNote: told.closeNote }
      }),
    },
  }
}
