/** The alias of a lead firm holds: not its files, their names, their number, their order nor the log of readers tell who it is. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { attached, attachTo, linkTo, moveTo } from '../../../tests/support/documents.ts'
import { docxOf, jpegOf, pdfOf, speaksOf } from '../../../tests/support/files.ts'
import { acceptInterest, draftNeed, openNeed, showInterest, stepNeed, versionHeader } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { DocumentList, ReadView } from './contract.ts'

const FIRM = 'Qzwxaldervane'

let api: TestApi
let owner: pg.Client
let leadFirm: Person
let sme: Person
beforeAll(async () => {
  api = await startApi()
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  leadFirm = await founder(api, 'lead-firm', { name: `${FIRM} Seating` })
  sme = await published(api)
})
afterAll(async () => {
  await owner.end()
  await api.close()
})

async function accepted() {
  const need = await openNeed(leadFirm, { alias: true })
  const linkage = await showInterest(sme, need)
  await acceptInterest(leadFirm, linkage)
  return { need, linkage, place: `sourcing-needs/${need.id}` }
}
const download = async (who: Pick<Person, 'cookie' | 'send'>, document: { id: string }) => {
  const url = await linkTo(who as Person, document)
  return api.app.inject({ url, headers: { cookie: who.cookie() } })
}
const listed = async (who: Pick<Person, 'get'>, needId: string) => (await who.get<DocumentList>(`/needs/${needId}/documents`)).body.items

describe('under an alias', () => {
  it('a PDF and a photograph tell nobody who made them, and are called document-1 and document-2', async () => {
    const { need, place } = await accepted()
    // Deeper than the SME reads yet: it must leave no gap in what the SME counts.
    await attached(leadFirm, place, { tier: 'nda-signed', name: `${FIRM}-secret.txt`, title: 'Tolerances' })
    await attached(leadFirm, place, { tier: 'matched', name: `${FIRM}-bracket.pdf`, bytes: await pdfOf(FIRM), title: 'Bracket' })
    await attached(leadFirm, place, { tier: 'public-teaser', name: `${FIRM}.jpg`, bytes: await jpegOf(FIRM), title: 'Photograph' })
    const items = await listed(sme, need.id)
    expect(items.map(({ title, name, by }) => [title, name, by])).toEqual([
      ['Bracket', 'document-1.pdf', 'lead-firm'],
      ['Photograph', 'document-2.jpg', 'lead-firm'],
    ])
    expect((await listed(api.visitor(), need.id)).map((one) => one.name)).toEqual(['document-1.jpg'])
    for (const item of items) {
      const answer = await download(sme, item)
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-disposition']).toContain(item.name)
      const all = [
        JSON.stringify(answer.headers),
        JSON.stringify((await sme.get(`/documents/${item.id}`)).body),
        JSON.stringify(items),
      ].join()
      expect(all).not.toContain(FIRM)
      expect(all).not.toContain(leadFirm.organizationId)
      expect(all).not.toContain(leadFirm.userId)
      expect(await speaksOf(answer.rawPayload, FIRM)).toBe(false)
    }
    expect((await listed(leadFirm, need.id)).map((one) => one.name)).toEqual([`${FIRM}-secret.txt`, `${FIRM}-bracket.pdf`, `${FIRM}.jpg`])
  })

  it('the true names come with the introduction', async () => {
    const { need, linkage, place } = await accepted()
    await attached(leadFirm, place, { tier: 'matched', name: `${FIRM}.pdf`, bytes: await pdfOf(FIRM), title: 'Bracket' })
    await moveTo(owner, linkage.id, 'introduced')
    expect((await listed(sme, need.id)).map((one) => one.name)).toEqual([`${FIRM}.pdf`])
  })

  it('an office file is refused with a way out, and stays out of the store', async () => {
    const { need, place } = await accepted()
    const refused = await attachTo(leadFirm, place, { name: 'a.docx', bytes: docxOf(FIRM), title: 'Letter' })
    expect(refused).toMatchObject({ status: 422, body: { code: 'document-save-as-pdf' } })
    expect(await listed(leadFirm, need.id)).toEqual([])
  })

  it('a title that names the firm is refused, at first and later', async () => {
    const { place } = await accepted()
    expect(await attachTo(leadFirm, place, { title: `Drawing of ${FIRM}` })).toMatchObject({ status: 422, body: { code: 'alias-leak' } })
    expect(await attachTo(leadFirm, place, { name: `${FIRM}.txt` })).toMatchObject({ status: 422, body: { code: 'alias-leak' } })
    const made = await attached(leadFirm, place, { title: 'Drawing' })
    const body = { title: FIRM, language: 'en', tier: 'registered', keepUntilOn: null }
    expect(await leadFirm.send('PUT', `/documents/${made.id}`, body, versionHeader(made))).toMatchObject({
      status: 422,
      body: { code: 'alias-leak' },
    })
  })

  it('what was brought before the need stood under it is shown to nobody from whom the firm is hidden', async () => {
    const draft = await draftNeed(leadFirm)
    const made = await attached(leadFirm, `sourcing-needs/${draft.id}`, {
      tier: 'public-teaser',
      bytes: await pdfOf(FIRM),
      name: 'a.pdf',
      title: FIRM,
    })
    const { body } = await leadFirm.get<Record<string, unknown>>(`/sourcing-needs/${draft.id}`)
    const answered = [
      'title',
      'description',
      'products',
      'processes',
      'volumePerMonth',
      'startOn',
      'answerOn',
      'deliveryCountry',
      'deliveryPlace',
    ]
    const edit = { ...Object.fromEntries(answered.map((name) => [name, body[name]])), alias: true }
    const saved = await leadFirm.send<{ version: number }>('PUT', `/sourcing-needs/${draft.id}`, edit, versionHeader(draft))
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    const need = await stepNeed(leadFirm, { ...draft, version: saved.body.version }, 'publish')
    expect(await listed(sme, need.id)).toEqual([])
    expect((await sme.get(`/documents/${made.id}`)).status).toBe(404)
    expect(await listed(leadFirm, need.id)).toMatchObject([{ showsOwner: true }])
  })

  it('the owner of a document learns that the lead firm has read it, and not who that is', async () => {
    const { linkage } = await accepted()
    const made = await attached(sme, `linkages/${linkage.id}`, { tier: 'matched' })
    await download(leadFirm, made)
    const log = async () => (await sme.get<{ items: ReadView[] }>(`/documents/${made.id}/reads`)).body.items
    expect(await log()).toMatchObject([{ by: 'lead-firm', firm: null }])
    await moveTo(owner, linkage.id, 'introduced')
    expect(await log()).toMatchObject([{ by: 'lead-firm', firm: `${FIRM} Seating` }])
  })
})
