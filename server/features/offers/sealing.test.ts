/** Sealed offers with a moved clock: not a byte before the deadline, all after it, nothing late, and a deadline that only moves later. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { NEED, openNeed, showInterest, versionHeader } from '../../../tests/support/needs.ts'
import { moveTo, savedOffer, stepOffer, submittedOffer, TIMES, wholeOffer } from '../../../tests/support/offers.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { OffersView } from './contract-compare.ts'
import type { OfferView } from './contract-offers.ts'

let api: TestApi
let leadFirm: Person
let smes: Person[]
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm')
  smes = [await published(api), await published(api), await published(api)]
})
afterAll(() => api.close())

const START = '2026-11-23T09:00:00Z'
/** Half past six in the evening of the last day in UTC is its end in Kolkata. */
const BEFORE = '2027-01-31T18:29:59.000Z'
const AFTER = '2027-01-31T18:30:00.000Z'

const goTo = (at: string) => moveTo(api, at, [leadFirm, ...smes])
const edit = async (need: { id: string }, changes: object) => {
  const { body } = await leadFirm.get<{ version: number }>(`/sourcing-needs/${need.id}`)
  return leadFirm.send<{ code?: string }>('PUT', `/sourcing-needs/${need.id}`, { ...NEED, ...changes }, versionHeader(body))
}
const MARK = 'kestrelword'
const marked = (of: string) => ({
  price: {
    currency: 'CHF',
    incoterm: 'dap',
    place: `${MARK} place ${of}`,
    per: 1,
    tiers: [{ fromQuantity: 471_133_117, unitMinor: 815_499_331 }],
  },
  tooling: { costMinor: 901_254_776_113, payer: 'amortised', leadWeeks: 137 },
  times: { ...TIMES, reference: `${MARK} ${of}`, note: `${MARK} note`, sampleDays: 913, seriesDays: 917, validUntil: '2029-09-19' },
})
/** Figures too long to stand in an id by chance, and names of fields that only content has. */
const LEAKS = /kestrelword|815499331|901254776113|471133117|"CHF"|"sampleDays"|"leadWeeks"|2029-09-19/g
const leaksIn = (text: string) => [...new Set(text.match(LEAKS))]

/** Everything that the lead firm can ask about these offers. */
async function crawl(need: { id: string }, linkages: readonly { id: string }[]): Promise<string> {
  const ids = linkages.map((one) => `linkage=${one.id}`).join('&')
  const paths = [
    `/sourcing-needs/${need.id}`,
    `/sourcing-needs/${need.id}/offers`,
    `/sourcing-needs/${need.id}/offers/comparison?${ids}`,
    ...['csv', 'xlsx', 'pdf'].map((format) => `/sourcing-needs/${need.id}/offers/export?${ids}&format=${format}`),
    ...linkages.flatMap(({ id }) => [
      `/linkages/${id}`,
      `/linkages/${id}/offer`,
      `/linkages/${id}/offer/versions/1`,
      `/linkages/${id}/offer/versions/2`,
      `/linkages/${id}/feedback`,
      `/linkages/${id}/interest`,
    ]),
    '/linkages',
    '/organization/audit',
  ]
  const answers = await Promise.all(paths.map((path) => leadFirm.get(path)))
  return JSON.stringify(answers.map(({ headers, body }) => [headers, body]))
}

describe('under the seal', () => {
  it('the lead firm sees that offers came and not one byte of them; after the deadline all of them', async () => {
    await goTo(START)
    const need = await openNeed(leadFirm, { sealed: true })
    const linkages = [await showInterest(smes[0]!, need), await showInterest(smes[1]!, need)]
    const first = await submittedOffer(smes[0]!, linkages[0]!, marked('first'))
    await stepOffer(smes[0]!, await savedOffer(smes[0]!, first, marked('second')), 'submit')
    await submittedOffer(smes[1]!, linkages[1]!, marked('other'))
    // A draft counts for nothing and is told to nobody.
    await wholeOffer(smes[2]!, await showInterest(smes[2]!, need), marked('draft'))
    await goTo(BEFORE)
    expect(leaksIn(await crawl(need, linkages))).toEqual([])
    const sealed = (await leadFirm.get<OffersView>(`/sourcing-needs/${need.id}/offers`)).body
    expect(sealed).toMatchObject({ sealed: true, closed: true, count: 2, items: [{ submittedAt: null, validUntil: null }, {}] })
    const ids = linkages.map((one) => `linkage=${one.id}`).join('&')
    const compared = await leadFirm.get(`/sourcing-needs/${need.id}/offers/comparison?${ids}`)
    expect(compared).toMatchObject({ status: 409, body: { code: 'offers-sealed' } })
    expect((await leadFirm.get<OfferView>(`/linkages/${linkages[0]!.id}/offer`)).body).toMatchObject({
      closed: true,
      content: null,
      versions: [],
    })

    await goTo(AFTER)
    const open = await crawl(need, linkages)
    expect(leaksIn(open)).toHaveLength(8)
    for (const word of [`${MARK} second`, `${MARK} other`, '815499331', '901254776113', 'CHF', '2029-09-19']) expect(open).toContain(word)
    // What was replaced under the seal is never opened.
    expect(open).not.toContain(`${MARK} first`)
    expect((await leadFirm.get<OffersView>(`/sourcing-needs/${need.id}/offers`)).body).toMatchObject({ closed: false, count: 2 })
  })

  it('the SME reads its own, and a withdrawn one is as if it never came', async () => {
    await goTo(START)
    const need = await openNeed(leadFirm, { sealed: true })
    const linkage = await showInterest(smes[0]!, need)
    const offer = await submittedOffer(smes[0]!, linkage, marked('gone'))
    expect((await smes[0]!.get<OfferView>(`/linkages/${linkage.id}/offer`)).body).toMatchObject({
      sealed: true,
      closed: false,
      content: {},
    })
    await stepOffer(smes[0]!, offer, 'withdraw')
    expect((await leadFirm.get<OffersView>(`/sourcing-needs/${need.id}/offers`)).body.count).toBe(0)
    await goTo(AFTER)
    expect(leaksIn(await crawl(need, [linkage]))).toEqual([])
  })

  it('closing the need early opens nothing', async () => {
    await goTo(START)
    const need = await openNeed(leadFirm, { sealed: true })
    const linkage = await showInterest(smes[0]!, need)
    await submittedOffer(smes[0]!, linkage, marked('early'))
    const closed = await leadFirm.send('POST', `/sourcing-needs/${need.id}/close`, { reason: 'need-gone' }, versionHeader(need))
    expect(closed.status).toBe(200)
    expect(leaksIn(await crawl(need, [linkage]))).toEqual([])
  })
})

describe('after the deadline', () => {
  it('no offer is saved, submitted, confirmed or withdrawn, sealed or not', async () => {
    for (const sealed of [true, false]) {
      await goTo(START)
      const need = await openNeed(leadFirm, { sealed })
      const [one, other] = [await showInterest(smes[0]!, need), await showInterest(smes[1]!, need)]
      const draft = await wholeOffer(smes[0]!, one)
      const submitted = await submittedOffer(smes[1]!, other)
      await goTo(AFTER)
      const late = [
        await smes[0]!.send('POST', `/linkages/${one.id}/offer/submit`, undefined, versionHeader(draft)),
        await smes[0]!.send('PATCH', `/linkages/${one.id}/offer`, { times: TIMES }, versionHeader(draft)),
        await smes[1]!.send('POST', `/linkages/${other.id}/offer/withdraw`, undefined, versionHeader(submitted)),
        await smes[1]!.send('POST', `/linkages/${other.id}/offer/confirm`, undefined, versionHeader(submitted)),
      ]
      expect(late.map((answer) => [answer.status, answer.body.code])).toEqual(late.map(() => [409, 'offer-deadline-passed']))
    }
  })
})

describe('the deadline and the seal', () => {
  it('may be changed while no offer has come', async () => {
    await goTo(START)
    const need = await openNeed(leadFirm, { sealed: true })
    await wholeOffer(smes[0]!, await showInterest(smes[0]!, need))
    expect((await edit(need, { sealed: false, answerOn: '2027-01-10' })).status).toBe(200)
  })

  it('stay once the first has come, even if it was withdrawn: later is possible, earlier is not', async () => {
    await goTo(START)
    const need = await openNeed(leadFirm, { sealed: true })
    const offer = await submittedOffer(smes[0]!, await showInterest(smes[0]!, need))
    await stepOffer(smes[0]!, offer, 'withdraw')
    expect(await edit(need, { sealed: false })).toMatchObject({ status: 409, body: { code: 'need-seal-fixed' } })
    expect(await edit(need, { sealed: true, answerOn: '2027-01-30' })).toMatchObject({
      status: 409,
      body: { code: 'need-deadline-earlier' },
    })
    expect((await edit(need, { sealed: true, answerOn: '2027-02-28' })).status).toBe(200)
    expect(await edit(need, { sealed: true, answerOn: '2027-02-27' })).toMatchObject({
      status: 409,
      body: { code: 'need-deadline-earlier' },
    })
    await goTo('2027-03-02T00:00:00Z')
    expect(await edit(need, { sealed: true, answerOn: '2027-04-30' })).toMatchObject({ status: 409, body: { code: 'need-seal-opened' } })
  })

  it('cannot be left out to get round it: what an edit does not say is not sealed', async () => {
    await goTo(START)
    const need = await openNeed(leadFirm, { sealed: true })
    await submittedOffer(smes[0]!, await showInterest(smes[0]!, need))
    expect(await edit(need, {})).toMatchObject({ status: 409, body: { code: 'need-seal-fixed' } })
  })
})
