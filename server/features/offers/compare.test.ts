/** Offers side by side, feedback owed, times to answer and rates of exchange, through HTTP on a real PostgreSQL. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { openNeed, showInterest, stepNeed, versionHeader } from '../../../tests/support/needs.ts'
import { acceptedPair, moveTo, PRICE, submittedOffer, TIMES } from '../../../tests/support/offers.ts'
import { platformAdmin } from '../../../tests/support/principals.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { OfferComparisonView } from './contract-compare.ts'
import type { FeedbackView, OwedView, TermsView } from './contract-terms.ts'

let api: TestApi
let owner: pg.Client
let leadFirm: Person
let operator: Person
let smes: Person[]
beforeAll(async () => {
  api = await startApi()
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  leadFirm = await founder(api, 'lead-firm')
  operator = await platformAdmin(api, owner)
  smes = [await published(api), await published(api), await published(api)]
})
beforeEach(() => moveTo(api, '2026-11-23T09:00:00Z', [leadFirm, operator, ...smes]))
afterAll(async () => {
  await owner.end()
  await api.close()
})

/** Three offers: one in euros, a cheaper one in euros that has no tooling, one in rupees. */
async function threeOffers() {
  const need = await openNeed(leadFirm)
  const changes = [
    {},
    { tooling: null },
    { price: { ...PRICE, currency: 'INR', tiers: [{ fromQuantity: 1, unitMinor: 9_000 }] }, tooling: null },
  ]
  const linkages: { id: string }[] = []
  for (const [at, sme] of smes.entries()) {
    const linkage = await showInterest(sme, need)
    await submittedOffer(sme, linkage, changes[at])
    linkages.push(linkage)
  }
  return { need, linkages, ids: linkages.map((one) => `linkage=${one.id}`).join('&') }
}

describe('offers side by side', () => {
  it('show answers, verdicts and totals at the quantity asked, and put only one currency in order', async () => {
    const { need, ids } = await threeOffers()
    const compared = async (query: string) =>
      (await leadFirm.get<OfferComparisonView>(`/sourcing-needs/${need.id}/offers/comparison?${ids}&${query}`)).body
    const view = await compared('quantity=10000')
    expect(view).toMatchObject({ quantity: 10_000, yearlyVolume: 60_000, requirements: [{ code: 'iso-9001' }] })
    expect(view.items.map((one) => one.verdicts.map(({ verdict }) => verdict))).toEqual([['met'], ['met'], ['met']])
    expect(view.items[0]!.content.answers).toMatchObject([{ meets: 'yes', evidence: { kind: 'certificate' } }])
    // 10,000 x 1.20 EUR, and a sixth of 6,000 EUR of tooling.
    expect(view.items[0]!.total).toMatchObject({
      goods: { minor: 1_200_000 },
      tooling: { minor: 100_000 },
      total: { minor: 1_300_000, currency: 'EUR' },
    })
    expect(view.items[1]!.total).toMatchObject({ tooling: null, total: { minor: 1_200_000, currency: 'EUR' } })
    expect(view.items[2]).toMatchObject({ total: { total: { minor: 90_000_000, currency: 'INR' } }, converted: null })
    expect(view.items.map((one) => one.lowest)).toEqual([false, false, false])
    expect((await compared('quantity=500')).items[0]!.total).toBeNull()

    const rate = { base: 'EUR', quote: 'INR', rate: '90.5', on: '2026-11-20', source: 'Central bank' }
    expect((await operator.send('POST', '/exchange-rates', rate)).status).toBe(201)
    const euros = await compared('quantity=10000&currency=EUR')
    expect(euros.items[2]!.converted).toEqual({ money: { minor: 994_475, currency: 'EUR' }, rate })
    expect(euros.items.map((one) => one.lowest)).toEqual([false, false, true])
    // No rate into dollars is known: nothing is converted, nothing put in order.
    const dollars = await compared('quantity=10000&currency=USD')
    expect(dollars.items.map((one) => [one.converted, one.lowest])).toEqual([
      [null, false],
      [null, false],
      [null, false],
    ])
  })

  it('can be taken away as rows, as a spreadsheet and on paper', async () => {
    const { need, ids } = await threeOffers()
    const file = (format: string) =>
      leadFirm.get<string>(`/sourcing-needs/${need.id}/offers/export?${ids}&format=${format}&lang=fr&quantity=1000`)
    const csv = await file('csv')
    expect(csv.status).toBe(200)
    expect(csv.body).toContain('Total à cette quantité')
    expect(csv.headers['content-disposition']).toMatch(/attachment; filename="offres-\d+-2026-11-23\.csv"/)
    expect((await file('xlsx')).body.slice(0, 2)).toBe('PK')
    expect((await file('pdf')).body.slice(0, 5)).toBe('%PDF-')
  })

  it('leave out what is of another need', async () => {
    const [{ need }, other] = [await threeOffers(), await acceptedPair(leadFirm, smes[0]!)]
    await submittedOffer(smes[0]!, other.linkage)
    const { body } = await leadFirm.get<OfferComparisonView>(`/sourcing-needs/${need.id}/offers/comparison?linkage=${other.linkage.id}`)
    expect(body.items).toEqual([])
  })
})

describe('feedback', () => {
  const owed = async (needId: string) => (await leadFirm.get<{ items: OwedView[] }>(`/feedback-owed?needId=${needId}`)).body.items
  const give = (linkage: { id: string }, body: object) => leadFirm.send<FeedbackView>('POST', `/linkages/${linkage.id}/feedback`, body)
  const SENTENCE = { reason: 'price', sentence: 'Two others were a tenth below your price.' }

  it('is owed to who answered and was not chosen, fifteen working days after it ended, and given once', async () => {
    const need = await openNeed(leadFirm)
    const [waiting, declined, told] = [
      await showInterest(smes[0]!, need),
      await showInterest(smes[1]!, need),
      await showInterest(smes[2]!, need),
    ]
    const decline = (linkage: { id: string; version: number }, body: object) =>
      leadFirm.send('POST', `/linkages/${linkage.id}/decision`, { step: 'decline', reason: 'capacity', ...body }, versionHeader(linkage))
    await decline(declined, {})
    // A reason with words of its own was feedback already.
    await decline(told, { note: 'We need 20,000 a month.' })
    expect(await owed(need.id)).toMatchObject([
      { linkageId: declined.id, reason: 'capacity', dueAt: '2026-12-14T18:29:59.999Z', late: false },
    ])
    expect(await give(waiting, SENTENCE)).toMatchObject({ status: 409, body: { code: 'feedback-not-owed' } })
    await stepNeed(leadFirm, need, 'close')
    expect((await owed(need.id)).map((one) => one.linkageId).sort()).toEqual([waiting.id, declined.id].sort())
    expect((await give(waiting, SENTENCE)).body).toMatchObject({ owed: false, ...SENTENCE })
    expect(await give(waiting, SENTENCE)).toMatchObject({ status: 409, body: { code: 'feedback-given' } })
    expect((await smes[0]!.get<FeedbackView>(`/linkages/${waiting.id}/feedback`)).body).toMatchObject(SENTENCE)
    expect((await smes[1]!.get(`/linkages/${waiting.id}/feedback`)).status).toBe(404)
    expect((await owed(need.id)).map((one) => one.linkageId)).toEqual([declined.id])
  })

  it('is called to mind three working days before it is due, and once more when it is late', async () => {
    const need = await openNeed(leadFirm)
    const linkage = await showInterest(smes[0]!, need)
    await stepNeed(leadFirm, need, 'close')
    const keys: string[] = []
    const spied = api.jobs.sendMany
    api.jobs.sendMany = (async (tx, name, list) => {
      if (name === 'notify') keys.push(...(list as readonly { key: string }[]).map((one) => one.key))
      await spied(tx, name, list)
    }) as typeof spied
    for (const day of ['2026-12-08', '2026-12-09', '2026-12-15']) {
      api.clock.set(`${day}T03:17:00Z`)
      await api.services.offering.jobs.tonight()
    }
    api.jobs.sendMany = spied
    expect(keys.filter((key) => key.includes(linkage.id))).toEqual([`feedback-due/${linkage.id}/soon`, `feedback-due/${linkage.id}/late`])
  })
})

describe('times to answer', () => {
  it('begin with the defaults, and are set by each lead firm and agency for itself', async () => {
    const agency = await founder(api, 'agency')
    const first = await leadFirm.get<TermsView>('/answer-terms')
    expect(first.body).toEqual({
      smeDays: 5, leadFirmDays: 10, feedbackDays: 15, interestsPerMonth: 20, byDefault: true, mayRation: false, version: 0,
    }) // biome-ignore format: one row
    const body = { smeDays: 3, leadFirmDays: 5, feedbackDays: 1 }
    const set = await leadFirm.send<TermsView>('PUT', '/answer-terms', body, { 'if-match': '"0"' })
    expect(set.body).toMatchObject({ ...body, byDefault: false, version: 1 })
    expect((await leadFirm.send('PUT', '/answer-terms', body, { 'if-match': '"0"' })).status).toBe(412)
    expect((await leadFirm.send('PUT', '/answer-terms', { ...body, interestsPerMonth: 9 }, { 'if-match': '"1"' })).status).toBe(422)
    expect((await agency.get<TermsView>('/answer-terms')).body).toMatchObject({ byDefault: true, mayRation: true })
    const need = await openNeed(leadFirm)
    await showInterest(smes[0]!, need)
    await stepNeed(leadFirm, need, 'close')
    const { body: list } = await leadFirm.get<{ items: OwedView[] }>(`/feedback-owed?needId=${need.id}`)
    expect(list.items[0]!.dueAt).toBe('2026-11-24T18:29:59.999Z')
  })
})

describe('rates of exchange', () => {
  it('are entered by an administrator, never of a day to come, and the newest of the day counts', async () => {
    const rate = { base: 'USD', quote: 'MXN', rate: '18.1', on: '2026-11-23', source: 'Central bank' }
    expect((await leadFirm.send('POST', '/exchange-rates', rate)).status).toBe(403)
    for (const wrong of [{ on: '2026-11-24' }, { base: 'ZZZ' }, { quote: 'USD' }, { rate: '0' }])
      expect((await operator.send('POST', '/exchange-rates', { ...rate, ...wrong })).status).toBe(422)
    expect((await operator.send('POST', '/exchange-rates', rate)).status).toBe(201)
    expect((await operator.send('POST', '/exchange-rates', { ...rate, rate: '18.3' })).status).toBe(201)
    const { body } = await leadFirm.get<{ items: { base: string; rate: string }[] }>('/exchange-rates')
    expect(body.items.filter((one) => one.base === 'USD')).toMatchObject([{ rate: '18.3' }])
  })
})

describe('a submitted version', () => {
  it('cannot be changed by any role of the product', async () => {
    const { linkage } = await acceptedPair(leadFirm, smes[0]!)
    await submittedOffer(smes[0]!, linkage, { times: TIMES })
    for (const role of ['app', 'system']) {
      await owner.query('begin')
      await owner.query(`set local role ${role}`)
      await expect(owner.query('update offer_versions set number = 9')).rejects.toThrow(/permission denied/)
      await owner.query('rollback')
    }
  })
})
