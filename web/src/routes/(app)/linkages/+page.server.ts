/** All linkages that the acting organization takes part in, filtered by stage and by need. */
import { need } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { STAGES } from '#lib/linkages/steps.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const stage = STAGES.find((one) => one === url.searchParams.get('stage')) ?? null
  const needId = ID.exec(url.searchParams.get('needId') ?? '')?.[0] ?? null
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, ...(stage && { stage }), ...(needId && { needId }), ...(cursor && { cursor }) }
  const kind = locals.me?.acting?.kind ?? 'sme'
  const [linkages, needs, unread] = await Promise.all([
    locals.api.GET('/api/v1/linkages', { params: { query } }),
    kind === 'lead-firm' ? ownNeeds(locals.api) : needsOfLinkages(locals.api),
    locals.api.GET('/api/v1/messages/unread'),
  ])
  const unreadOf = Object.fromEntries((unread.data?.items ?? []).map((one) => [one.linkageId, one.unread]))
  return { stage, needId, stages: STAGES, needs, linkages: need(linkages), unreadOf, side: kind }
}

interface Choice {
  id: string
  title: string
}

async function ownNeeds(api: Api): Promise<Choice[]> {
  const { items } = need(await api.GET('/api/v1/sourcing-needs', { params: { query: { limit: 100 } } }))
  return items.filter((one) => one.state !== 'draft').map(({ id, title }) => ({ id, title }))
}

/** Whoever has no needs of its own chooses among those of its latest hundred linkages. */
async function needsOfLinkages(api: Api): Promise<Choice[]> {
  const { items } = need(await api.GET('/api/v1/linkages', { params: { query: { limit: 100 } } }))
  return [...new Map(items.map((one) => [one.need.id, one.need])).values()]
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
