/** The clocks of linkages on a real PostgreSQL: a reminder on the day, a word to the officer, the end, each once and in the owner's zone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { openNeed, versionHeader } from '../../../tests/support/needs.ts'
import { PASSWORD, type Person } from '../../../tests/support/world.ts'
import { answer, broker, giveMandate, invite, read, type Trio, take, told, trio, withdraw } from './linkages.fixtures.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

/** Wednesday; an SME that is asked now answers until the Wednesday after. */
const START = '2026-12-02T06:00:00Z'
const FAR = { answerOn: '2028-01-31', startOn: '2028-06-01' }

const on = async (day: string, ...people: Person[]) => {
  api.clock.set(day)
  for (const one of people) await one.send('POST', '/sign-in', { email: one.email, password: PASSWORD })
}
const watch = () => api.services.watchLinkages()

async function fresh(): Promise<Trio> {
  api.clock.set(START)
  return trio(api, FAR)
}
const topics = async (linkage: { id: string }, who: Person) =>
  (await told(api, linkage.id)).filter((one) => one.organizationId === who.organizationId).map((one) => one.topic)

describe('a silent SME', () => {
  it('is reminded once on the day, its officer told the day after, and the linkage ends after the days of grace', async () => {
    const all = await fresh()
    await giveMandate(all.leadFirm, all.agency)
    const linkage = (await broker(all, 'offer')).body
    expect(linkage).toMatchObject({ turn: 'sme', dueOn: '2026-12-09' })
    // In Pune it is still the 8th.
    await on('2026-12-08T12:00:00Z')
    await watch()
    expect(await topics(linkage, all.sme)).toEqual(['proposal-released'])
    // There the 9th has begun.
    await on('2026-12-08T19:00:00Z')
    await watch()
    await watch()
    expect(await topics(linkage, all.sme)).toEqual(['proposal-released', 'answer-due'])
    expect(await topics(linkage, all.agency)).toEqual([])
    await on('2026-12-10T03:17:00Z')
    await watch()
    await watch()
    expect(await topics(linkage, all.agency)).toEqual(['silent-party'])
    await on('2026-12-16T03:17:00Z', all.leadFirm)
    await watch()
    expect((await read(all.leadFirm, linkage)).body).toMatchObject({ stage: 'offered-to-sme', isOverdue: true })
    await on('2026-12-17T03:17:00Z', all.leadFirm)
    await watch()
    await watch()
    const { body } = await read(all.leadFirm, linkage)
    expect(body).toMatchObject({ stage: 'lapsed', reason: 'sme-silent', turn: null, dueOn: null, leftStage: 'offered-to-sme' })
    expect(body.entries.at(-1)).toMatchObject({ by: 'system', stage: 'lapsed', reason: 'sme-silent' })
    expect(body.entries).toHaveLength(2)
    expect(await topics(linkage, all.leadFirm)).toEqual(['stage-changed', 'lapsed'])
  })

  it('that answers in time hears nothing more of it', async () => {
    const all = await fresh()
    const linkage = (await invite(all)).body
    await on('2026-12-09T06:00:00Z', all.sme)
    await watch()
    await answer(all, { step: 'show-interest' })
    await on('2026-12-18T06:00:00Z', all.sme)
    await watch()
    expect((await read(all.sme, linkage)).body).toMatchObject({ stage: 'sme-interested', turn: 'lead-firm' })
    expect((await topics(linkage, all.sme)).filter((one) => one === 'answer-due')).toHaveLength(1)
  })

  it('takes up what lapsed, as long as the need is open', async () => {
    const all = await fresh()
    const linkage = (await invite(all)).body
    for (const day of ['2026-12-09', '2026-12-10', '2026-12-22']) {
      await on(`${day}T06:00:00Z`, all.sme)
      await watch()
    }
    expect((await read(all.sme, linkage)).body.stage).toBe('lapsed')
    expect((await take(all.sme, linkage, { step: 'reopen' })).body).toMatchObject({
      stage: 'offered-to-sme',
      turn: 'sme',
      dueOn: '2026-12-29',
    })
  })
})

describe('a silent lead firm', () => {
  it('has ten working days, and is named as the reason', async () => {
    const all = await fresh()
    const linkage = (await answer(all, { step: 'show-interest' })).body
    expect(linkage.dueOn).toBe('2026-12-16')
    for (const day of ['2026-12-16', '2026-12-17', '2026-12-24']) {
      await on(`${day}T06:00:00Z`, all.sme)
      await watch()
    }
    expect((await read(all.sme, linkage)).body).toMatchObject({ stage: 'lapsed', reason: 'lead-firm-silent' })
  })
})

describe('a silent agency', () => {
  it('ends nothing: it is reminded and warned, and the lead firm may introduce', async () => {
    const all = await fresh()
    await giveMandate(all.leadFirm, all.agency)
    const linkage = (await answer(all, { step: 'show-interest' })).body
    await take(all.leadFirm, linkage, { step: 'accept' })
    for (const day of ['2026-12-09', '2026-12-10', '2027-02-01']) {
      await on(`${day}T06:00:00Z`, all.leadFirm)
      await watch()
    }
    expect(await topics(linkage, all.agency)).toEqual(['stage-changed', 'stage-changed', 'answer-due', 'silent-party'])
    expect((await take(all.leadFirm, linkage, { step: 'introduce' })).body.stage).toBe('introduced')
  })

  it('that lost its mandate hands its turn to the lead firm, with days of its own', async () => {
    const all = await fresh()
    const mandate = await giveMandate(all.leadFirm, all.agency)
    const linkage = (await answer(all, { step: 'show-interest' })).body
    await take(all.leadFirm, linkage, { step: 'accept' })
    await withdraw(all.leadFirm, mandate)
    await on('2026-12-09T06:00:00Z', all.leadFirm)
    await watch()
    expect((await read(all.leadFirm, linkage)).body).toMatchObject({ stage: 'lead-firm-accepted', turn: 'lead-firm', dueOn: '2026-12-16' })
  })
})

describe('working days', () => {
  it('are set by an agency for what it brokers, version by version', async () => {
    const all = await fresh()
    await giveMandate(all.leadFirm, all.agency)
    const terms = await all.agency.get<{ version: number; stages: { stage: string; days: number }[] }>('/linkage-terms')
    expect(terms.body.stages.find((one) => one.stage === 'offered-to-sme')).toMatchObject({ days: 5, isOwn: false, usual: 5 })
    const body = { stages: [{ stage: 'offered-to-sme', days: 8 }], graceDays: 2 }
    const saved = await all.agency.send<{ version: number }>('PUT', '/linkage-terms', body, versionHeader(terms.body))
    expect(saved).toMatchObject({ status: 200, body: { graceDays: 2, version: 2 } })
    expect((await all.agency.send('PUT', '/linkage-terms', body, versionHeader(terms.body))).status).toBe(412)
    expect((await broker(all, 'offer')).body.dueOn).toBe('2026-12-14')
    const elsewhere = await openNeed(all.leadFirm, FAR)
    const other = await trio(api, FAR)
    expect((await invite({ ...other, need: elsewhere, leadFirm: all.leadFirm })).body.dueOn).toBe('2026-12-14')
    expect((await invite(other)).body.dueOn).toBe('2026-12-09')
  })

  it('give way to a day that the step names', async () => {
    const all = await fresh()
    expect((await invite(all, { dueOn: '2027-01-20' })).body.dueOn).toBe('2027-01-20')
  })
})
