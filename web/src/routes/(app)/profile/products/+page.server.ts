/** Third step of the profile: what the firm makes, and what it does for it beyond making. */
import { conceptAdder } from '#lib/profile/find.server.ts'
import { loadSection, saveItems } from '#lib/profile/section.server.ts'
import { productBody } from '#lib/profile/to-bodies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => loadSection(locals)

export const actions: Actions = {
  default: ({ request, locals }) =>
    saveItems(
      { request, locals },
      {
        section: 'products',
        add: conceptAdder({ kind: 'product', item: ({ code, label }, typed) => ({ product: code, concept: label, name: typed || label }) }),
        read: (items) => items.map(productBody),
        save: (items, complete, headers) => locals.api.PUT('/api/v1/profile/products', { body: { items, complete }, headers }),
      },
    ),
}
