/** Brings the demonstration's list in as an officer would: uploaded, its columns and words accepted as guessed, run. */
import { LIST, LIST_CSV } from '../../db/seed/demo/list.ts'
import type { Actor } from '../../domain/actor.ts'
import { actingFor } from '../access.ts'
import type { Services } from '../compose.ts'

export async function bringList(services: Services, officer: Actor): Promise<void> {
  const { imports } = services
  const { items } = await imports.list(officer, { limit: 100, cursor: undefined })
  const { id, state } = items.find((one) => one.listName === LIST.listName) ?? (await uploaded(services, officer))
  if (state === 'uploaded') await accept(services, officer, id)
  const { version, openSteps } = await imports.get(officer, id)
  if (openSteps.includes('run')) await imports.run(officer, id, version)
  // The worker has the same job; whoever comes second does nothing.
  await services.runImport({ importId: id, ...actingFor(officer) })
}

function uploaded({ imports }: Services, officer: Actor) {
  const { listName, fileName } = LIST
  return imports.upload(officer, { listName, fileName, bytes: new TextEncoder().encode(LIST_CSV) })
}

async function accept({ imports }: Services, officer: Actor, id: string): Promise<void> {
  const list = await imports.get(officer, id)
  const { columns } = list.mapping
  const { values } = await imports.saveMapping(officer, id, list.version, { columns, constants: {} })
  for (const { field } of values) {
    const { version } = await imports.get(officer, id)
    await imports.confirmValues(officer, id, version, { field, items: [], acceptSuggestions: true })
  }
}
