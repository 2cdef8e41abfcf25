/** Needs open to everyone, found by words, sector and country. */
import { readOpenNeeds } from '#lib/needs/open-needs.server.ts'
import { SECTORS } from '#lib/profile/codes.ts'
import { keepHref } from '#lib/searches/keep.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('text')?.trim().slice(0, 100) ?? ''
  const sector = SECTORS.find((one) => one === url.searchParams.get('sector')) ?? ''
  const asked = url.searchParams.get('country') ?? ''
  const country = /^[A-Z]{2}$/.test(asked) ? asked : ''
  const cursor = url.searchParams.get('cursor')
  const filter = { ...(text && { text }), ...(sector && { sector }), ...(country && { country }) }
  return {
    filter: { text, sector, country },
    keep: keepHref(locals.me, 'open-needs', url),
    filtered: Object.keys(filter).length > 0,
    needs: await readOpenNeeds(locals, { limit: 25, ...filter, ...(cursor && { cursor }) }),
  }
}
