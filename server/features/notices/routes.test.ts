/** A member's own list through HTTP: unread first, his alone, read once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { openNeed, showInterest } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, member, type Person } from '../../../tests/support/world.ts'
import type { NoticeView } from './contract.ts'
import { told } from './notices.fixtures.ts'

let api: TestApi
let agency: Person
let colleague: Person
beforeAll(async () => {
  api = await startApi()
  agency = await founder(api, 'agency')
  colleague = await member(api, agency, ['officer'], 'admin')
})
afterAll(() => api.close())

type Page = { items: NoticeView[]; next: string | null }
const list = async (who: Person, query = '') => (await who.get<Page>(`/notices?limit=100${query}`)).body
const subjects = async (who: Person, query = '') => (await list(who, query)).items.map((one) => one.params.need)
const unread = async (who: Person) => (await who.get<{ unread: number }>('/notices/unread')).body.unread
const tell = async (topic: NoticeView['topic'], need: string) => {
  api.clock.advance(60_000)
  await told(api, { organizationId: agency.organizationId, topic, params: { need } })
}

describe('the list', () => {
  it('has what is unread first, then the newest, and is read by each for himself', async () => {
    const officers = await founder(api, 'agency')
    const second = await member(api, officers, [], 'admin')
    for (const need of ['One', 'Two', 'Three']) {
      api.clock.advance(60_000)
      await told(api, { organizationId: officers.organizationId, topic: 'message', params: { need } })
    }
    expect(await subjects(officers)).toEqual(['Three', 'Two', 'One'])
    const { items } = await list(officers)
    expect((await officers.send('POST', '/notices/read', { ids: [items[0]?.id] })).body).toEqual({ unread: 2 })
    expect(await subjects(officers)).toEqual(['Two', 'One', 'Three'])
    expect(await subjects(officers, '&unread=true')).toEqual(['Two', 'One'])
    expect(await unread(second)).toBe(3)
    // Another's notice is none of his.
    expect((await second.send('POST', '/notices/read', { ids: [items[1]?.id] })).body).toEqual({ unread: 3 })
    expect((await second.get(`/notices/${items[1]?.id}`)).status).toBe(404)
    expect(await unread(officers)).toBe(2)
  })

  it('is filtered by group, and a group is read at once', async () => {
    await tell('message', 'A message')
    await tell('offer-submitted', 'An offer')
    await tell('meeting-asked', 'A meeting')
    expect(await subjects(colleague, '&group=offers')).toEqual(['An offer'])
    await colleague.send('POST', '/notices/read', { group: 'meetings' })
    expect(await subjects(colleague, '&unread=true')).toEqual(['An offer', 'A message'])
    await colleague.send('POST', '/notices/read', {})
    expect(await unread(colleague)).toBe(0)
  })

  it('comes page by page, unread before read, each once', async () => {
    for (let n = 0; n < 7; n++) await tell('message', `Page ${n}`)
    const { items } = await list(colleague, '&unread=true')
    await colleague.send('POST', '/notices/read', { ids: items.slice(2, 4).map((one) => one.id) })
    const whole = await list(colleague)
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: Page } = await colleague.get<Page>(`/notices?limit=2${cursor && `&cursor=${cursor}`}`)
      paged.push(...body.items.map((one) => one.id))
      cursor = body.next
    }
    expect(paged).toEqual(whole.items.map((one) => one.id))
    expect(new Set(paged).size).toBe(paged.length)
  })

  it('belongs to the organization acted for', async () => {
    const other = await founder(api, 'agency')
    expect(await unread(other)).toBe(0)
  })
})

describe('a notice of a linkage', () => {
  it('for an SME never names a lead firm, hidden or not', async () => {
    const leadFirm = await founder(api, 'lead-firm', { name: 'Verrano Mobility' })
    const sme = await published(api)
    for (const alias of [true, false]) {
      const need = await openNeed(leadFirm, { alias })
      const linkage = await showInterest(sme, need)
      await leadFirm.send('POST', `/linkages/${linkage.id}/decision`, { step: 'accept' }, { 'if-match': `"${linkage.version}"` })
    }
    await api.jobs.drain()
    const toSme = api.mails.filter((mail) => mail.to === sme.email && mail.subject.startsWith('Your interest was accepted'))
    expect(toSme).toHaveLength(2)
    expect(JSON.stringify(toSme)).not.toContain('Verrano')
    const hidden = (await list(sme)).items.find((one) => one.topic === 'accepted' && !one.params.firm)
    expect(hidden?.path).toMatch(/^\/linkages\//)
    const [interest] = (await list(leadFirm)).items
    expect(interest).toMatchObject({ topic: 'interest-shown', group: 'linkages' })
  })
})
