/** Up to five SMEs side by side; those of the address, or the first proposals to choose from. */
import { need } from '#lib/api/answer.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { codesIn, tellProposal } from '#lib/needs/proposals.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { PageServerLoad } from './$types'

const MOST = 5
const OFFERED = 25
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i

export const load: PageServerLoad = async ({ locals, parent, params, url }) => {
  const data = await parent()
  if (data.need.state === 'draft') return { chosen: [], offered: [], tooMany: false }
  const asked = [...new Set(url.searchParams.getAll('sme').filter((one) => ID.test(one)))]
  const path = { needId: params.needId }
  const [list, side] = await Promise.all([
    locals.api.GET('/api/v1/sourcing-needs/{needId}/proposals', { params: { path, query: { limit: OFFERED } } }),
    asked.length > 0
      ? locals.api.GET('/api/v1/sourcing-needs/{needId}/comparison', { params: { path, query: { sme: asked.slice(0, MOST) } } })
      : null,
  ])
  const items = side ? need(side).items : []
  const [words, found] = await Promise.all([speakerOf(locals.locale), namesOf(locals.api, locals.locale, codesIn(items))])
  const names: Record<string, string> = { ...data.names, ...found }
  const nameOf = (code: string) => names[code] ?? code
  const offered = need(list).items.map(({ organizationId, name, band }) => ({ organizationId, name, band }))
  const also = items.filter((one) => !offered.some(({ organizationId }) => organizationId === one.organizationId))
  return {
    tooMany: asked.length > MOST,
    offered: [...offered, ...also.map(({ organizationId, name, band }) => ({ organizationId, name, band }))],
    chosen: items.map((one) => ({
      organizationId: one.organizationId,
      name: one.name,
      where: [one.city, words.country(one.country)].filter(Boolean).join(', '),
      cost: one.cost ? words.money(one.cost) : '',
      verdicts: Object.fromEntries(
        one.criteria.flatMap(({ verdicts }) => verdicts.map(({ requirementId, verdict }) => [requirementId, verdict] as const)),
      ),
      ...toldBy(tellProposal({ words, need: data.need, nameOf }, one), one),
    })),
  }
}

/** What was found, by requirement: the reasons stand musts first, as they are told. */
function toldBy(
  told: ReturnType<typeof tellProposal>,
  { criteria }: { criteria: { class: string; verdicts: { requirementId: string }[] }[] },
) {
  const ordered = [...criteria.filter((one) => one.class !== 'scored'), ...criteria.filter((one) => one.class === 'scored')]
  const ids = ordered.flatMap(({ verdicts }) => verdicts.map(({ requirementId }) => requirementId))
  const { band, score, close, closeNote, obstacles } = told
  const found = Object.fromEntries(ids.map((id, at) => [id, told.reasons[at]?.found ?? '']))
  const evidence = Object.fromEntries(ids.map((id, at) => [id, told.reasons[at]?.evidence ?? ('none' as const)]))
  return { band, score, close, closeNote, obstacles, found, evidence }
}
