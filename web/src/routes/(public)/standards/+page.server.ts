/** The catalogue of standards, found by words, kind and sector. */
import { need } from '#lib/api/answer.ts'
import { SECTORS } from '#lib/profile/codes.ts'
import { STANDARD_KINDS } from '#lib/standards/codes.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('text')?.trim().slice(0, 80) ?? ''
  const kind = STANDARD_KINDS.find((one) => one === url.searchParams.get('kind'))
  const sector = SECTORS.find((one) => one === url.searchParams.get('sector'))
  const cursor = url.searchParams.get('cursor')
  const filter = { ...(text && { text }), ...(kind && { kind }), ...(sector && { sector }) }
  const query = { limit: 50, ...filter, ...(cursor && { cursor }) }
  return {
    filter: { text, kind: kind ?? '', sector: sector ?? '' },
    standards: need(await locals.api.GET('/api/v1/standards', { params: { query } })),
  }
}
