/** Firms of an agency's list that a need meets without a word in common: by likely codes, by category, by record; through HTTP on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classificationCodes } from '../../../db/schema/standards.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { openNeed } from '../../../tests/support/needs.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import { mapped, ran } from '../imports/imports.fixtures.ts'
import type { ProposalsView } from './contract.ts'

let api: TestApi
let leadFirm: Person
const LIST = `Company name,Country,Region,Description,Text language,Award categories,Number of awards
Ikarus Trnava,SK,Trnava,Výroba a opravy autobusov,Slovak,Transport (9); Other (1),10
Stavmont,SK,Trnava,Stavebné práce na stavbe budov,sk,Works (1),1
Cesta,SK,Trnava,Mosty a cesty,sk,Works: 20,20
`
const CODES = [
  { scheme: 'cpv', code: '34121000', parent: null, labels: { en: 'Buses and coaches', sk: 'Autobusy a diaľkové autobusy' } },
  { scheme: 'cpv', code: '45210000', parent: null, labels: { en: 'Building construction work', sk: 'Stavebné práce na stavbe budov' } },
]
const NEED = { products: [], processes: [], criteria: [], deliveryCountry: 'SK', deliveryPlace: '', description: 'For our town.' }

beforeAll(async () => {
  api = await startApi()
  await api.db.asSystem('test', (tx) => tx.insert(classificationCodes).values(CODES))
  const agency = await founder(api, 'agency', { country: 'SK' })
  await ran(api, agency, await mapped(agency, Buffer.from(LIST)))
  // Statistics, and the official list, are taken in anew each day.
  api.clock.advance(86_400_000)
  leadFirm = await founder(api, 'lead-firm')
})
afterAll(() => api.close())

const proposed = async (changes: object, query = '') => {
  const need = await openNeed(leadFirm, { ...NEED, ...changes })
  return (await leadFirm.get<ProposalsView>(`/sourcing-needs/${need.id}/proposals${query}`)).body
}

describe('a need meets the firms of a list', () => {
  it.each([
    ['Coaches and buses', 'en', 'Ikarus Trnava'],
    ['Building construction', 'en', 'Stavmont'],
    ['Autobusy', 'sk', 'Ikarus Trnava'],
  ])('"%s" (%s): %s comes first', async (title, language, name) => {
    const { items } = await proposed({ title, language }, '?band=all')
    expect(items[0]).toMatchObject({ name, claimed: false })
  })

  it('by its category, and shows how many awards the list counts', async () => {
    const { items } = await proposed({ title: 'Xyz', language: 'en', category: ' WORKS' }, '?band=all')
    expect(items.map(({ name, earlierAwards }) => [name, earlierAwards])).toEqual([
      ['Cesta', 20],
      ['Stavmont', 1],
    ])
  })

  it('but not by the place and the record alone', async () => {
    const { nothingFits, items } = await proposed({ title: 'Xyz', language: 'en' })
    expect(nothingFits).toBe(true)
    expect(items.length).toBeLessThanOrEqual(3)
  })
})

describe('a claimed or unclaimed firm', () => {
  it('shows the record that is counted to whom is signed in', async () => {
    const { items } = await proposed({ title: 'Coaches and buses', language: 'en' }, '?band=all')
    const { body } = await leadFirm.get(`/suppliers/${items[0]?.organizationId}`)
    expect(body).toMatchObject({
      earlierAwards: 10,
      categories: [
        { name: 'Transport', awards: 9 },
        { name: 'Other', awards: 1 },
      ],
    })
    expect(JSON.stringify(body)).not.toContain('opravy')
  })
})
