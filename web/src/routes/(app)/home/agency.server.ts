/** What an agency's home shows: claims that wait for an answer, and its lists, the latest first. */
import type { Api } from '#lib/api/client.ts'

/** A member without the duty reads neither; the page is then no fault, only empty. */
export async function loadAgencyHome(api: Api) {
  const query = { limit: 10 }
  const [claims, lists] = await Promise.all([
    api.GET('/api/v1/claims', { params: { query } }),
    api.GET('/api/v1/imports', { params: { query } }),
  ])
  return { claims: (claims.data?.items ?? []).filter((one) => one.state === 'open'), lists: lists.data?.items ?? [] }
}

export type AgencyHome = Awaited<ReturnType<typeof loadAgencyHome>>
