/** What a lead firm's home shows: interest that waits for an answer, and its needs, the latest first. */
import { need } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'

export async function loadLeadFirmHome(api: Api) {
  const [waiting, needs] = await Promise.all([
    api.GET('/api/v1/linkages', { params: { query: { stage: 'sme-interested', limit: 10 } } }),
    api.GET('/api/v1/sourcing-needs', { params: { query: { limit: 10 } } }),
  ])
  return { waiting: need(waiting).items, needs: need(needs).items }
}

export type LeadFirmHome = Awaited<ReturnType<typeof loadLeadFirmHome>>
