/** Saved searches through HTTP on a real PostgreSQL: what is new in them, by page, mail and feed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { mailsSince } from '../../../tests/support/mails.ts'
import { openNeed } from '../../../tests/support/needs.ts'
import { listedFirms, published } from '../../../tests/support/profiles.ts'
import { feedToken, savedSearch } from '../../../tests/support/searches.ts'
import { founder, member, type Person } from '../../../tests/support/world.ts'
import type { SavedSearchView, SearchResultsView } from './contract-searches.ts'

let api: TestApi
let leadFirm: Person
let agency: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm', { name: 'Verrano Mobility' })
  agency = await founder(api, 'agency')
})
afterAll(() => api.close())

const MINUTE = 60_000
const read = async (who: Person, id: string) => (await who.get<SearchResultsView>(`/saved-searches/${id}`)).body
const feedOf = (id: string, token: string) => api.app.inject({ method: 'GET', url: `/api/v1/feeds/${id}/${token}` })
const nightly = async () => {
  await api.services.news.tellSearches()
  return mailsSince(api)
}

describe('a saved search', () => {
  it('shows what was found since its owner last looked', async () => {
    await listedFirms(api, agency, 1, 'List one')
    const search = await savedSearch(leadFirm, 'suppliers', { query: { process: ['stamping'], state: ['unclaimed'] } })
    expect(await read(leadFirm, search.id)).toMatchObject({ fresh: 0, results: [{ isNew: false }] })
    api.clock.advance(MINUTE)
    await listedFirms(api, agency, 2, 'List two')
    const now = await read(leadFirm, search.id)
    expect(now.fresh).toBe(2)
    expect(now.results.filter((one) => one.isNew)).toHaveLength(2)
    const { body } = await leadFirm.get<{ items: SavedSearchView[] }>('/saved-searches')
    expect(body.items.find((one) => one.id === search.id)?.fresh).toBe(2)
    api.clock.advance(MINUTE)
    expect((await leadFirm.send<SavedSearchView>('POST', `/saved-searches/${search.id}/look`)).body.fresh).toBe(0)
    expect((await read(leadFirm, search.id)).fresh).toBe(0)
  })

  it('is its owner’s alone, and of use to its owner’s kind', async () => {
    const search = await savedSearch(leadFirm, 'suppliers')
    const colleague = await member(api, leadFirm)
    expect((await colleague.get(`/saved-searches/${search.id}`)).status).toBe(404)
    const sme = await founder(api, 'sme')
    const refused = await sme.send('POST', '/saved-searches', { kind: 'suppliers', name: 'Competitors', query: {} })
    expect(refused).toMatchObject({ status: 403, body: { code: 'search-not-for-you' } })
  })

  it('is one of thirty at most', async () => {
    const keen = await founder(api, 'lead-firm')
    for (let n = 0; n < 30; n++) await savedSearch(keen, 'suppliers', { name: `Search ${n}` })
    const refused = await keen.send('POST', '/saved-searches', { kind: 'suppliers', name: 'One more', query: {} })
    expect(refused).toMatchObject({ status: 409, body: { code: 'too-many-searches', params: { most: 30 } } })
  })
})

describe('mail about a saved search', () => {
  it('comes once a night and search, for new results alone, and ends by its link', async () => {
    const sme = await published(api)
    const search = await savedSearch(sme, 'open-needs', { name: 'Brackets', query: { text: 'brackets' }, mail: true })
    api.mails.length = 0
    expect(await nightly()).toEqual([])
    api.clock.advance(MINUTE)
    const needs = [await openNeed(leadFirm, { title: 'Left brackets' }), await openNeed(leadFirm, { title: 'Right brackets' })]
    const [mail, ...others] = await nightly()
    expect(others).toEqual([])
    expect(mail).toMatchObject({ to: sme.email, subject: '2 new results: Brackets' })
    expect(mail?.text).toMatch(/Right brackets; Left brackets|Left brackets; Right brackets/)
    expect(mail?.text).toContain(`/saved-searches/${search.id}`)
    api.clock.advance(MINUTE)
    expect(await nightly()).toEqual([])
    const address = new URL(/<(.+)>/.exec(mail?.headers?.['List-Unsubscribe'] ?? '')?.[1] ?? '').pathname
    expect((await api.visitor().get(address)).body).toMatchObject({ kind: 'search', name: 'Brackets', muted: false })
    expect((await api.visitor().send('POST', address, {})).body).toMatchObject({ muted: true })
    await openNeed(leadFirm, { title: 'Middle brackets' })
    api.clock.advance(MINUTE)
    expect(await nightly()).toEqual([])
    expect((await read(sme, search.id)).results).toHaveLength(needs.length + 1)
  })
})

describe('the feed of a saved search', () => {
  it('is Atom under a secret address, the newest first, and shows no more than its owner may see', async () => {
    const sme = await founder(api, 'sme')
    await openNeed(leadFirm, { title: 'Hinges & <caps> ]]>', alias: true })
    const search = await savedSearch(sme, 'open-needs', { name: 'Hinges', query: { text: 'hinges' } })
    const token = await feedToken(sme, search)
    const answer = await feedOf(search.id, token)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(answer.body).toMatch(/^<\?xml[^>]+>\s*<feed xmlns="http:\/\/www.w3.org\/2005\/Atom">/)
    expect(answer.body.match(/<entry>/g)).toHaveLength(1)
    expect(answer.body).toContain(`<id>urn:uuid:${search.id}</id>`)
    expect(answer.body).toContain(`<updated>${api.clock.now().toISOString()}</updated>`)
    // Markup of a title stays text.
    expect(answer.body).not.toContain('<caps> ]]> ')
    expect(answer.body).not.toMatch(/Verrano|<caps>(?!.*\]\])/)
    expect(answer.body).not.toContain(token)
  })

  it('ends when it is closed, opened anew, or its owner leaves', async () => {
    const sme = await founder(api, 'sme')
    const colleague = await member(api, sme, [], 'admin')
    const search = await savedSearch(colleague, 'open-needs')
    const first = await feedToken(colleague, search)
    expect((await feedOf(search.id, first)).statusCode).toBe(200)
    const second = await feedToken(colleague, search)
    expect([(await feedOf(search.id, first)).statusCode, (await feedOf(search.id, second)).statusCode]).toEqual([404, 200])
    expect((await colleague.send('DELETE', `/saved-searches/${search.id}/feed`)).status).toBe(204)
    expect((await feedOf(search.id, second)).statusCode).toBe(404)
    const third = await feedToken(colleague, search)
    await sme.send('DELETE', `/organization/members/${colleague.userId}`)
    expect((await feedOf(search.id, third)).statusCode).toBe(404)
    expect((await feedOf(sme.organizationId, third)).statusCode).toBe(404)
  })
})
