/** Supplier lists through HTTP on a real PostgreSQL: kept by the lead firm, read by the SME, ended with notice and an alternative. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { openNeed, versionHeader } from '../../../tests/support/needs.ts'
import { published } from '../../../tests/support/profiles.ts'
import { giveExit, listed, supplierList } from '../../../tests/support/supplier-lists.ts'
import { founder, PASSWORD, type Person } from '../../../tests/support/world.ts'
import { told } from '../linkages/linkages.fixtures.ts'
import type { EntryView, ListView } from './contract.ts'

let api: TestApi
let leadFirm: Person
let sme: Person
beforeAll(async () => {
  api = await startApi()
  api.clock.set('2026-12-02T06:00:00Z')
  leadFirm = await founder(api, 'lead-firm')
  sme = await published(api)
})
afterAll(() => api.close())

const entryOf = async (who: Person, { id }: { id: string }) => (await who.get<EntryView>(`/supplier-entries/${id}`)).body
const edit = (entry: { id: string; version: number }, body: object) =>
  leadFirm.send<EntryView>('PUT', `/supplier-entries/${entry.id}`, body, versionHeader(entry))

describe('a supplier list', () => {
  it('counts who supplies against its target, and who came and went', async () => {
    const list = await supplierList(leadFirm, { target: 2 })
    const entry = await listed(leadFirm, sme, list, { status: 'potential', note: 'Met at the fair.' })
    const other = await published(api)
    await listed(leadFirm, other, list, { status: 'approved' })
    expect((await edit(entry, { status: 'regular', note: 'Met at the fair.' })).status).toBe(200)
    const { body } = await leadFirm.get<ListView>(`/supplier-lists/${list.id}`)
    expect(body).toMatchObject({ supplying: 2, target: 2, years: [{ year: 2026, joined: 2, left: 0 }] })
    const own = await sme.get<{ items: EntryView[] }>('/supplied-to')
    expect(own.body.items).toMatchObject([{ status: 'regular', note: '', mayExit: false }])
    expect((await told(api, entry.id)).map((one) => one.topic)).toEqual(['status-changed', 'status-changed'])
  })

  it('has one name and each SME once', async () => {
    const list = await supplierList(leadFirm, { name: 'Dies' })
    expect(await leadFirm.send('POST', '/supplier-lists', { name: 'Dies' })).toMatchObject({ body: { code: 'supplier-list-named' } })
    await listed(leadFirm, sme, list)
    const again = await leadFirm.send('POST', `/supplier-lists/${list.id}/entries`, {
      organizationId: sme.organizationId,
      status: 'regular',
    })
    expect(again).toMatchObject({ status: 409, body: { code: 'supplier-there-already' } })
    const draft = await founder(api, 'sme')
    const unknown = { organizationId: draft.organizationId, status: 'regular' }
    expect((await leadFirm.send('POST', `/supplier-lists/${list.id}/entries`, unknown)).status).toBe(422)
  })
})

describe('an exit', () => {
  it('has a notice, a reason and an alternative, or is refused', async () => {
    const entry = await listed(leadFirm, sme, await supplierList(leadFirm, { noticeMonths: 6 }))
    const code = async (body: object) => (await giveExit(leadFirm, entry, body)).body.code
    expect(await code({ months: 5 })).toBe('exit-notice-short')
    expect(await code({ months: 6, reason: '' })).toBe('exit-reason-missing')
    expect(await code({ months: 6, alternative: undefined })).toBe('exit-alternative-missing')
    expect(await code({ months: 6, alternative: 'none', note: '' })).toBe('exit-note-missing')
    expect(await edit(entry, { status: 'exited' })).toMatchObject({ status: 409, body: { code: 'exit-needs-notice' } })
    expect((await entryOf(sme, entry)).status).toBe('regular')
  })

  it('is read by the SME with what is offered, runs its months, and ends after the last day', async () => {
    const entry = await listed(leadFirm, sme, await supplierList(leadFirm))
    const given = await giveExit(leadFirm, entry, { months: 3 })
    expect(given.body).toMatchObject({ status: 'phase-out', mayExit: false })
    expect((await entryOf(sme, entry)).exit).toMatchObject({ endsOn: '2027-03-02', alternative: 'plan', reason: 'The model ends.' })
    expect((await told(api, entry.id)).map((one) => one.topic)).toContain('exit-notice')
    expect(await edit(given.body, { status: 'exited' })).toMatchObject({ status: 409, body: { code: 'exit-too-early' } })
    api.clock.set('2027-03-03T06:00:00Z')
    await leadFirm.send('POST', '/sign-in', { email: leadFirm.email, password: PASSWORD })
    expect((await edit(given.body, { status: 'exited' })).body).toMatchObject({ status: 'exited' })
    api.clock.set('2026-12-02T06:00:00Z')
  })

  it('to another lead firm runs a proposal for the SME: it reads which needs fit, the lead firm only how many', async () => {
    const entry = await listed(leadFirm, sme, await supplierList(leadFirm))
    expect(await giveExit(leadFirm, entry, { alternative: 'other-lead-firm', note: '' })).toMatchObject({
      status: 409,
      body: { code: 'exit-nothing-fits' },
    })
    const own = await openNeed(leadFirm)
    const need = await openNeed(await founder(api, 'lead-firm'))
    const given = await giveExit(leadFirm, entry, { alternative: 'other-lead-firm', note: '' })
    expect(given.body).toMatchObject({ exit: { fitting: 1, needs: [] } })
    const needs = (await entryOf(sme, entry)).exit?.needs.map((one) => one.needId)
    expect(needs).toEqual([need.id])
    expect(needs).not.toContain(own.id)
  })
})
