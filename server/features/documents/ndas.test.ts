/** The agreement between two firms: out of a template, signed by both, opening the drawings; and the paper that says so. */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { attached, moveTo, offeredNda, signNda } from '../../../tests/support/documents.ts'
import { openNeed, showInterest, versionHeader } from '../../../tests/support/needs.ts'
import { holdDuties } from '../../../tests/support/principals.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, member, type Person } from '../../../tests/support/world.ts'
import type { DocumentList } from './contract.ts'
import type { NdaView } from './contract-ndas.ts'

let api: TestApi
let owner: pg.Client
let leadFirm: Person
let sme: Person
beforeAll(async () => {
  api = await startApi()
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  leadFirm = await founder(api, 'lead-firm', { name: 'Verrano Mobility' })
  await holdDuties(leadFirm, ['buyer', 'quality', 'approver'])
  sme = await published(api, { name: 'Mula Pressings' })
})
afterAll(async () => {
  await owner.end()
  await api.close()
})

async function introduced(changes: object = {}): Promise<string> {
  const { id } = await showInterest(sme, await openNeed(leadFirm, changes))
  await moveTo(owner, id, 'lead-firm-accepted', 'introduced')
  return id
}
const get = (who: Person, id: string) => who.get<NdaView>(`/linkages/${id}/nda`)

describe('an agreement', () => {
  it('is offered, signed by both, and opens the drawings with the second signature', async () => {
    const id = await introduced()
    await attached(leadFirm, `linkages/${id}`, { tier: 'nda-signed', title: 'Drawing' })
    const drawings = async () => (await sme.get<DocumentList>(`/linkages/${id}/documents`)).body.items.map((one) => one.title)
    expect((await get(sme, id)).body).toEqual({ nda: null, mayOffer: true, maySign: false })
    const nda = await offeredNda(leadFirm, id)
    expect(nda.text).toContain('Between Verrano Mobility (the lead firm) and Mula Pressings (the supplier)')
    expect(nda.text).toContain('36 months')
    expect(nda.textHash).toBe(createHash('sha256').update(nda.text).digest('hex'))
    expect((await signNda(leadFirm, id, 'Ana Pereira')).body).toMatchObject({
      maySign: false,
      nda: { completedAt: null, signatures: [{ name: 'Ana Pereira', firm: 'Verrano Mobility' }] },
    })
    expect(await drawings()).toEqual([])
    const done = await signNda(sme, id, 'Ravi Kulkarni')
    expect(done.body.nda).toMatchObject({
      completedAt: api.clock.now().toISOString(),
      signatures: [{ party: 'lead-firm' }, { party: 'sme', name: 'Ravi Kulkarni' }],
    })
    expect(await drawings()).toEqual(['Drawing'])
    expect((await sme.get<{ stage: string }>(`/linkages/${id}`)).body.stage).toBe('nda')
    expect(done.body).toMatchObject({ mayOffer: false, maySign: false })
    expect(await signNda(sme, id)).toMatchObject({ status: 409, body: { code: 'nda-signed-already' } })
    const again = await leadFirm.send('POST', `/linkages/${id}/nda`, { form: 'mutual', language: 'en', months: 12 })
    expect(again).toMatchObject({ status: 409, body: { code: 'nda-complete' } })
    const { rows } = await owner.query('select session_mark, text_hash from nda_signatures where nda_id = $1', [nda.id])
    expect(rows).toHaveLength(2)
    expect(new Set(rows.map((one) => one.session_mark)).size).toBe(2)
    expect(rows.every((one) => /^[0-9a-f]{16}$/.test(one.session_mark) && one.text_hash === nda.textHash)).toBe(true)
  })

  it('is not to be had before the introduction, nor under an alias', async () => {
    const { id } = await showInterest(sme, await openNeed(leadFirm, { alias: true }))
    await moveTo(owner, id, 'lead-firm-accepted')
    for (const who of [leadFirm, sme]) {
      expect(await who.send('POST', `/linkages/${id}/nda`, { form: 'one-way', language: 'en', months: 12 })).toMatchObject({
        status: 409,
        body: { code: 'nda-too-early' },
      })
    }
    expect((await get(sme, id)).body).toEqual({ nda: null, mayOffer: false, maySign: false })
  })

  it('is signed anew where another one is offered in its place', async () => {
    const id = await introduced()
    const first = await offeredNda(leadFirm, id)
    await signNda(sme, id)
    const second = await offeredNda(sme, id)
    expect(second.id).not.toBe(first.id)
    expect(second.signatures).toEqual([])
    expect(
      (await sme.send('POST', `/linkages/${id}/nda/signatures`, { name: 'Late' }, versionHeader({ version: first.version + 5 }))).status,
    ).toBe(412)
  })

  it('is signed by an approver of the lead firm and an admin of the SME, and by no stranger', async () => {
    const id = await introduced()
    await offeredNda(leadFirm, id)
    const [buyer, worker] = [await member(api, leadFirm, ['buyer']), await member(api, sme)]
    for (const who of [buyer, worker]) expect((await signNda(who, id)).status).toBe(403)
    expect((await get(worker, id)).body.maySign).toBe(false)
    const stranger = await published(api)
    expect([(await get(stranger, id)).status, (await signNda(stranger, id)).status]).toEqual([404, 404])
    expect((await get(await founder(api, 'agency'), id)).status).toBe(403)
  })

  it.each(['en', 'es', 'pt', 'fr'])('comes on paper in %s, with who signed what and when', async (language) => {
    const id = await introduced()
    await leadFirm.send('POST', `/linkages/${id}/nda`, { form: 'one-way', language, months: 24 })
    await signNda(leadFirm, id, 'Ana Pereira')
    await signNda(sme, id, 'Ravi Kulkarni')
    const answer = await api.app.inject({ url: `/api/v1/linkages/${id}/nda.pdf`, headers: { cookie: sme.cookie() } })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename=".+\.pdf"/)
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(answer.rawPayload.length).toBeGreaterThan(10_000)
  })

  it('tells the other firm that it waits, and both that it is signed', async () => {
    const id = await introduced()
    const told = async (who: Person) =>
      (
        await owner.query('select topic from notices where organization_id = $1 and subject_id = $2 order by raised_at, topic', [
          who.organizationId,
          id,
        ])
      ).rows.map((one) => one.topic)
    await offeredNda(leadFirm, id)
    await signNda(leadFirm, id)
    await signNda(sme, id)
    await api.jobs.drain()
    expect(new Set(await told(sme))).toEqual(new Set(['nda-to-sign']))
    expect(await told(leadFirm)).toContain('nda-signed')
  })
})
