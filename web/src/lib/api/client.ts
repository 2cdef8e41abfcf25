/** The one door from pages to the API: typed by the contract, and answered in this very process. */
import createClient, { type Client } from 'openapi-fetch'
import type { paths } from '#lib/api/schema.d.ts'

export type Api = Client<paths>

/** A client whose requests go through SvelteKit's own fetch, where hooks.server.ts short-circuits them. */
export function createApi(origin: string, fetch: typeof globalThis.fetch): Api {
  return createClient<paths>({ baseUrl: origin, fetch: (request) => fetch(request) })
}
