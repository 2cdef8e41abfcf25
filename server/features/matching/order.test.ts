/** The order beside the score: who shares no word with a need, and needs that are near to everybody; through HTTP on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { openNeed } from '../../../tests/support/needs.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import { ifMatch, mapped, ran } from '../imports/imports.fixtures.ts'
import type { OpportunitiesView, ProposalsView } from './contract.ts'

let api: TestApi
let leadFirm: Person
let agency: Person
const firm = (name: string, description: string) => `${name},SK,Nitra,"${description}",en,Retail (1),1`
const LIST = [
  'Company name,Country,Region,Description,Text language,Award categories,Number of awards',
  firm('Dock House', 'Docking stations, laptop cables, screen adapters. Punctual people.'),
  firm('Seed Corner', 'Garden seeds and flower pots. Punctual people.'),
  firm('Cake Yard', 'Wedding cakes and pastry. Punctual people.'),
  firm('Book Lane', 'Novels, atlases and maps. Punctual people.'),
  firm('Sail Loft', 'Canvas sails and ropes. Punctual people.'),
  firm('Tile Works', 'Roof tiles and gutters. Punctual people.'),
  firm('Cable Yard', 'Laptop cables, screen adapters, brass ferrules. Punctual by night, punctual by day.'),
].join('\n')
const NEED = { products: [], processes: [], criteria: [], deliveryCountry: 'SK', deliveryPlace: '', description: '.', language: 'en' }

beforeAll(async () => {
  api = await startApi()
  agency = await founder(api, 'agency', { country: 'SK' })
  await ran(api, agency, await mapped(agency, Buffer.from(LIST)))
  leadFirm = await founder(api, 'lead-firm')
})
afterAll(() => api.close())

const proposed = async (changes: object) => {
  const need = await openNeed(leadFirm, { ...NEED, ...changes })
  return (await leadFirm.get<ProposalsView>(`/sourcing-needs/${need.id}/proposals?band=all`)).body.items
}

async function claimed(name: string): Promise<Person> {
  const items = await proposed({ title: name, description: 'Anything that they sell.' })
  const organizationId = items.find((one) => one.name === name)?.organizationId
  const sme = await founder(api, 'sme')
  await sme.send('POST', `/unclaimed-firms/${organizationId}/claims`, { message: '', byCode: false })
  const { body } = await agency.get<{ items: { id: string; version: number }[] }>('/claims?limit=1')
  if (!body.items) throw new Error(JSON.stringify(body))
  await agency.send('POST', `/claims/${body.items[0]?.id}/decision`, { grant: true }, ifMatch(body.items[0]?.version ?? 0))
  await sme.send('POST', '/account/acting-organization', { organizationId })
  return sme
}

describe('firms of which few share a word with the need', () => {
  it('stand, the others, by what they have in common with those, at the same score', async () => {
    const items = await proposed({ title: 'Docking stations', category: 'Retail' })
    expect(items).toHaveLength(7)
    expect(items.slice(0, 2).map(({ name }) => name)).toEqual(['Dock House', 'Cable Yard'])
    for (const one of items.slice(2)) expect(one.score).toBeCloseTo(items[1]?.score ?? -1, 9)
  })

  it('are no more than without it: nobody comes in who shares nothing with the need', async () => {
    const items = await proposed({ title: 'Docking stations' })
    expect(items.map(({ name }) => name)).toEqual(['Dock House'])
  })
})

describe('a need of a few words and nothing else', () => {
  it.each([
    ['Docking ferrules', true],
    ['Docking stations', false],
  ])('"%s": nothing fits is %s, as one firm has most of it or none has', async (title, expected) => {
    const need = await openNeed(leadFirm, { ...NEED, title })
    const { body } = await leadFirm.get<ProposalsView>(`/sourcing-needs/${need.id}/proposals`)
    expect(body.nothingFits).toBe(expected)
    expect(body.items.length).toBeGreaterThan(0)
  })
})

describe('the open needs of an SME', () => {
  it('stand by how much nearer it is than a firm picked at random', async () => {
    const common = await openNeed(leadFirm, { ...NEED, title: 'Punctual' })
    const rare = await openNeed(leadFirm, { ...NEED, title: 'Brass ferrules' })
    const sme = await claimed('Cable Yard')
    const { items } = (await sme.get<OpportunitiesView>('/opportunities?band=all&limit=100')).body
    const place = (id: string) => items.findIndex((one) => one.needId === id)
    const score = (id: string) => items[place(id)]?.score ?? 0
    expect(score(common.id)).toBeGreaterThan(score(rare.id))
    expect(place(rare.id)).toBeLessThan(place(common.id))
  })
})
