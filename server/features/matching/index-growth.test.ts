/** When the index is built anew between two days, through HTTP on a real PostgreSQL. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { fillProfile, PROFILE_SECTIONS, publishProfile, saveSection } from '../../../tests/support/suppliers.ts'
import { founder } from '../../../tests/support/world.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

/** More than an index takes in before it counts its firms anew. */
const SAVES = 70

it('one firm that saves its profile again and again is no new firm, and has nothing built anew', async () => {
  const sme = await founder(api, 'sme')
  await fillProfile(sme)
  await publishProfile(sme)
  const { index } = api.services
  await index.catchUp()
  const { statistics: before } = await index.planContext()
  for (let save = 0; save < SAVES; save++) {
    const saved = await saveSection(sme, 'identity', { ...PROFILE_SECTIONS.identity, headline: `Brackets, lot ${save}` })
    expect(saved.status).toBe(200)
    await index.catchUp()
  }
  await index.catchUp()
  expect((await index.planContext()).statistics).toBe(before)
})
