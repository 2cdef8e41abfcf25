/** Signed-in pages: whoever is not signed in goes there first, whoever acts for no organization chooses or makes one first. */
import { redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

const WITHOUT_ORGANIZATION = ['/organization/new', '/account']

export const load: LayoutServerLoad = ({ locals, url }) => {
  const { me } = locals
  if (!me) redirect(303, `/sign-in?then=${encodeURIComponent(url.pathname + url.search)}`)
  const elsewhere = !me.acting && !me.user.platformAdmin && !WITHOUT_ORGANIZATION.includes(url.pathname)
  if (elsewhere) redirect(303, me.memberships.length > 0 ? '/account' : '/organization/new')
  return { me }
}
