/** All linkages that the acting organization takes part in, filtered by stage and by need. */
import { need } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { STAGES } from '#lib/linkages/steps.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const { stage, needId, query } = asked(url)
  const kind = locals.me?.acting?.kind ?? 'sme'
  const [linkages, needs, unread] = await Promise.all([
    locals.api.GET('/api/v1/linkages', { params: { query } }),
    kind === 'lead-firm' ? ownNeeds(locals.api) : needsOfLinkages(locals.api),
    unreadOf(locals.api),
  ])
  return { stage, needId, stages: STAGES, needs, linkages: need(linkages), unread, side: kind }
}

/** The filters, as far as they name something. */
function asked({ searchParams }: URL) {
  const stage = STAGES.find((one) => one === searchParams.get('stage')) ?? null
  const needId = ID.exec(searchParams.get('needId') ?? '')?.[0] ?? null
  const cursor = searchParams.get('cursor')
  return { stage, needId, query: { limit: 25, ...(stage && { stage }), ...(needId && { needId }), ...(cursor && { cursor }) } }
}

/** A number that cannot be had is left out: the list does not fail for it. */
async function unreadOf(api: Api): Promise<Record<string, number>> {
  const { data } = await api.GET('/api/v1/messages/unread')
  return Object.fromEntries((data?.items ?? []).map((one) => [one.linkageId, one.unread]))
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
