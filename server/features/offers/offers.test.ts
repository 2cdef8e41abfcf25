/** Offers through HTTP on a real PostgreSQL: written part by part, submitted, revised, stale, withdrawn; versions stay as they were. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { NEED, openNeed, showInterest, versionHeader } from '../../../tests/support/needs.ts'
import {
  acceptedPair,
  begunOffer,
  type OfferRef,
  PRICE,
  savedOffer,
  stepOffer,
  submittedOffer,
  TIMES,
  wholeOffer,
} from '../../../tests/support/offers.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, member, type Person } from '../../../tests/support/world.ts'
import type { OfferVersionView, OfferView } from './contract-offers.ts'

let api: TestApi
let leadFirm: Person
let sme: Person
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm', { name: 'Verrano Mobility' })
  sme = await published(api)
})
afterAll(() => api.close())

const read = async (who: Person, linkage: { id: string }) => (await who.get<OfferView>(`/linkages/${linkage.id}/offer`)).body
const step = (offer: OfferRef, name: string, who = sme) =>
  who.send<OfferView>('POST', `/linkages/${offer.linkageId}/offer/${name}`, undefined, versionHeader(offer))
const edit = async (need: { id: string }, changes: object) => {
  const { body } = await leadFirm.get<{ version: number }>(`/sourcing-needs/${need.id}`)
  return leadFirm.send<{ version: number }>('PUT', `/sourcing-needs/${need.id}`, { ...NEED, ...changes }, versionHeader(body))
}

describe('a draft', () => {
  it('begins with what the profile answers, each answer with its evidence', async () => {
    const { linkage } = await acceptedPair(leadFirm, sme)
    await begunOffer(sme, linkage)
    const view = await read(sme, linkage)
    expect(view).toMatchObject({ state: 'draft', party: 'sme', stale: false, unanswered: [], openSteps: ['save', 'submit'] })
    expect(view.content?.answers).toHaveLength(1)
    expect(view.content?.answers[0]).toMatchObject({
      meets: 'yes',
      evidence: { kind: 'certificate', label: expect.stringContaining('C-77') },
    })
    expect(view.content?.times).toMatchObject({ sampleDays: expect.any(Number), seriesDays: expect.any(Number) })
    expect(await sme.send('POST', `/linkages/${linkage.id}/offer`)).toMatchObject({ status: 409, body: { code: 'offer-begun' } })
  })

  it('keeps each part as it is saved, and shows the lead firm nothing', async () => {
    const { linkage } = await acceptedPair(leadFirm, sme)
    const begun = await begunOffer(sme, linkage)
    const priced = await savedOffer(sme, begun, { price: PRICE })
    const timed = await savedOffer(sme, priced, { times: TIMES })
    const view = await read(sme, linkage)
    expect(view.content).toMatchObject({ price: PRICE, tooling: null, times: TIMES })
    const seen = await read(leadFirm, linkage)
    expect(seen).toMatchObject({ state: null, content: null, versions: [], unanswered: [], missing: [], version: 0 })
    expect(JSON.stringify(seen)).not.toContain('Q-2027-11')
    const answers = [{ requirementId: view.requirements[0]!.id, answer: null }]
    await savedOffer(sme, timed, { answers })
    expect((await read(sme, linkage)).unanswered).toEqual([view.requirements[0]!.id])
  })

  it('is not submitted before it says a price, a time and how long it holds', async () => {
    const { linkage } = await acceptedPair(leadFirm, sme)
    const begun = await begunOffer(sme, linkage)
    const blank = await savedOffer(sme, begun, { times: { ...TIMES, seriesDays: null, validUntil: '2026-01-01' } })
    const refused = await step(blank, 'submit')
    expect(refused).toMatchObject({ status: 422 })
    expect((refused.body as unknown as { errors: object[] }).errors).toEqual([
      { field: '/price/tiers/0/unitMinor', code: 'required' },
      { field: '/times/seriesDays', code: 'required' },
      { field: '/times/validUntil', code: 'must-be-future' },
    ])
    const tiers = [...PRICE.tiers].reverse()
    const path = `/linkages/${linkage.id}/offer`
    expect(await sme.send('PATCH', path, { price: { ...PRICE, tiers } }, versionHeader(blank))).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/price/tiers/1/fromQuantity', code: 'order' }] },
    })
  })

  it('is for who is in the pipeline: not before interest, not after a decline', async () => {
    const need = await openNeed(leadFirm)
    const invited = await leadFirm.send<{ id: string }>('POST', `/sourcing-needs/${need.id}/invitations`, {
      organizationId: sme.organizationId,
    })
    expect(await sme.send('POST', `/linkages/${invited.body.id}/offer`)).toMatchObject({ status: 409, body: { code: 'offer-wrong-stage' } })
    const linkage = await showInterest(sme, need)
    const offer = await wholeOffer(sme, linkage)
    const declined = { step: 'decline', reason: 'price' }
    expect((await leadFirm.send('POST', `/linkages/${linkage.id}/decision`, declined, versionHeader(linkage))).status).toBe(200)
    expect(await step(offer, 'submit')).toMatchObject({ status: 409, body: { code: 'offer-wrong-stage' } })
  })
})

describe('a submitted offer', () => {
  it('is read by the lead firm, and stays as it was while a newer one is written', async () => {
    const { linkage } = await acceptedPair(leadFirm, sme)
    const first = await submittedOffer(sme, linkage)
    expect(await read(leadFirm, linkage)).toMatchObject({ state: 'submitted', content: { price: PRICE, times: TIMES }, stale: false })
    const revising = await savedOffer(sme, first, { price: { ...PRICE, tiers: [{ fromQuantity: 1, unitMinor: 999 }] } })
    expect((await read(sme, linkage)).state).toBe('revising')
    expect((await read(leadFirm, linkage)).content?.price).toEqual(PRICE)
    await stepOffer(sme, revising, 'submit')
    expect((await read(leadFirm, linkage)).content?.price?.tiers).toEqual([{ fromQuantity: 1, unitMinor: 999 }])
    const one = await leadFirm.get<OfferVersionView>(`/linkages/${linkage.id}/offer/versions/1`)
    expect(one.body).toMatchObject({ number: 1, content: { price: PRICE } })
    expect((await leadFirm.get(`/linkages/${linkage.id}/offer/versions/3`)).status).toBe(404)
  })

  it('can be withdrawn: then the lead firm reads nothing of it, until it is made anew', async () => {
    const { linkage } = await acceptedPair(leadFirm, sme)
    const first = await submittedOffer(sme, linkage)
    const revising = await savedOffer(sme, first, { times: { ...TIMES, reference: 'Second thoughts' } })
    const dropped = await stepOffer(sme, revising, 'discard')
    expect((await read(sme, linkage)).content?.times.reference).toBe(TIMES.reference)
    const gone = await stepOffer(sme, dropped, 'withdraw')
    expect(await read(leadFirm, linkage)).toMatchObject({ state: 'withdrawn', content: null, versions: [] })
    expect((await leadFirm.get(`/linkages/${linkage.id}/offer/versions/1`)).status).toBe(404)
    expect((await sme.get(`/linkages/${linkage.id}/offer/versions/1`)).status).toBe(200)
    const again = await savedOffer(sme, gone, { times: TIMES })
    await stepOffer(sme, again, 'submit')
    expect((await read(leadFirm, linkage)).versions.map((one) => one.number)).toEqual([1, 2])
  })

  it('turns stale with a new version of the need: both see it, and the SME confirms or revises it', async () => {
    const { need, linkage } = await acceptedPair(leadFirm, sme)
    const offer = await submittedOffer(sme, linkage)
    expect(await step(offer, 'confirm')).toMatchObject({ status: 409, body: { code: 'offer-not-stale' } })
    const changed = {
      criteria: [{ ...NEED.criteria[0]!, groups: [{ requirements: [{ kind: 'certificate', code: 'iatf-16949', operator: 'has' }] }] }],
    }
    expect((await edit(need, changed)).status).toBe(200)
    expect((await read(leadFirm, linkage)).stale).toBe(true)
    const stale = await read(sme, linkage)
    expect(stale).toMatchObject({ stale: true, openSteps: ['save', 'confirm', 'withdraw'] })
    // What was asked before is no answer to what is asked now.
    expect(stale.unanswered).toEqual([stale.requirements[0]!.id])
    await stepOffer(sme, { linkageId: linkage.id, version: stale.version }, 'confirm')
    expect(await read(leadFirm, linkage)).toMatchObject({ stale: false, versions: [{ needVersion: expect.any(Number) }, { number: 2 }] })
  })

  it('keeps its answers over an edit that asks the same', async () => {
    const { need, linkage } = await acceptedPair(leadFirm, sme)
    await submittedOffer(sme, linkage)
    await edit(need, { volumePerMonth: 9_000 })
    expect(await read(sme, linkage)).toMatchObject({ stale: true, unanswered: [], content: { answers: [{ meets: 'yes' }] } })
  })

  it('is told to the lead firm without a figure of it', async () => {
    const { linkage } = await acceptedPair(leadFirm, sme)
    const told: unknown[] = []
    const spied = api.jobs.send
    api.jobs.send = (async (tx, name, data) => {
      if (name === 'notify') told.push(data)
      await spied(tx, name, data)
    }) as typeof spied
    const offer = await submittedOffer(sme, linkage)
    const revised = await stepOffer(sme, await savedOffer(sme, offer, { times: TIMES }), 'submit')
    await stepOffer(sme, revised, 'withdraw')
    api.jobs.send = spied
    expect(told).toMatchObject([{ topic: 'offer-submitted' }, { topic: 'offer-revised' }, { topic: 'offer-withdrawn' }])
    expect(told).toMatchObject([{ organizationId: leadFirm.organizationId, path: `/linkages/${linkage.id}/offer` }, {}, {}])
    expect(JSON.stringify(told)).not.toMatch(/140|600000|Q-2027/)
  })
})

describe('amounts', () => {
  it('are read and written by admins and finance of the SME, and by nobody else there', async () => {
    const [plain, finance] = [await member(api, sme), await member(api, sme, ['finance'])]
    const { linkage } = await acceptedPair(leadFirm, sme)
    const offer = await wholeOffer(sme, linkage)
    expect(await read(plain, linkage)).toMatchObject({ amountsHidden: true, content: { price: null, tooling: null, times: TIMES } })
    expect(await read(finance, linkage)).toMatchObject({ amountsHidden: false, content: { price: PRICE } })
    const path = `/linkages/${linkage.id}/offer`
    expect((await plain.send('PATCH', path, { price: PRICE }, versionHeader(offer))).status).toBe(403)
    const saved = await plain.send<OfferView>('PATCH', path, { times: { ...TIMES, note: 'By a member' } }, versionHeader(offer))
    expect(saved.status).toBe(200)
    expect((await read(sme, linkage)).content?.price).toEqual(PRICE)
    expect((await finance.send('POST', `${path}/submit`, undefined, versionHeader(saved.body))).status).toBe(403)
  })

  it('are beyond an agency, and so is the offer', async () => {
    const agency = await founder(api, 'agency')
    const { need, linkage } = await acceptedPair(leadFirm, sme)
    await submittedOffer(sme, linkage)
    for (const path of [`/linkages/${linkage.id}/offer`, `/sourcing-needs/${need.id}/offers`])
      expect((await agency.get(path)).status).toBe(403)
  })

  it('of a competitor are as missing as what never was', async () => {
    const { need, linkage } = await acceptedPair(leadFirm, sme)
    await submittedOffer(sme, linkage)
    const [competitor, stranger] = [await published(api), await founder(api, 'lead-firm')]
    expect((await competitor.get(`/linkages/${linkage.id}/offer`)).status).toBe(404)
    expect((await competitor.get(`/linkages/${linkage.id}/offer/versions/1`)).status).toBe(404)
    expect((await stranger.get(`/sourcing-needs/${need.id}/offers`)).status).toBe(404)
    expect((await stranger.get(`/sourcing-needs/${need.id}/offers/comparison?linkage=${linkage.id}`)).status).toBe(404)
  })
})

describe('an offer under an alias', () => {
  it('names neither the lead firm nor its own standard', async () => {
    const { body } = await leadFirm.send<{ code: string }>('POST', '/standards', { name: 'House manual', checklist: ['One'] })
    const criteria = [{ ...NEED.criteria[0]!, groups: [{ requirements: [{ kind: 'certificate', code: body.code, operator: 'has' }] }] }]
    const { linkage } = await acceptedPair(leadFirm, sme, { alias: true, criteria })
    await submittedOffer(sme, linkage)
    const seen = [await read(sme, linkage), (await sme.get(`/linkages/${linkage.id}/offer/versions/1`)).body]
    expect(seen[0]).toMatchObject({ leadFirm: null })
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`Verrano|${body.code}|${leadFirm.organizationId}`))
  })
})
