/** A need whose proposals an agency reviews: SMEs hear of it only by the agency's offer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { versionHeader } from '../../../tests/support/needs.ts'
import { founder } from '../../../tests/support/world.ts'
import { answer, broker, giveMandate, invite, read, take, trio } from './linkages.fixtures.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

describe('a need that an agency reviews', () => {
  const reviewed = async () => {
    const on = await trio(api)
    await giveMandate(on.leadFirm, on.agency)
    const { need, leadFirm, agency } = on
    const { body } = await leadFirm.get<Record<string, unknown>>(`/sourcing-needs/${need.id}`)
    const { id: _id, state: _s, openSteps: _o, missing: _m, answerBy: _a, publishedAt: _p, version, ...rest } = body
    const criteria = (rest.criteria as { id: string }[]).map(() => ({ ...CRITERION }))
    const saved = await leadFirm.send<{ version: number }>(
      'PUT',
      `/sourcing-needs/${need.id}`,
      { ...rest, criteria, reviewAgencyId: agency.organizationId },
      { 'if-match': `"${version}"` },
    )
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    return { ...on, need: { id: need.id, version: saved.body.version } }
  }
  const CRITERION = {
    title: 'Quality system',
    category: 'quality',
    class: 'developable-must',
    groups: [{ requirements: [{ kind: 'certificate', code: 'iso-9001', operator: 'has' }] }],
  }

  it('is not there for an SME, nor in its opportunities, until the officer offers it', async () => {
    const on = await reviewed()
    const paths = [`/open-needs/${on.need.id}`, `/opportunities/${on.need.id}`]
    for (const path of paths) expect((await on.sme.get(path)).status, path).toBe(404)
    expect((await answer(on, { step: 'show-interest' })).status).toBe(404)
    const listed = async () =>
      JSON.stringify([(await on.sme.get('/opportunities?band=all')).body, (await on.sme.get('/open-needs?limit=100')).body])
    expect(await listed()).not.toContain(on.need.id)
    const waiting = await invite(on, { note: 'Between us: they are small.' })
    expect(waiting.body).toMatchObject({ stage: 'broker-shortlisted', turn: 'agency', agency: { id: on.agency.organizationId } })
    expect((await read(on.sme, waiting.body)).status).toBe(404)
    expect((await on.sme.get<{ items: object[] }>('/linkages')).body.items).toEqual([])
    expect((await answer(on, { step: 'show-interest' })).status).toBe(404)
    expect(await invite(on)).toMatchObject({ status: 409, body: { code: 'linkage-under-review' } })
    expect((await take(on.agency, waiting.body, { step: 'offer' })).body.stage).toBe('offered-to-sme')
    for (const path of paths) expect((await on.sme.get(path)).status, path).toBe(200)
    expect(await listed()).toContain(on.need.id)
    const seen = (await read(on.sme, waiting.body)).body
    expect(seen.entries.map((one) => one.stage)).toEqual(['offered-to-sme'])
    expect(JSON.stringify(seen)).not.toContain('they are small')
    expect((await answer(on, { step: 'show-interest' })).body.stage).toBe('sme-interested')
  })

  it('is offered by no other agency, and told to no SME by itself', async () => {
    const on = await reviewed()
    const other = await founder(api, 'agency')
    await giveMandate(on.sme, other)
    expect((await broker(on, 'offer', other)).status).toBe(404)
    expect((await other.get(`/open-needs/${on.need.id}`)).status).toBe(404)
    const waiting = (await invite(on)).body
    expect((await read(other, waiting)).status).toBe(404)
  })

  it('is released by the lead firm itself once the agency has no mandate any more', async () => {
    const on = await reviewed()
    const waiting = (await invite(on)).body
    const { body } = await on.leadFirm.get<{ items: { id: string; version: number }[] }>('/mandates')
    const [mandate] = body.items
    await on.leadFirm.send('POST', `/mandates/${mandate!.id}/withdrawal`, {}, versionHeader(mandate!))
    expect((await read(on.agency, waiting)).status).toBe(404)
    expect((await read(on.leadFirm, waiting)).body).toMatchObject({ turn: 'lead-firm', agency: null })
    expect((await invite(on)).body.stage).toBe('offered-to-sme')
  })

  it('takes an agency without a mandate of the lead firm as a fault beside the field', async () => {
    const on = await trio(api)
    const body = { title: 'Brackets under review', reviewAgencyId: on.agency.organizationId }
    expect(await on.leadFirm.send('POST', '/sourcing-needs', body)).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/reviewAgencyId', code: 'no-mandate' }] },
    })
  })
})
