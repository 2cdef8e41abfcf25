/** Last step of the profile: for whom the firm has worked. */
import { blankAdder } from '#lib/profile/find.server.ts'
import { loadSection, saveItems } from '#lib/profile/section.server.ts'
import { referenceBody } from '#lib/profile/to-bodies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => loadSection(locals)

export const actions: Actions = {
  default: ({ request, locals }) =>
    saveItems(
      { request, locals },
      {
        section: 'references',
        add: blankAdder(() => ({})),
        read: (items) => items.map(referenceBody),
        save: (items, complete, headers) => locals.api.PUT('/api/v1/profile/references', { body: { items, complete }, headers }),
      },
    ),
}
