/** Fifth step of the profile: the certificates held, and those under way. */
import { standardsIn } from '#lib/concepts.server.ts'
import { blankAdder } from '#lib/profile/find.server.ts'
import { loadSection, saveItems } from '#lib/profile/section.server.ts'
import { certificateBody } from '#lib/profile/to-bodies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const [data, standards] = await Promise.all([loadSection(locals), standardsIn(locals.api)])
  const offered = [...standards.values()].filter(({ kind, withdrawnOn }) => kind !== 'class' && withdrawnOn === null)
  return {
    ...data,
    standards: offered
      .map(({ code, name, editions }) => ({ code, name, editions: editions.map(({ edition }) => edition) }))
      .sort((one, other) => one.name.localeCompare(other.name, locals.locale)),
  }
}

export const actions: Actions = {
  default: ({ request, locals }) =>
    saveItems(
      { request, locals },
      {
        section: 'certificates',
        add: blankAdder((form) => ({ standard: String(form.get('find.standard') ?? ''), status: 'active' })),
        read: (items) => items.map(certificateBody),
        save: (items, complete, headers) => locals.api.PUT('/api/v1/profile/certificates', { body: { items, complete }, headers }),
      },
    ),
}
