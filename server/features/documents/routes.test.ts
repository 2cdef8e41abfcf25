/** Documents through HTTP on a real PostgreSQL: tiers that open with the stage, versions, links that pass, the log of readers, limits. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DOCUMENT_TIERS, type DocumentTier } from '../../../domain/documents.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { type About, attached, attachTo, bothSigned, linkTo, moveTo, upload } from '../../../tests/support/documents.ts'
import { pdfOf } from '../../../tests/support/files.ts'
import { acceptInterest, draftNeed, openNeed, showInterest, versionHeader } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { DocumentDetail, DocumentList, ReadView } from './contract.ts'

let api: TestApi
let owner: pg.Client
let leadFirm: Person
let sme: Person
let competitor: Person
let agency: Person
beforeAll(async () => {
  api = await startApi()
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  leadFirm = await founder(api, 'lead-firm', { name: 'Verrano Mobility' })
  sme = await published(api)
  competitor = await published(api)
  agency = await founder(api, 'agency')
})
afterAll(async () => {
  await owner.end()
  await api.close()
})

async function linked(changes: object = {}) {
  const need = await openNeed(leadFirm, changes)
  const linkage = await showInterest(sme, need)
  return { need, linkage, place: `linkages/${linkage.id}` }
}
const titles = async (who: Pick<Person, 'get'>, path: string) => {
  const { status, body } = await who.get<DocumentList>(path)
  return status === 200 ? body.items.map((one) => one.title) : status
}
const inEachTier = async (who: Person, place: string, tiers: readonly DocumentTier[]) => {
  for (const tier of tiers) await attached(who, place, { tier, title: tier })
}

describe('the documents of a need', () => {
  it('are read by whom their tier is open to, and grow with the linkage', async () => {
    const { need, linkage } = await linked()
    await inEachTier(leadFirm, `sourcing-needs/${need.id}`, DOCUMENT_TIERS)
    const path = `/needs/${need.id}/documents`
    const open = (n: number) => DOCUMENT_TIERS.slice(0, n)
    const readers = async () => Promise.all([api.visitor(), competitor, agency, sme, leadFirm].map((who) => titles(who, path)))
    expect(await readers()).toEqual([open(1), open(2), open(2), open(2), open(6)])
    await acceptInterest(leadFirm, linkage)
    expect(await readers()).toEqual([open(1), open(2), open(2), open(3), open(6)])
    await moveTo(owner, linkage.id, 'introduced')
    expect(await titles(sme, path)).toEqual(open(4))
    await bothSigned(leadFirm, sme, linkage.id)
    expect(await titles(sme, path)).toEqual(open(5))
    await moveTo(owner, linkage.id, 'nda', 'contracted')
    expect(await titles(sme, path)).toEqual(open(6))
    expect(await titles(competitor, path)).toEqual(open(2))
    await moveTo(owner, linkage.id, 'on-hold')
    expect(await titles(sme, path)).toEqual(open(6))
  })

  it('close again when the linkage is lost', async () => {
    const { need, linkage } = await linked()
    await inEachTier(leadFirm, `sourcing-needs/${need.id}`, ['registered', 'matched', 'introduced'])
    await moveTo(owner, linkage.id, 'lead-firm-accepted', 'introduced')
    const link = await linkTo(sme, await newest(leadFirm, need.id))
    await moveTo(owner, linkage.id, 'lost')
    expect(await titles(sme, `/needs/${need.id}/documents`)).toEqual(['registered'])
    expect((await sme.get(link)).status).toBe(404)
  })

  it('of a draft are nobody else’s', async () => {
    const need = await draftNeed(leadFirm)
    const made = await attached(leadFirm, `sourcing-needs/${need.id}`, { tier: 'public-teaser' })
    expect(await titles(sme, `/needs/${need.id}/documents`)).toBe(404)
    expect((await api.visitor().get(`/documents/${made.id}`)).status).toBe(404)
    expect(await titles(leadFirm, `/needs/${need.id}/documents`)).toEqual(['plan'])
  })

  it('are brought by the lead firm alone', async () => {
    const { need } = await linked()
    for (const who of [sme, competitor, agency]) expect((await attachTo(who, `sourcing-needs/${need.id}`)).status).toBe(404)
  })
})

async function newest(who: Person, needId: string) {
  return (await who.get<DocumentList>(`/needs/${needId}/documents`)).body.items.at(-1)!
}

describe('the documents of a linkage', () => {
  it('are its parties’ alone, each in its tier', async () => {
    const { linkage, place } = await linked()
    const offered = await attached(sme, place, { tier: 'registered', title: 'Our machines' })
    await attached(sme, place, { tier: 'matched', title: 'Our customers' })
    await attached(leadFirm, place, { tier: 'introduced', title: 'Drawing' })
    const path = `/${place}/documents`
    expect(await Promise.all([leadFirm, sme, competitor, agency].map((who) => titles(who, path)))).toEqual([
      ['Our machines', 'Drawing'],
      ['Our machines', 'Our customers'],
      404,
      404,
    ])
    expect((await competitor.get(`/documents/${offered.id}`)).status).toBe(404)
    await acceptInterest(leadFirm, linkage)
    expect(await titles(leadFirm, path)).toEqual(['Our machines', 'Our customers', 'Drawing'])
  })

  it('say which side they are of, and whose own they are, and name no firm', async () => {
    const { place } = await linked()
    await attached(sme, place)
    const { body } = await leadFirm.get<DocumentList>(`/${place}/documents`)
    expect(body.items[0]).toMatchObject({ by: 'sme', own: false, name: 'plan.txt', scan: 'not-looked', keepUntilOn: null, number: 1 })
    expect(body.tiers).toEqual(DOCUMENT_TIERS.slice(1))
    expect(JSON.stringify(body)).not.toContain(sme.organizationId)
  })

  it('take no tier that would show them to strangers, no second document from one upload, and no stranger’s upload', async () => {
    const { place } = await linked()
    const brought = await upload(sme, 'a.txt', Buffer.from('a'))
    const attach = (who: Person, tier: string) => who.send('POST', `/${place}/documents`, { uploadId: brought.body.id, tier })
    expect(await attach(sme, 'public-teaser')).toMatchObject({ status: 422, body: { code: 'document-tier-wrong' } })
    expect(await attach(leadFirm, 'matched')).toMatchObject({ status: 422, body: { code: 'upload-gone' } })
    expect((await attach(sme, 'matched')).status).toBe(201)
    expect(await attach(sme, 'matched')).toMatchObject({ status: 422, body: { code: 'upload-gone' } })
  })

  it('tell the other side that there is one, once it is open to it', async () => {
    const { linkage, place } = await linked()
    const told = async (who: Person) =>
      Number(
        (
          await owner.query("select count(*) as n from notices where organization_id = $1 and topic = 'document-shared'", [
            who.organizationId,
          ])
        ).rows[0].n,
      )
    await api.jobs.drain()
    const before = await told(leadFirm)
    await attached(sme, place, { tier: 'introduced' })
    await api.jobs.drain()
    expect(await told(leadFirm)).toBe(before)
    await moveTo(owner, linkage.id, 'introduced')
    await attached(sme, place, { tier: 'introduced' })
    await api.jobs.drain()
    expect(await told(leadFirm)).toBe(before + 1)
  })
})

describe('a link', () => {
  it('hands the file over to its reader, for five minutes, as something to save', async () => {
    const { place } = await linked()
    const bytes = await pdfOf('Somebody')
    const made = await attached(sme, place, { name: 'Prüfbericht "A".pdf'.replaceAll('"', ''), bytes })
    const link = await linkTo(leadFirm, made)
    const answer = await api.app.inject({ url: link, headers: { cookie: leadFirm.cookie() } })
    expect(answer.rawPayload.equals(bytes)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Prufbericht A.pdf"; filename*=UTF-8''Pr%C3%BCfbericht%20A.pdf`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    for (const who of [sme, competitor, agency, api.visitor()]) expect((await who.get(link)).status).toBe(404)
    expect((await leadFirm.get(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404)
    api.clock.advance(299_000)
    expect((await leadFirm.get(link)).status).toBe(200)
    api.clock.advance(1_000)
    expect(await leadFirm.get(link)).toMatchObject({ status: 410, body: { code: 'link-over' } })
  })

  it('is made for nobody to whom the document is not open', async () => {
    const { place } = await linked()
    const made = await attached(sme, place, { tier: 'matched' })
    for (const who of [leadFirm, competitor, api.visitor()])
      expect((await who.send('POST', `/documents/${made.id}/links`, {})).status).toBe(404)
  })

  it('is written down for the owner: who read which version when', async () => {
    const { need, place } = await linked()
    const made = await attached(sme, place)
    await leadFirm.get(await linkTo(leadFirm, made))
    await sme.get(await linkTo(sme, made))
    const log = await sme.get<{ items: ReadView[] }>(`/documents/${made.id}/reads`)
    expect(log.body.items).toEqual([{ number: 1, by: 'lead-firm', firm: 'Verrano Mobility', at: api.clock.now().toISOString() }])
    expect((await leadFirm.get(`/documents/${made.id}/reads`)).status).toBe(404)
    const teaser = await attached(leadFirm, `sourcing-needs/${need.id}`, { tier: 'public-teaser' })
    for (const who of [{ ...api.visitor(), email: '', userId: '', organizationId: '' }, competitor, sme])
      await who.get(await linkTo(who, teaser))
    const readers = await leadFirm.get<{ items: ReadView[] }>(`/documents/${teaser.id}/reads?limit=2`)
    expect(readers.body.items.map((one) => one.by).sort()).toHaveLength(2)
  })
})

describe('a new version', () => {
  it('takes the place of the old one, which stays with its owner', async () => {
    const { place } = await linked()
    const made = await attached(sme, place, { title: 'Price list' })
    const old = await linkTo(leadFirm, made)
    const brought = await upload(sme, 'second.txt', Buffer.from('Cheaper.'))
    const replaced = await sme.send('POST', `/documents/${made.id}/versions`, { uploadId: brought.body.id }, versionHeader(made))
    expect(replaced.body).toMatchObject({ number: 2, title: 'Price list', name: 'second.txt', version: 2 })
    expect((await leadFirm.get(old)).status).toBe(404)
    expect((await leadFirm.get(await linkTo(leadFirm, made))).body).toBe('Cheaper.')
    expect((await leadFirm.send('POST', `/documents/${made.id}/links`, { number: 1 })).status).toBe(404)
    expect((await sme.get(await linkTo(sme, made, 1))).body).toBe('A plan.')
    const [own, others] = await Promise.all([sme, leadFirm].map((who) => who.get<DocumentDetail>(`/documents/${made.id}`)))
    expect(own!.body.versions.map((one) => one.number)).toEqual([2, 1])
    expect(others!.body.versions.map((one) => one.number)).toEqual([2])
    expect(others!.body.tiers).toEqual([])
  })

  it('of a document that somebody changed meanwhile is refused, and the file is still there', async () => {
    const { place } = await linked()
    const made = await attached(sme, place)
    const body = { title: 'Another', language: 'pt', tier: 'matched', keepUntilOn: '2027-06-30' }
    expect((await sme.send('PUT', `/documents/${made.id}`, body, versionHeader(made))).body).toMatchObject({ ...body, version: 2 })
    expect((await leadFirm.send('PUT', `/documents/${made.id}`, body, versionHeader({ version: 2 }))).status).toBe(404)
    const brought = await upload(sme, 'second.txt', Buffer.from('x'))
    const replace = (version: number) =>
      sme.send('POST', `/documents/${made.id}/versions`, { uploadId: brought.body.id }, versionHeader({ version }))
    expect((await replace(1)).status).toBe(412)
    expect((await replace(2)).status).toBe(200)
  })
})

describe('limits', () => {
  it('are twenty documents of one owner on one subject, whatever the other side has', async () => {
    const { place } = await linked()
    for (let n = 0; n < 20; n++) await attached(sme, place, { title: `${n}` })
    expect(await attachTo(sme, place)).toMatchObject({ status: 409, body: { code: 'too-many-documents', params: { limit: 20 } } })
    expect((await attachTo(leadFirm, place)).status).toBe(201)
  }, 60_000)

  it('are 10 MB a file', async () => {
    const file = (bytes: number): About => ({ bytes: Buffer.alloc(bytes, 'a') })
    expect((await upload(sme, 'a.txt', file(10 * 1024 * 1024).bytes!)).status).toBe(201)
    expect(await upload(sme, 'a.txt', file(11 * 1024 * 1024).bytes!)).toMatchObject({ status: 413, body: { code: 'too-large-body' } })
  })

  it('are 200 MB an organization, and nothing stays of what is refused', async () => {
    const full = await published(api)
    await owner.query(
      `insert into uploads (organization_id, user_id, object, name, kind, bytes, sha256, scan, created_at)
       values ($1, $2, repeat('0', 32), 'a.txt', 'txt', $3, '', 'clean', $4)`,
      [full.organizationId, full.userId, 200 * 1024 * 1024 - 5, api.clock.now()],
    )
    expect((await upload(full, 'a.txt', Buffer.from('12345'))).status).toBe(201)
    expect(await upload(full, 'a.txt', Buffer.from('6'))).toMatchObject({
      status: 409,
      body: { code: 'documents-full', params: { limit: 200 } },
    })
  })
})
