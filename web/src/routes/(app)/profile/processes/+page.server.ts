/** Fourth step of the profile: the processes, each with what its family is measured by. */
import { conceptsIn, materialsIn, parametersOf } from '#lib/concepts.server.ts'
import { FAMILIES } from '#lib/profile/codes.ts'
import { word } from '#lib/profile/drafts.ts'
import { conceptAdder } from '#lib/profile/find.server.ts'
import { definitionsFor, loadSection, saveItems } from '#lib/profile/section.server.ts'
import { parameterInput, processBody } from '#lib/profile/to-bodies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const [data, materials, concepts] = await Promise.all([
    loadSection(locals),
    materialsIn(locals.api),
    conceptsIn(locals.api, locals.locale),
  ])
  // An item that was just added may be of any family: the page knows them all.
  const byFamily = await Promise.all(FAMILIES.map(async (family) => [family, await parametersOf(locals.api, family)] as const))
  const groups = data.profile.processes.map(({ process }) => [process, concepts.get(process)?.group ?? ''])
  return { ...data, materials, definitions: Object.fromEntries(byFamily), groups: Object.fromEntries(groups) as Record<string, string> }
}

export const actions: Actions = {
  default: ({ request, locals }) =>
    saveItems(
      { request, locals },
      {
        section: 'processes',
        add: conceptAdder({ kind: 'process', item: ({ code, label, group }) => ({ process: code, concept: label, group, mode: 'own' }) }),
        read: async (items) => {
          const definitions = await definitionsFor(
            locals,
            items.map(({ draft }) => word(draft, 'process')),
          )
          return items.map((item) => processBody(item, definitions.get(word(item.draft, 'process')) ?? []))
        },
        save: (items, complete, headers) => locals.api.PUT('/api/v1/profile/processes', { body: { items, complete }, headers }),
        inputOf: parameterInput,
      },
    ),
}
