/** What a lead firm's home shows: interest that waits for an answer, its needs, the latest first, and feedback owed. */
import { need } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'

export async function loadLeadFirmHome(api: Api) {
  const [waiting, needs, owed] = await Promise.all([
    api.GET('/api/v1/linkages', { params: { query: { stage: 'sme-interested', limit: 10 } } }),
    api.GET('/api/v1/sourcing-needs', { params: { query: { limit: 10 } } }),
    api.GET('/api/v1/feedback-owed', { params: { query: { limit: 5 } } }),
  ])
  return { waiting: need(waiting).items, needs: need(needs).items, owed: need(owed) }
}

export type LeadFirmHome = Awaited<ReturnType<typeof loadLeadFirmHome>>
