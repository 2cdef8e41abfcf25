/** Seventh step of the profile: the terms the firm works on. */
import { loadSection, saveSheet } from '#lib/profile/section.server.ts'
import { commercialBody } from '#lib/profile/to-bodies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => loadSection(locals)

export const actions: Actions = {
  default: ({ request, locals }) =>
    saveSheet(
      { request, locals },
      {
        section: 'commercial',
        read: commercialBody,
        save: (body, headers) => locals.api.PUT('/api/v1/profile/commercial', { body, headers }),
      },
    ),
}
