/** A lead firm tries things out: what if, side by side, why not, and the list to take away. */
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { NeedView } from '../sourcing/contract.ts'
import type { ProposalsView } from './contract.ts'
import type { ComparisonView, LookedUpView, TrialView } from './contract-trials.ts'
import { CERTIFICATE, FORCE, openNeed, pressShop, STAMPING } from './trials.fixtures.ts'

let api: TestApi
let leadFirm: Person
let strong: Person
let weak: Person
let largeOrders: Person
let need: NeedView
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm')
  strong = await pressShop(api, { name: 'Tamhini Pressworks', certificates: ['iso-9001'] })
  weak = await pressShop(api, { name: 'Mula Small Presses', force: 60, certificates: ['iso-9001'] })
  largeOrders = await pressShop(api, { name: 'Deccan Volume Stamping', minimumOrder: 90_000 })
  await pressShop(api, { name: '=Evil()', certificates: [] })
  need = await openNeed(leadFirm, [STAMPING, FORCE(200), CERTIFICATE('iso-9001')])
})
afterAll(() => api.close())

const at = (path: string) => `/sourcing-needs/${need.id}${path}`
const idOf = (title: string) => need.criteria.find((one) => one.title === title)?.id
const tried = async (changes: object[], more: object = {}) => {
  const answer = await leadFirm.send<TrialView>('POST', at('/what-if'), { changes, ...more })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

describe('what if', () => {
  it('without changes is the list as it stands', async () => {
    const view = await tried([])
    const listed = (await leadFirm.get<ProposalsView>(at('/proposals'))).body
    expect(view.items.map((one) => one.proposal)).toEqual(listed.items)
    expect(view.counts.after).toEqual(listed.counts)
    expect(view.items.every((one) => one.before.place === one.after.place)).toBe(true)
  })

  it('a requirement that is relaxed brings in whom it kept out, and says that they are new', async () => {
    const view = await tried([{ criterionId: idOf('Press force'), as: 'scored' }])
    const newcomer = view.items.find((one) => one.proposal.organizationId === weak.organizationId)
    expect(newcomer).toMatchObject({ before: { place: null }, after: { band: 'ready' } })
    expect(view.counts.after.ready).toBe(view.counts.before.ready + 1)
  })

  it('counts over all profiles, about, whom nobody read one by one', async () => {
    const hard = await openNeed(leadFirm, [STAMPING, CERTIFICATE('iso-14001', 'must')])
    const changes = [{ criterionId: hard.criteria[1]?.id, as: 'developable-must' }]
    const view = (await leadFirm.send<TrialView>('POST', `/sourcing-needs/${hard.id}/what-if`, { changes })).body
    expect(view.about.before.fails).toBeGreaterThan(0)
    expect(view.about.after.fails).toBe(0)
    // Whose own terms rule it out stays out.
    expect(view.counts.after.developable + view.counts.after.not).toBe(view.counts.before.not)
    expect(view.counts.after.developable).toBeGreaterThan(0)
  })

  it('is exactly what the need answers once it is changed so', async () => {
    const other = await openNeed(leadFirm, [STAMPING, FORCE(200), CERTIFICATE('iso-9001')])
    const ids = Object.fromEntries(other.criteria.map((one) => [one.title, one.id]))
    const changes = [
      { criterionId: ids['Press force'], as: 'dropped' },
      { criterionId: ids['iso-9001'], weight: 90, as: 'must' },
    ]
    const view = (await leadFirm.send<TrialView>('POST', `/sourcing-needs/${other.id}/what-if`, { changes })).body
    const changed = await openNeed(leadFirm, [STAMPING, { ...CERTIFICATE('iso-9001', 'must'), weight: 90 }])
    const listed = (await leadFirm.get<ProposalsView>(`/sourcing-needs/${changed.id}/proposals`)).body
    const shape = (items: ProposalsView['items']) => items.map((one) => [one.organizationId, one.band, Math.round(one.score * 1e6)])
    expect(shape(view.items.map((one) => one.proposal))).toEqual(shape(listed.items))
    expect(view.counts.after).toEqual(listed.counts)
  })

  it('changes nothing: the need keeps its version', async () => {
    await tried([{ criterionId: idOf('Press force'), as: 'dropped', weight: 3 }])
    expect((await leadFirm.get<NeedView>(at(''))).body).toEqual(need)
  })

  it('belongs to the lead firm of the need', async () => {
    const other = await founder(api, 'lead-firm')
    expect((await other.send('POST', at('/what-if'), { changes: [] })).status).toBe(404)
    expect((await strong.send('POST', at('/what-if'), { changes: [] })).status).toBe(403)
  })
})

describe('the proposals that do not fit', () => {
  it('hide nobody silently: who fails a must and whose terms rule it out stand there with the reason', async () => {
    const { items, counts } = (await leadFirm.get<ProposalsView>(at('/proposals?band=not&limit=100'))).body
    const byFirm = new Map(items.map((one) => [one.organizationId, one]))
    expect(byFirm.get(weak.organizationId)?.criteria.find((one) => one.title === 'Press force')?.band).toBe('not')
    expect(byFirm.get(largeOrders.organizationId)?.obstacles.map(({ code }) => code)).toEqual(['minimum-order-above-volume'])
    expect(counts.not).toBe(items.length)
  })

  it('hold also those whom the index left out as known to fail, read one by one when they are asked for', async () => {
    const hard = await openNeed(leadFirm, [STAMPING, CERTIFICATE('iso-14001', 'must')])
    const first = (await leadFirm.get<ProposalsView>(`/sourcing-needs/${hard.id}/proposals`)).body
    const { items } = (await leadFirm.get<ProposalsView>(`/sourcing-needs/${hard.id}/proposals?band=not&limit=100`)).body
    expect(first.items).toEqual([])
    expect(items.map((one) => one.organizationId)).toEqual(expect.arrayContaining([strong, weak].map((one) => one.organizationId)))
    expect(items.every((one) => one.band === 'not')).toBe(true)
    expect(items).toHaveLength(first.counts.not)
  })

  it('name the delivery term and the country that an SME does not take, to both sides', async () => {
    const homely = await pressShop(api, { name: 'Koyna Home Presses', terms: { incoterms: ['exw', 'fca'], countriesRefused: ['MX'] } })
    const codes = ['incoterm-not-offered', 'delivery-country-refused']
    const abroad = await openNeed(leadFirm, [STAMPING], { deliveryCountry: 'MX', incoterm: 'dap' })
    const { items } = (await leadFirm.get<ProposalsView>(`/sourcing-needs/${abroad.id}/proposals?band=not&limit=100`)).body
    const told = items.find((one) => one.organizationId === homely.organizationId)
    expect(told?.obstacles).toEqual([
      { code: codes[0], params: { incoterm: 'dap', offered: 'exw, fca' } },
      { code: codes[1], params: { country: 'MX' } },
    ])
    const looked = await leadFirm.get<LookedUpView>(`/sourcing-needs/${abroad.id}/lookup?text=Koyna`)
    expect(looked.body.items[0]).toMatchObject({ standing: 'terms', proposal: { obstacles: codes.map((code) => ({ code })) } })
    const own = (await homely.get<{ obstacles: { code: string }[] }>(`/opportunities/${abroad.id}`)).body
    expect(own.obstacles.map(({ code }) => code)).toEqual(codes)
    const atHome = await openNeed(leadFirm, [STAMPING], { incoterm: 'fca' })
    const ready = (await leadFirm.get<ProposalsView>(`/sourcing-needs/${atHome.id}/proposals?band=ready&limit=100`)).body
    expect(ready.items.map((one) => one.organizationId)).toContain(homely.organizationId)
  })

  it('say so to the SME too, in its own words', async () => {
    const { items, counts } = (
      await largeOrders.get<{ items: { needId: string; obstacles: { code: string }[] }[]; counts: { not: number } }>(
        '/opportunities?band=not&limit=100',
      )
    ).body
    expect(items.find((one) => one.needId === need.id)?.obstacles).toEqual([
      expect.objectContaining({ code: 'minimum-order-above-volume' }),
    ])
    const first = (await weak.get<{ counts: { not: number } }>('/opportunities')).body
    const asked = (await weak.get<{ counts: { not: number }; items: object[] }>('/opportunities?band=not&limit=100')).body
    expect(asked.items).toHaveLength(asked.counts.not)
    expect(first.counts.not).toBe(asked.counts.not)
    expect(counts.not).toBeGreaterThan(0)
  })
})

describe('side by side', () => {
  it('up to five stand in the order asked, whatever their band', async () => {
    const asked = [weak, strong, largeOrders].map((one) => `sme=${one.organizationId}`).join('&')
    const { items } = (await leadFirm.get<ComparisonView>(at(`/comparison?${asked}`))).body
    expect(items.map((one) => one.organizationId)).toEqual([weak, strong, largeOrders].map((one) => one.organizationId))
    expect(items.map((one) => one.band)).toEqual(['not', 'ready', 'not'])
    const ids = items[0]?.criteria.flatMap((one) => one.verdicts.map((verdict) => verdict.requirementId))
    for (const one of items) expect(one.criteria.flatMap((each) => each.verdicts.map((verdict) => verdict.requirementId))).toEqual(ids)
  })

  it('six are too many, and who is not published is left out', async () => {
    const six = Array.from({ length: 6 }, (_, n) => `sme=00000000-0000-7000-8000-00000000000${n}`).join('&')
    expect((await leadFirm.get(at(`/comparison?${six}`))).status).toBe(400)
    const draft = await founder(api, 'sme')
    expect((await leadFirm.get<ComparisonView>(at(`/comparison?sme=${draft.organizationId}`))).body.items).toEqual([])
  })
})

describe('why not', () => {
  const looked = async (text: string) => (await leadFirm.get<LookedUpView>(at(`/lookup?text=${encodeURIComponent(text)}`))).body.items[0]

  it('says at which place a firm is proposed', async () => {
    const listed = (await leadFirm.get<ProposalsView>(at('/proposals'))).body.items.map((one) => one.organizationId)
    expect(await looked('Tamhini Pressworks')).toMatchObject({
      standing: 'in',
      place: listed.indexOf(strong.organizationId) + 1,
      proposal: { organizationId: strong.organizationId },
    })
  })

  it('names the requirement that keeps a firm out, though its name is misspelt', async () => {
    expect(await looked('Mula Smal Preses')).toMatchObject({
      standing: 'requirement',
      place: null,
      criterionIds: [idOf('Press force')],
      proposal: { organizationId: weak.organizationId },
    })
  })

  it('names the terms that rule a firm out', async () => {
    expect(await looked('Deccan Volume Stamping')).toMatchObject({ standing: 'terms', place: null })
  })
})

describe('the list to take away', () => {
  const taken = (query: string) => api.app.inject({ url: `/api/v1${at(`/export?${query}`)}`, headers: { cookie: leadFirm.cookie() } })

  it('is CSV in the reader’s language with the need’s version, the day and the weights; no name is a formula', async () => {
    const answer = await taken('format=csv&lang=es')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="propuestas-${need.version}-2026-11-23.csv"`)
    const [head = [], ...rows] = parse(answer.rawPayload, { delimiter: ';', bom: true }) as string[][]
    expect(head.slice(0, 3)).toEqual(['Necesidad de compra', 'Versión de la necesidad', 'A fecha de'])
    expect(head.some((one) => /Obligatorio.*%/.test(one))).toBe(true)
    expect(rows.every((row) => row[0] === need.title && row[1] === String(need.version))).toBe(true)
    expect(rows.some((row) => row.includes("'=Evil()"))).toBe(true)
    expect(rows.flat().filter((cell) => /^[=+@]/.test(cell))).toEqual([])
    const listed = (await leadFirm.get<ProposalsView>(at('/proposals?limit=100'))).body.items.map((one) => one.name)
    expect(rows.map((row) => row[5]?.replace(/^'/, ''))).toEqual(listed)
  })

  it('is a spreadsheet with the same firms, and a sheet of what the order rests on', async () => {
    const answer = await taken('format=xlsx&band=not')
    const rows = await readSheet(answer.rawPayload, 1)
    expect(rows.slice(1).map((row) => row[1])).toEqual(expect.arrayContaining(['Mula Small Presses', 'Deccan Volume Stamping']))
    const about = (await readSheet(answer.rawPayload, 2)).flat().map(String)
    expect(about).toEqual(expect.arrayContaining([need.title, 'Version of the need', String(need.version)]))
    expect(about.some((one) => one.endsWith('%'))).toBe(true)
  })

  it.each(['en', 'es', 'pt', 'fr'])('is a PDF in %s', async (lang) => {
    const answer = await taken(`format=pdf&lang=${lang}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('is for the lead firm of the need', async () => {
    expect((await strong.get(at('/export?format=csv'))).status).toBe(403)
    expect((await (await founder(api, 'lead-firm')).get(at('/export?format=csv'))).status).toBe(404)
  })
})
