/** Sixth step of the profile: what is installed and how much of it is in use; what is free follows from that. */
import { blankAdder } from '#lib/profile/find.server.ts'
import { loadSection, saveItems } from '#lib/profile/section.server.ts'
import { capacityBody } from '#lib/profile/to-bodies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => loadSection(locals)

export const actions: Actions = {
  default: ({ request, locals }) =>
    saveItems(
      { request, locals },
      {
        section: 'capacity',
        add: blankAdder(() => ({ unit: 'pcs' })),
        read: (items) => items.map(capacityBody),
        save: (items, complete, headers) => locals.api.PUT('/api/v1/profile/capacity', { body: { items, complete }, headers }),
      },
    ),
}
