/** Answers by the link of a mail, and interest with its three questions, through HTTP: one use, one purpose, one member, and never by looking. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CURSOR_SECRET, startApi, type TestApi } from '../../../tests/support/api.ts'
import { acceptInterest, NEED, openNeed, showInterest, versionHeader } from '../../../tests/support/needs.ts'
import { answerTokenOf, moveTo } from '../../../tests/support/offers.ts'
import { published } from '../../../tests/support/profiles.ts'
import { founder, mailTo, member, type Person } from '../../../tests/support/world.ts'
import { createCursors } from '../../cursor.ts'
import type { AnswerLinkView, InterestFormView, InterestView } from './contract.ts'

let api: TestApi
let leadFirm: Person
let sme: Person
beforeAll(async () => {
  api = await startApi({ interestsPerMonth: 20 })
  leadFirm = await founder(api, 'lead-firm', { name: 'Verrano Mobility' })
  sme = await published(api)
})
const goTo = (at: string) => moveTo(api, at, [leadFirm, sme])
beforeEach(() => goTo('2026-11-23T09:00:00Z'))
afterAll(() => api.close())

const EXCLUDING = {
  criteria: [
    {
      title: 'Exclusion',
      category: 'management',
      class: 'exclusion',
      groups: [{ requirements: ['fraud', 'taxes-unpaid'].map((code) => ({ kind: 'exclusion-ground', code, operator: 'has' })) }],
    },
  ],
}
const QUESTIONS = {
  cooperation: 'supply',
  unclear: 'Which paint?',
  about: 'We make 40 like these.',
  contact: 'R. Deshpande, +91 20 5550 1793',
}
const stageOf = async (need: { id: string }) => {
  const { body } = await leadFirm.get<{ items: { stage: string; entries: { reason: string; note: string }[] }[] }>(
    `/linkages?needId=${need.id}`,
  )
  return body.items[0]
}
const use = (token: string, body: object) => api.visitor().send<AnswerLinkView & { code?: string }>('POST', `/answers/${token}`, body)
const look = (token: string) => api.visitor().get<AnswerLinkView>(`/answers/${token}`)

describe('the link of a mail', () => {
  it('comes with an invitation and with the news of a need, and answers without a password', async () => {
    const need = await openNeed(leadFirm)
    await leadFirm.send('POST', `/sourcing-needs/${need.id}/invitations`, { organizationId: sme.organizationId })
    const url = await mailTo(api, sme.email, /(http:\S+\/answer\?token=\S+)/)
    const token = new URL(url).searchParams.get('token') ?? ''
    for (let opened = 0; opened < 3; opened++)
      expect((await look(token)).body).toMatchObject({ answer: null, open: ['interested', 'not-interested', 'ask-later'] })
    expect((await stageOf(need))?.stage).toBe('offered-to-sme')
    const answered = await use(token, { answer: 'interested', cooperation: 'subcontracting', about: 'We have the press.' })
    expect(answered.body).toMatchObject({ answer: 'interested', open: [], linkageId: expect.any(String) })
    expect((await stageOf(need))?.stage).toBe('sme-interested')
    const { body } = await leadFirm.get<InterestView>(`/linkages/${answered.body.linkageId}/interest`)
    expect(body).toMatchObject({ cooperation: 'subcontracting', about: 'We have the press.', contact: null })
  })

  it('comes with the alert about one new need', async () => {
    await api.services.news.pairs.catchUp()
    await api.jobs.drain()
    api.mails.length = 0
    await openNeed(leadFirm, { title: 'Stamped brackets once more' })
    await api.services.news.pairs.catchUp()
    expect(await mailTo(api, sme.email, /(http:\S+\/answer\?token=\S+)/)).toContain('/answer?token=')
  })

  it('is good for one answer, which it shows from then on', async () => {
    const need = await openNeed(leadFirm)
    const token = await answerTokenOf(api, sme, need.id)
    expect(await use(token, { answer: 'not-interested' })).toMatchObject({ status: 409, body: { code: 'linkage-reason-missing' } })
    expect((await use(token, { answer: 'not-interested', reason: 'capacity', note: 'Full until June' })).status).toBe(200)
    expect(await stageOf(need)).toMatchObject({ stage: 'sme-declined', entries: [{ reason: 'capacity', note: 'Full until June' }] })
    expect(await use(token, { answer: 'interested' })).toMatchObject({ status: 409, body: { code: 'answer-link-used' } })
    expect((await look(token)).body).toMatchObject({ answer: 'not-interested', open: [], answeredAt: '2026-11-23T09:00:00.000Z' })
    // A member who signs in may change it.
    expect((await showInterest(sme, need)).id).toBeTruthy()
  })

  it('has one winner when it is pressed twice at once', async () => {
    const token = await answerTokenOf(api, sme, (await openNeed(leadFirm)).id)
    const answers = await Promise.all(Array.from({ length: 8 }, () => use(token, { answer: 'interested' })))
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
  })

  it('names in the audit log that it came by mail', async () => {
    const need = await openNeed(leadFirm)
    await use(await answerTokenOf(api, sme, need.id), { answer: 'interested' })
    const { body } = await sme.get<{ items: { action: string; subjectId: string }[] }>('/organization/audit?limit=100')
    expect(body.items).toContainEqual(expect.objectContaining({ action: 'answer-link.use', subjectId: need.id }))
  })

  it('asks again three working days after "ask me later", unless the firm has answered meanwhile', async () => {
    await goTo('2026-11-26T09:00:00Z')
    const [asking, answered] = [await openNeed(leadFirm), await openNeed(leadFirm)]
    for (const need of [asking, answered]) {
      const later = await use(await answerTokenOf(api, sme, need.id), { answer: 'ask-later' })
      // Thursday; over the weekend to Tuesday.
      expect(later.body).toMatchObject({ answer: 'ask-later', askAgainOn: '2026-12-01' })
      expect((await stageOf(need))?.stage).toBeUndefined()
    }
    await sme.send('POST', `/open-needs/${answered.id}/answer`, { step: 'decline-interest', reason: 'price' })
    await api.jobs.drain()
    api.mails.length = 0
    api.clock.set('2026-11-30T23:00:00Z')
    await api.services.offering.jobs.tonight()
    await api.jobs.drain()
    expect(api.mails).toEqual([])
    api.clock.set('2026-12-01T03:17:00Z')
    await api.services.offering.jobs.tonight()
    await api.services.offering.jobs.tonight()
    await api.jobs.drain()
    expect(api.mails.map((mail) => mail.to)).toEqual([sme.email])
    const token = /token=(\S+)/.exec(api.mails[0]!.text)![1]!
    expect((await look(token)).body.need.id).toBe(asking.id)
    expect((await use(token, { answer: 'interested' })).status).toBe(200)
  })

  it('leads nowhere when it is over, forged, of another purpose, or of somebody who left', async () => {
    const need = await openNeed(leadFirm)
    const ended = await answerTokenOf(api, sme, need.id)
    const soon = await answerTokenOf(api, sme, need.id, new Date('2026-11-25T18:29:59.999Z'))
    const signed = createCursors(CURSOR_SECRET)
    const forged = [`${ended}x`, 'WyJ4Il0.forged', signed.of('mutes').write(['answer-need']), signed.of('answers').write(['answer-need'])]
    const faces = await Promise.all(forged.map((token) => use(token, { answer: 'interested' })))
    expect(faces.map((one) => one.status)).toEqual(forged.map(() => 404))
    const leaver = await member(api, sme)
    const left = await answerTokenOf(api, leaver, need.id)
    const rows = (await sme.get<{ items: { userId: string; version: number }[] }>('/organization/members')).body.items
    const row = rows.find((one) => one.userId === leaver.userId)!
    const removed = await sme.send('DELETE', `/organization/members/${leaver.userId}`, undefined, versionHeader(row))
    expect(removed.status).toBeLessThan(300)
    expect((await use(left, { answer: 'interested' })).status).toBe(404)
    api.clock.set('2026-11-25T18:30:00Z')
    expect((await look(soon)).status).toBe(404)
    expect((await look(ended)).status).toBe(200)
    api.clock.set('2026-12-07T09:00:01Z')
    expect([(await look(ended)).status, (await use(ended, { answer: 'interested' })).status]).toEqual([404, 404])
  })

  it('hides the lead firm under an alias, and is stored as a hash alone', async () => {
    const need = await openNeed(leadFirm, { alias: true })
    const token = await answerTokenOf(api, sme, need.id)
    const seen = await look(token)
    expect(seen.body.need.leadFirm).toBeNull()
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`Verrano|${leadFirm.organizationId}`))
  })
})

describe('the three questions', () => {
  it('are stored with the interest; the contact opens to the lead firm with the tier matched', async () => {
    const need = await openNeed(leadFirm)
    const shown = await sme.send<InterestView>('POST', `/open-needs/${need.id}/interest`, QUESTIONS)
    expect(shown.body).toMatchObject({ stage: 'sme-interested', ...QUESTIONS, version: 1, mayEdit: true })
    const seen = () => leadFirm.get<InterestView>(`/linkages/${shown.body.linkageId}/interest`)
    expect((await seen()).body).toMatchObject({ unclear: 'Which paint?', about: QUESTIONS.about, contact: null, mayEdit: false })
    expect(JSON.stringify((await seen()).body)).not.toContain('5550')
    await acceptInterest(leadFirm, { id: shown.body.linkageId, version: 1 })
    expect((await seen()).body.contact).toBe(QUESTIONS.contact)
    const edited = { ...QUESTIONS, unclear: '' }
    const saved = await sme.send<InterestView>('PUT', `/linkages/${shown.body.linkageId}/interest`, edited, versionHeader({ version: 1 }))
    expect(saved.body).toMatchObject({ unclear: '', version: 2 })
    expect((await founder(api, 'lead-firm').then((one) => one.get(`/linkages/${shown.body.linkageId}/interest`))).status).toBe(404)
  })

  it('ask for every exclusion ground that is open, and the answer rules the SME out or not', async () => {
    // The clock went to December and back above; this firm has answered nothing yet.
    const firm = await published(api)
    const need = await openNeed(leadFirm, EXCLUDING)
    const form = (await firm.get<InterestFormView>(`/open-needs/${need.id}/interest`)).body
    expect(form).toMatchObject({ asked: ['fraud', 'taxes-unpaid'], grounds: [] })
    const path = `/open-needs/${need.id}/interest`
    const refused = await firm.send('POST', path, { ...QUESTIONS, grounds: [{ ground: 'fraud', applies: false }] })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: '/ground-taxes-unpaid', code: 'required' }] } })
    expect((await firm.get<{ items: unknown[] }>('/linkages')).body.items).toEqual([])
    const band = async () => (await leadFirm.get<{ band: string }>(`/sourcing-needs/${need.id}/proposals/${firm.organizationId}`)).body.band
    expect(await band()).not.toBe('not')
    const grounds = [
      { ground: 'fraud', applies: false },
      { ground: 'taxes-unpaid', applies: true },
    ]
    const shown = await firm.send<InterestView>('POST', path, { ...QUESTIONS, grounds })
    expect(shown.body.grounds).toMatchObject([{ ground: 'fraud', applies: false, statedOn: '2026-11-23' }, { applies: true }])
    expect(await band()).toBe('not')
    const next = await openNeed(leadFirm, EXCLUDING)
    // What was said for one need is offered for the next, and counts only when it is said again.
    expect((await firm.get<InterestFormView>(`/open-needs/${next.id}/interest`)).body.grounds).toHaveLength(2)
    const { body } = await leadFirm.get<{ band: string }>(`/sourcing-needs/${next.id}/proposals/${firm.organizationId}`)
    expect(body.band).not.toBe('not')
  })

  it('are rationed: twenty open interests a month, an invitation always answered, free again with the month or a decline', async () => {
    const eager = await published(api)
    const needs = []
    for (let n = 0; n < 20; n++) needs.push(await openNeed(leadFirm, { title: `Need ${n}` }))
    const linkages = []
    for (const need of needs) linkages.push(await showInterest(eager, need))
    const more = await openNeed(leadFirm, { ...NEED, title: 'One more' })
    const refused = await eager.send('POST', `/open-needs/${more.id}/interest`, QUESTIONS)
    expect(refused).toMatchObject({ status: 409, body: { code: 'interest-ration', params: { limit: 20, freeOn: '2026-12-01' } } })
    expect(await eager.send('POST', `/open-needs/${more.id}/answer`, { step: 'show-interest' })).toMatchObject({
      body: { code: 'interest-ration' },
    })
    expect((await eager.get<InterestFormView>(`/open-needs/${more.id}/interest`)).body).toMatchObject({ left: 0, freeOn: '2026-12-01' })
    const invited = await openNeed(leadFirm, { title: 'Invited' })
    await leadFirm.send('POST', `/sourcing-needs/${invited.id}/invitations`, { organizationId: eager.organizationId })
    expect((await eager.send('POST', `/open-needs/${invited.id}/interest`, QUESTIONS)).status).toBe(200)
    const decline = { step: 'decline', reason: 'price' }
    for (const one of linkages.slice(0, 2)) await leadFirm.send('POST', `/linkages/${one.id}/decision`, decline, versionHeader(one))
    expect((await eager.send('POST', `/open-needs/${more.id}/interest`, QUESTIONS)).status).toBe(200)
  })
})
