/** What an agency's home shows: what is late, proposals to review, claims that wait for an answer, and its lists, the latest first. */
import type { Api } from '#lib/api/client.ts'

/** A member without the duty reads neither; the page is then no fault, only empty. */
export async function loadAgencyHome(api: Api) {
  const query = { limit: 10 }
  const [claims, lists, late, board, queue] = await Promise.all([
    api.GET('/api/v1/claims', { params: { query } }),
    api.GET('/api/v1/imports', { params: { query } }),
    api.GET('/api/v1/desk/linkages', { params: { query: { overdue: 'true', limit: 5 } } }),
    api.GET('/api/v1/desk/board', { params: { query: {} } }),
    api.GET('/api/v1/desk/queue', { params: { query: { limit: 5 } } }),
  ])
  return {
    claims: (claims.data?.items ?? []).filter((one) => one.state === 'open'),
    lists: lists.data?.items ?? [],
    late: late.data?.items ?? [],
    board: board.data ?? null,
    waiting: queue.data?.waiting ?? 0,
  }
}

export type AgencyHome = Awaited<ReturnType<typeof loadAgencyHome>>
