/** First step of the profile: what the firm is, in its own words. */
import { loadSection, saveSheet } from '#lib/profile/section.server.ts'
import { identityBody } from '#lib/profile/to-bodies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => loadSection(locals)

export const actions: Actions = {
  default: ({ request, locals }) =>
    saveSheet(
      { request, locals },
      {
        section: 'identity',
        read: identityBody,
        save: (body, headers) => locals.api.PUT('/api/v1/profile/identity', { body, headers }),
      },
    ),
}
