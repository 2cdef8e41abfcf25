/** Signed-in pages: whoever is not signed in goes there first, whoever acts for no organization chooses or makes one first. */
import { redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

const WITHOUT_ORGANIZATION = ['/organization/new', '/account']

export const load: LayoutServerLoad = async ({ locals, url }) => {
  const { me } = locals
  if (!me) redirect(303, `/sign-in?then=${encodeURIComponent(url.pathname + url.search)}`)
  const elsewhere = !me.acting && !me.user.platformAdmin && !WITHOUT_ORGANIZATION.includes(url.pathname)
  if (elsewhere) redirect(303, me.memberships.length > 0 ? '/account' : '/organization/new')
  return { me, counts: await countsFor(locals) }
}

/** Numbers beside the places of the navigation. A number that cannot be had is left out: no page fails for it. */
async function countsFor({ api, me }: App.Locals): Promise<Record<string, number>> {
  if (!me?.acting) return {}
  const [notices, news] = await Promise.all([
    api.GET('/api/v1/notices/unread'),
    me.acting.kind === 'sme' ? api.GET('/api/v1/alerts/unread') : { data: undefined },
  ])
  return { ...(notices.data && { notices: notices.data.unread }), ...(news.data && { news: news.data.unread }) }
}
