/** Second step of the profile: where the firm works. */
import { blankAdder } from '#lib/profile/find.server.ts'
import { loadSection, saveItems } from '#lib/profile/section.server.ts'
import { siteBody } from '#lib/profile/to-bodies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const data = await loadSection(locals)
  // The first site is mostly where the firm itself sits.
  const { city, region, country } = data.profile
  return { ...data, first: { name: '', city, region, country } }
}

export const actions: Actions = {
  default: ({ request, locals }) =>
    saveItems(
      { request, locals },
      {
        section: 'sites',
        add: blankAdder((form) => ({ country: String(form.get('items.0.country') ?? '') })),
        read: (items) => items.map(siteBody),
        save: (items, _complete, headers) => locals.api.PUT('/api/v1/profile/sites', { body: { items }, headers }),
      },
    ),
}
