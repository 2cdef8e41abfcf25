/** Times that count: of what an agency brokers, or of a firm itself, for a period. */
import { need } from '#lib/api/answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const [fromOn, untilOn] = [dayIn(url, 'fromOn'), dayIn(url, 'untilOn')]
  const query = { ...(fromOn && { fromOn }), ...(untilOn && { untilOn }) }
  const isAgency = locals.me?.acting?.kind === 'agency'
  return { isAgency, times: need(await locals.api.GET('/api/v1/times', { params: { query } })) }
}

function dayIn(url: URL, name: string): string | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.exec(url.searchParams.get(name) ?? '')?.[0]
}
