/** The fairness of exposure, for agencies and administrators of the platform. */
import { need } from '#lib/api/answer.ts'
import type { PageServerLoad } from './$types'

const PERIODS = ['30', '90', '365'] as const

export const load: PageServerLoad = async ({ locals, url }) => {
  const days = PERIODS.find((one) => one === url.searchParams.get('days')) ?? '90'
  return { days, periods: PERIODS, exposure: need(await locals.api.GET('/api/v1/exposure', { params: { query: { days } } })) }
}
