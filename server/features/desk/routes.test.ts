/** The desk through HTTP: queue and bulk shortlist, board and list, silence, officers, handing on, and times. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { versionHeader } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, member, PASSWORD, type Person } from '../../../tests/support/world.ts'
import { answer, broker, giveMandate, type Trio, take, told, trio } from '../linkages/linkages.fixtures.ts'
import type { BoardView, CaseView, ChoicesView, WorkloadView } from './contract.ts'
import type { HandoverView } from './contract-handovers.ts'
import type { BulkView, QueueView } from './contract-queue.ts'
import type { TimesView } from './contract-times.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

/** The clock of these tests runs ahead of usual needs. */
const FAR = { answerOn: '2028-01-31', startOn: '2028-06-01' }

interface List {
  items: CaseView[]
  next: string | null
}

async function brokered(): Promise<Trio> {
  const on = await trio(api, FAR)
  await giveMandate(on.leadFirm, on.agency)
  return on
}
const board = async (who: Person, query = '') => (await who.get<BoardView>(`/desk/board${query}`)).body
const list = async (who: Person, query = '') => (await who.get<List>(`/desk/linkages${query}`)).body
const act = (who: Person, id: string, kind: 'reminders' | 'escalations', note = '') =>
  who.send<CaseView>('POST', `/desk/linkages/${id}/${kind}`, { note })
const assign = (who: Person, id: string, userId: string | null) => who.send<CaseView>('PUT', `/desk/linkages/${id}/officer`, { userId })
/** Days pass, and everybody signs in again. */
async function later(days: number, { leadFirm, sme, agency }: Trio): Promise<void> {
  api.clock.advance(days * 86_400_000)
  for (const one of [leadFirm, sme, agency]) await one.send('POST', '/sign-in', { email: one.email, password: PASSWORD })
}

describe('the queue', () => {
  it('holds the kept proposals of needs that the agency may broker, until one is shortlisted', async () => {
    const on = await brokered()
    await api.services.matching.keepSnapshot(on.need.id, on.need.version)
    const { body } = await on.agency.get<QueueView>(`/desk/queue?needId=${on.need.id}`)
    const mine = body.items.find((one) => one.sme.id === on.sme.organizationId)
    expect(mine).toMatchObject({ need: { id: on.need.id }, leadFirm: { id: on.leadFirm.organizationId } })
    expect(body.needs.map((one) => one.id)).toEqual([on.need.id])
    expect((await (await founder(api, 'agency')).get<QueueView>('/desk/queue')).body).toEqual({
      items: [],
      next: null,
      waiting: 0,
      needs: [],
    })
    const stranger = await founder(api, 'sme')
    const pairs = [on.sme, stranger, on.sme].map((one) => ({ needId: on.need.id, organizationId: one.organizationId }))
    const done = await on.agency.send<BulkView>('POST', '/desk/shortlists', { step: 'shortlist', pairs })
    expect(done.body).toMatchObject({
      done: 1,
      results: [
        { organizationId: on.sme.organizationId, refusal: null },
        { organizationId: stranger.organizationId, linkageId: null, refusal: 'not-found' },
      ],
    })
    const after = (await on.agency.get<QueueView>(`/desk/queue?needId=${on.need.id}`)).body
    expect(after.items.map((one) => one.sme.id)).not.toContain(on.sme.organizationId)
    expect(after.waiting).toBe(body.waiting - 1)
    const proposed = await on.agency.send<BulkView>('POST', '/desk/shortlists', { step: 'offer', pairs: pairs.slice(0, 1) })
    expect(proposed.body.done).toBe(1)
    const linkageId = proposed.body.results[0]?.linkageId ?? ''
    const heard = await told(api, linkageId)
    expect(heard.filter((one) => one.organizationId === on.leadFirm.organizationId).length).toBeGreaterThan(0)
    expect(heard.filter((one) => one.organizationId === on.sme.organizationId).map((one) => one.topic)).toEqual(['proposal-released'])
    const again = await on.agency.send<BulkView>('POST', '/desk/shortlists', { step: 'offer', pairs: pairs.slice(0, 1) })
    expect(again.body.results.map((one) => one.refusal)).toEqual(['linkage-wrong-stage'])
  })

  it('closes with the mandate', async () => {
    const on = await trio(api)
    const mandate = await giveMandate(on.leadFirm, on.agency)
    await broker(on, 'offer')
    expect((await board(on.agency)).open).toBe(1)
    await on.leadFirm.send('POST', `/mandates/${mandate.id}/withdrawal`, {}, versionHeader(mandate))
    expect(await board(on.agency)).toMatchObject({ open: 0, stages: [] })
    expect((await list(on.agency)).items).toEqual([])
  })
})

describe('the board', () => {
  it('places each linkage in the column of its stage, counts, filters, and offers the agency its steps', async () => {
    const on = await brokered()
    const other = await published(api)
    const linkage = (await broker(on, 'offer')).body
    await broker({ ...on, sme: other }, 'shortlist')
    const drawn = await board(on.agency)
    expect(drawn.columns.filter((one) => one.count > 0).map((one) => [one.column, one.count, one.cards.length])).toEqual([
      ['shortlisted', 1, 1],
      ['offered', 1, 1],
    ])
    const card = drawn.columns.find((one) => one.column === 'offered')?.cards[0]
    expect(card).toMatchObject({ id: linkage.id, turn: 'sme', clock: { state: 'ahead', days: 5 }, officer: null, openActs: ['reminder'] })
    expect(card?.forms.map((one) => one.step)).toEqual(['hold'])
    expect((await board(on.agency, '?turn=agency')).open).toBe(1)
    expect((await list(on.agency, '?stage=offered-to-sme')).items.map((one) => one.id)).toEqual([linkage.id])
    expect((await list(on.agency, '?country=XK')).items).toEqual([])
    const first = await list(on.agency, '?limit=1')
    const second = await list(on.agency, `?limit=1&cursor=${encodeURIComponent(first.next ?? '')}`)
    expect(new Set([first.items[0]?.id, second.items[0]?.id]).size).toBe(2)
    expect(second.next).toBeNull()
    const choices = (await on.agency.get<ChoicesView>('/desk/choices')).body
    expect(choices.needs.map((one) => one.id)).toEqual([on.need.id])
  })

  it('is for agencies alone', async () => {
    const on = await brokered()
    const answers = await Promise.all([on.leadFirm.get('/desk/board'), on.sme.get('/desk/queue'), on.leadFirm.get('/desk/workload')])
    expect(answers.map((one) => one.status)).toEqual([403, 403, 403])
  })
})

describe('a silent party', () => {
  it('is reminded once a day, escalated when late, and both stand on the card', async () => {
    const on = await brokered()
    const { id } = (await broker(on, 'offer')).body
    expect((await act(on.agency, id, 'reminders', 'Called, no answer')).body.acted).toMatchObject({
      act: 'reminder',
      note: 'Called, no answer',
    })
    expect((await act(on.agency, id, 'reminders')).body).toMatchObject({ code: 'desk-reminded-today' })
    expect((await act(on.agency, id, 'escalations')).body).toMatchObject({ code: 'desk-not-overdue' })
    const stranger = await founder(api, 'agency')
    expect((await act(stranger, id, 'reminders')).status).toBe(404)
    await later(12, on)
    const [late] = (await list(on.agency, '?overdue=true')).items
    expect(late).toMatchObject({ id, clock: { state: 'over' }, openActs: ['reminder', 'escalation'] })
    const escalated = await act(on.agency, id, 'escalations', 'Two weeks')
    expect(escalated.body).toMatchObject({ acted: { act: 'escalation' }, openActs: ['reminder'] })
    const heard = (await told(api, id)).filter((one) => one.topic === 'escalated').map((one) => one.organizationId)
    expect(heard.sort()).toEqual([on.sme.organizationId, on.agency.organizationId].sort())
    expect((await board(on.agency)).overdue).toBe(1)
  })
})

describe('an officer', () => {
  it('takes linkages over; a manager gives them to others; the workload counts them', async () => {
    const on = await brokered()
    const { id } = (await broker(on, 'shortlist')).body
    const officer = await member(api, on.agency, ['officer'])
    const { items } = (await on.agency.get<{ items: { userId: string; role: string; version: number }[] }>('/organization/members')).body
    const [boss, his] = ['admin', 'member'].map((role) => items.find((one) => one.role === role)?.userId ?? '') as [string, string]
    const led = await on.agency.send(
      'PUT',
      `/organization/members/${boss}`,
      { role: 'admin', duties: ['manager'] },
      versionHeader({ version: 1 }),
    )
    expect(led.status).toBe(200)
    expect((await assign(officer, id, his)).body.officer).toMatchObject({ userId: his })
    expect((await assign(officer, id, boss)).body).toMatchObject({ code: 'desk-manager-assigns' })
    const rows = (await officer.get<WorkloadView>('/desk/workload')).body.rows
    expect(rows.find((one) => one.officer?.userId === his)).toMatchObject({ open: 1, overdue: 0, waiting: 1 })
    expect(rows.at(-1)).toEqual({ officer: null, open: 0, overdue: 0, waiting: 0 })
    expect((await list(officer, `?officer=${his}`)).items.map((one) => one.id)).toEqual([id])
    expect((await list(officer, '?officer=none')).items).toEqual([])
    expect((await assign(on.agency, id, on.need.id)).body).toMatchObject({ code: 'desk-no-officer' })
    expect((await assign(officer, id, null)).body.officer).toBeNull()
  })
})

describe('handing a need on', () => {
  it('opens nothing by itself, and its state is seen by both', async () => {
    const on = await brokered()
    const other = await founder(api, 'agency')
    const body = { needId: on.need.id, agencyId: other.organizationId, message: 'No pressing shop in our country.' }
    expect((await other.send('POST', '/desk/handovers', { ...body, agencyId: on.agency.organizationId })).status).toBe(404)
    const made = await on.agency.send<HandoverView>('POST', '/desk/handovers', body)
    expect(made).toMatchObject({ status: 201, body: { standing: 'proposed', party: 'from', openSteps: ['take-back'] } })
    expect((await on.agency.send('POST', '/desk/handovers', body)).body).toMatchObject({ code: 'handover-open' })
    const path = `/desk/handovers/${made.body.id}/steps`
    expect((await on.agency.send('POST', path, { step: 'accept' }, versionHeader(made.body))).body).toMatchObject({
      code: 'handover-wrong-party',
    })
    expect((await (await founder(api, 'agency')).send('POST', path, { step: 'accept' }, versionHeader(made.body))).status).toBe(404)
    const accepted = await other.send<HandoverView>('POST', path, { step: 'accept' }, versionHeader(made.body))
    expect(accepted.body).toMatchObject({ standing: 'accepted', party: 'to' })
    expect((await other.get<QueueView>('/desk/queue')).body.needs).toEqual([])
    await giveMandate(on.leadFirm, other)
    const seen = (await on.agency.get<{ items: HandoverView[] }>('/desk/handovers?party=from')).body.items
    expect(seen.map((one) => one.standing)).toEqual(['mandated'])
    const heard = (await told(api, on.need.id)).map((one) => [one.topic, one.organizationId])
    expect(heard).toContainEqual(['handover-asked', other.organizationId])
    expect(heard).toContainEqual(['handover-answered', on.agency.organizationId])
  })
})

describe('times', () => {
  it('counts working days to the first answers; a firm reads its own, an agency none that few firms make', async () => {
    const on = await brokered()
    const linkage = (await broker(on, 'offer')).body
    await later(7, on)
    await answer(on, { step: 'show-interest' })
    await later(14, on)
    await take(on.leadFirm, linkage, { step: 'decline', reason: 'price' })
    const own = (await on.leadFirm.get<TimesView>('/times')).body
    expect(own).toMatchObject({
      begun: 1,
      answers: [
        { side: 'sme', count: 1, median: 5, p90: 5 },
        { side: 'lead-firm', count: 1, median: 10, p90: 10 },
      ],
      reasons: [{ reason: 'price', count: 1 }],
      demand: { openNeeds: 1, activeSmes: 1, perSme: 1 },
    })
    expect(own.stages.map((one) => one.count)).toEqual([1, 1, 0, 0, 0, 0, 0])
    const agency = (await on.agency.get<TimesView>('/times')).body
    expect(agency).toMatchObject({ begun: null, reasons: [{ reason: 'price', count: null }], demand: { activeSmes: null, perSme: null } })
    expect((await on.leadFirm.get('/times?fromOn=2027-01-01&untilOn=2026-01-01')).body).toMatchObject({ code: 'times-period-wrong' })
  })
})
