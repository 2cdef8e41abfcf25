/** Exposure through HTTP: who was shown is counted once, equals take turns, and the report tells nobody apart. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exposureDays, exposures, ownershipStatements } from '../../../db/schema/learning.ts'
import { addDays, dayOf } from '../../../domain/day.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { openNeed } from '../../../tests/support/needs.ts'
import { listedFirms } from '../../../tests/support/profiles.ts'
import { founder, PASSWORD, type Person } from '../../../tests/support/world.ts'
import type { ProposalsView } from '../matching/contract.ts'
import type { ExposureView } from './contract-exposure.ts'

let api: TestApi
let leadFirm: Person
let agency: Person
let need: { id: string }
beforeAll(async () => {
  api = await startApi()
  leadFirm = await founder(api, 'lead-firm')
  agency = await founder(api, 'agency')
  // Eight firms that a list describes in the same words: equals in all but their names.
  await listedFirms(api, agency, 8)
  need = await openNeed(leadFirm, { criteria: [], description: 'Brackets of steel.' })
})
afterAll(() => api.close())

const page = async (query: string) => (await leadFirm.get<ProposalsView>(`/sourcing-needs/${need.id}/proposals${query}`)).body
const shown = async (query: string) => (await page(query)).items.map((one) => one.organizationId)
const counted = () => api.db.asSystem('test', (tx) => tx.select().from(exposures))
const sums = async () => {
  const rows = await counted()
  return { shown: rows.reduce((sum, one) => sum + one.shown, 0), eligible: rows.reduce((sum, one) => sum + one.eligible, 0) }
}

/** A day later everybody signs in again. */
async function nextDay(): Promise<void> {
  api.clock.advance(86_400_000)
  for (const who of [leadFirm, agency]) {
    expect((await who.send('POST', '/sign-in', { email: who.email, password: PASSWORD })).status).toBe(200)
    expect((await who.send('POST', '/account/acting-organization', { organizationId: who.organizationId })).status).toBe(200)
  }
}

describe('exposure', () => {
  it('is counted once per need version and day, however often the page is read', async () => {
    const first = await shown('?limit=3')
    expect(first).toHaveLength(3)
    for (let times = 0; times < 3; times++) expect(await shown('?limit=3')).toEqual(first)
    await api.jobs.drain()
    expect(await sums()).toEqual({ shown: 3, eligible: 8 })
    // Whoever leafs on shows three more firms, and those of the first page no second time.
    const { next } = await page('?limit=3')
    await shown(`?limit=3&cursor=${next}`)
    await api.jobs.drain()
    expect(await sums()).toEqual({ shown: 6, eligible: 8 })
  })

  it('does not reorder the list of the day; on the next, those not shown yet come first', async () => {
    const today = await shown('?limit=8')
    await api.jobs.drain()
    expect(await shown('?limit=8')).toEqual(today)
    await nextDay()
    const other = await openNeed(leadFirm, { criteria: [], description: 'Brackets of steel.' })
    const tomorrow = (await leadFirm.get<ProposalsView>(`/sourcing-needs/${other.id}/proposals?limit=2`)).body.items
    await api.jobs.drain()
    await nextDay()
    const third = await shown('?limit=8')
    // The two of yesterday stand behind the six that were last shown the day before.
    expect(third.slice(6).sort()).toEqual(tomorrow.map((one) => one.organizationId).sort())
  })

  it('is reported to the agency for its own country, cells of fewer than five firms withheld', async () => {
    const report = (await agency.get<ExposureView>('/exposure?days=30')).body
    expect(report).toMatchObject({ country: 'IN', to: '2026-11-25', from: '2026-10-27' })
    expect(report.readings).toBeGreaterThan(1)
    const [countries, sizes, ownership] = report.dimensions
    expect(countries!.rows).toEqual([expect.objectContaining({ cell: 'IN', firms: 8, shareOfEligible: 1, shareOfShown: 1, ratio: 1 })])
    expect(sizes!.rows.map((row) => row.cell)).toEqual(['small'])
    expect(ownership!.rows.map((row) => row.cell)).toEqual(['unsaid'])
    const small = await founder(api, 'agency', { country: 'MX', timeZone: 'America/Mexico_City' })
    const abroad = (await small.get<ExposureView>('/exposure')).body
    expect(abroad.dimensions.map(({ rows }) => rows)).toEqual([[expect.objectContaining({ cell: 'elsewhere', firms: 8 })], [], []])
  })

  it('counts ownership as firms state it, which nobody but the firm reads', async () => {
    const sme = await founder(api, 'sme')
    expect((await sme.get('/ownership')).body).toEqual({ ownership: [] })
    const said = await sme.send('PUT', '/ownership', { ownership: ['women-owned', 'cooperative'] })
    expect(said).toMatchObject({ status: 200, body: { ownership: ['women-owned', 'cooperative'] } })
    expect((await sme.get('/ownership')).body).toEqual(said.body)
    expect(await sme.send('PUT', '/ownership', { ownership: ['women-owned', 'none-of-these'] })).toMatchObject({
      status: 409,
      body: { code: 'ownership-contradicts' },
    })
    const listed = (await shown('?limit=8')).slice(0, 6)
    await api.db.asSystem('test', (tx) =>
      tx
        .insert(ownershipStatements)
        .values(listed.map((organizationId) => ({ organizationId, ownership: ['women-owned' as const], statedAt: api.clock.now() }))),
    )
    const rows = (await agency.get<ExposureView>('/exposure')).body.dimensions[2]!.rows
    // Two firms have said nothing: they are withheld, and the rest with them, from which they could be reckoned.
    expect(rows.map(({ cell, firms }) => [cell, firms])).toEqual([
      ['women-owned', null],
      ['unsaid', null],
    ])
  })

  it('forgets what no report reads any more: counts older than 400 days, and keeps the 400th', async () => {
    const profileId = (await counted())[0]!.profileId
    const today = dayOf(api.clock.now())
    const days = [addDays(today, -401), addDays(today, -400)]
    await api.db.asSystem('test', async (tx) => {
      await tx.insert(exposures).values(days.map((day) => ({ profileId, day, eligible: 1, shown: 1 })))
      await tx.insert(exposureDays).values(days.map((day) => ({ needId: need.id, needVersion: 1, day, shown: [profileId] })))
    })
    const fresh = await openNeed(leadFirm, { criteria: [], description: 'Brackets of steel.' })
    await leadFirm.get(`/sourcing-needs/${fresh.id}/proposals?limit=2`)
    await api.jobs.drain()
    const readings = await api.db.asSystem('test', (tx) => tx.select().from(exposureDays))
    for (const rows of [await counted(), readings]) {
      const kept = rows.map(({ day }) => day)
      expect(kept).not.toContain(days[0])
      expect(kept).toEqual(expect.arrayContaining([days[1], today]))
    }
  })

  it('is nothing for lead firms and SMEs to read', async () => {
    expect((await leadFirm.get('/exposure')).status).toBe(403)
    expect((await api.visitor().get('/exposure')).status).toBe(401)
  })
})
