/** Imports run, broken off, run again and taken back, through HTTP on a real PostgreSQL. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changes } from '../../../db/schema/ledger.ts'
import { organizations } from '../../../db/schema/organizations.ts'
import { capabilityProfiles, matchFacts, profileProducts } from '../../../db/schema/profiles.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, type Person, person } from '../../../tests/support/world.ts'
import type { DuplicateView, ImportView, UndoView } from './contract.ts'
import { bring, fileOf, ifMatch, map, mapped, ran, settled, smallList } from './imports.fixtures.ts'
import { createImportRun } from './jobs.ts'

let api: TestApi
let agency: Person
beforeAll(async () => {
  api = await startApi()
  agency = await founder(api, 'agency')
})
afterAll(() => api.close())

const firmsOf = (importId: string) =>
  api.db.asSystem('test', (tx) => tx.select().from(organizations).where(eq(organizations.importId, importId)).orderBy(organizations.id))

const factsOf = async (organizationId: string) =>
  (await api.db.asSystem('test', (tx) => tx.select().from(matchFacts).where(eq(matchFacts.organizationId, organizationId))))[0]

const undo = (who: Person, id: string) => who.send<UndoView>('POST', `/imports/${id}/undo`)

async function auditOf(who: Person, importId: string): Promise<string[]> {
  const { body } = await who.get<{ items: { action: string; subjectId: string }[] }>('/organization/audit?limit=100')
  return body.items.filter((one) => one.subjectId === importId).map((one) => one.action)
}

describe('a run', () => {
  it('makes of each good row a firm that nobody has claimed, on the list of the agency', async () => {
    const before = await mapped(agency, fileOf('garment-factories.csv'), { country: 'Bangladesh' })
    const values = { field: 'products', items: [], acceptSuggestions: true }
    const { body: confirmed } = await agency.send<ImportView>('PUT', `/imports/${before.id}/values`, values, ifMatch(before.version))
    const done = await ran(api, agency, confirmed)
    expect(done).toMatchObject({
      state: 'done',
      progress: { done: 300, total: 300 },
      counts: { imported: 272, failed: 12, skipped: 16 },
      openSteps: ['undo'],
    })
    expect(done.undoUntil).toBe(new Date(Date.parse(done.finishedAt!) + 24 * 3_600_000).toISOString())

    const firms = await firmsOf(before.id)
    expect(firms).toHaveLength(272)
    const listed = {
      kind: 'sme',
      claimed: false,
      listedBy: agency.organizationId,
      listName: 'Members of the cluster',
      country: 'BD',
      version: 1,
    }
    for (const firm of firms) expect(firm).toMatchObject(listed)
    const [first] = firms
    expect(first).toMatchObject({ name: 'Kantha Meadow Designers (Pvt.) Ltd.', nameKey: 'kantha meadow designers' })

    const row = await factsOf(first!.id)
    expect(row).toMatchObject({ published: true, name: first!.name, facts: { claimed: false, complete: {} } })
    expect(row!.facts.products).toMatchObject([
      { name: 'Socks', product: 'p-socks', provenance: { source: 'list', sourceNote: 'Members of the cluster' } },
    ])
    const noted = await api.db.asSystem('test', (tx) => tx.select().from(changes).where(eq(changes.subjectId, row!.profileId)))
    expect(noted).toHaveLength(1)
    expect(await auditOf(agency, before.id)).toEqual([
      'import.finish',
      'import.run',
      'import.confirm-values',
      'import.map',
      'import.upload',
    ])
  })

  it('tells the firms that stand on the platform, and leaves the sure ones out when the list comes again', async () => {
    const names = ['Ambika Forgings', 'Chandan Springs', 'Devrai Tooling']
    await ran(api, agency, await mapped(agency, smallList(names, 'Satara')))
    const colleague = await founder(api, 'agency')
    const again = await mapped(colleague, smallList([...names, 'Elara Gears'], 'Satara'))
    const { body } = await colleague.get<{ items: DuplicateView[] }>(`/imports/${again.id}/duplicates`)
    expect(body.items.map((one) => [one.name, one.duplicates[0]?.name, one.ground, one.decision])).toEqual(
      names.map((name) => [name, name, 'name-and-place', 'skip']),
    )
    expect(body.items[0]?.duplicates[0]?.place).toBe('Satara, IN')
    expect((await ran(api, colleague, again)).counts).toEqual({ imported: 1, failed: 0, skipped: 3 })
  })

  it('looks once more before it writes: a list that came in meanwhile is not doubled', async () => {
    const first = await mapped(agency, smallList(['Gauri Wires'], 'Wai'))
    const second = await mapped(agency, smallList(['Gauri Wires'], 'Wai'))
    expect(second.totals?.duplicates).toBe(0)
    expect((await ran(api, agency, first)).counts.imported).toBe(1)
    expect((await ran(api, agency, second)).counts).toEqual({ imported: 0, failed: 0, skipped: 1 })
  })

  it('never shows a firm that the directory does not show', async () => {
    await founder(api, 'sme', { name: 'Hidden Hollow Tools', city: 'Panhala' })
    const list = await mapped(agency, smallList(['Hidden Hollow Tools'], 'Panhala'))
    expect(list.totals?.duplicates).toBe(0)
  })

  it('takes what an officer decides of a duplicate', async () => {
    const list = await mapped(agency, smallList(['Indu Dies', 'Indu Dies'], 'Bhor'))
    const sent = await agency.send<ImportView>('PUT', `/imports/${list.id}/duplicates`, { decision: 'import' }, ifMatch(list.version))
    expect((await ran(api, agency, sent.body)).counts).toEqual({ imported: 2, failed: 0, skipped: 0 })
  })

  it('is sent once, and its list is not changed meanwhile', async () => {
    const list = await mapped(agency, smallList(['Jyoti Presses']))
    const sent = await agency.send<ImportView>('POST', `/imports/${list.id}/run`, undefined, ifMatch(list.version))
    const { body } = sent
    if (body.state === 'running') {
      const twice = await agency.send('POST', `/imports/${list.id}/run`, undefined, ifMatch(body.version))
      expect([409, 412]).toContain(twice.status)
    }
    expect((await agency.send('POST', `/imports/${list.id}/run`, undefined, ifMatch(list.version))).status).toBe(412)
    const done = await settled(api, agency, list.id)
    expect(done.counts.imported).toBe(1)
    const mapping = { columns: done.mapping.columns, constants: {} }
    expect((await agency.send('PUT', `/imports/${list.id}/mapping`, mapping, ifMatch(done.version))).status).toBe(409)
    expect((await agency.send('DELETE', `/imports/${list.id}`)).status).toBe(409)
    // A job that comes once more finds nothing to do.
    await api.services.runImport({ importId: list.id, userId: crypto.randomUUID(), organizationId: agency.organizationId })
    expect(await firmsOf(list.id)).toHaveLength(1)
  })
})

describe('a run that dies midway', () => {
  /** An import in the state `running`, whose job this test works by hand. */
  async function running(names: readonly string[]): Promise<ImportView> {
    const list = await mapped(agency, smallList(names, 'Karad'))
    await api.db.asSystem('test', (tx) => tx.execute(`update imports set state = 'running' where id = '${list.id}'`))
    return list
  }

  it('leaves nothing behind, says so, and can be started again', async () => {
    const names = Array.from({ length: 600 }, (_, at) => `Krishna ${NUMBERS[at % 25]} ${NUMBERS[Math.floor(at / 25)]} Works`)
    const list = await running(names)
    const faults: unknown[] = []
    const seen: number[] = []
    let batches = 0
    const { organizations: firms, profiles } = api.services
    const run = createImportRun({
      db: api.db,
      clock: api.clock,
      organizations: firms,
      profiles: {
        ...profiles,
        async createImported(...asked) {
          const { body } = await agency.get<ImportView>(`/imports/${list.id}`)
          seen.push(body.progress.done)
          if (++batches === 3) throw new Error('the power went')
          return profiles.createImported(...asked)
        },
      },
      onFault: (error) => faults.push(error),
    })
    const job = { importId: list.id, userId: crypto.randomUUID(), organizationId: agency.organizationId }
    await run(job)
    expect(faults).toMatchObject([{ message: 'the power went' }])
    expect(seen).toEqual([0, 250, 500])
    expect(await firmsOf(list.id)).toEqual([])
    const broken = (await agency.get<ImportView>(`/imports/${list.id}`)).body
    expect(broken).toMatchObject({
      state: 'mapped',
      problem: 'import-broke-off',
      progress: { done: 0 },
      openSteps: ['map', 'run', 'discard'],
    })
    const done = await ran(api, agency, broken)
    expect(done).toMatchObject({ state: 'done', problem: null, counts: { imported: broken.totals!.good - broken.totals!.skipped } })
    expect(await firmsOf(list.id)).toHaveLength(done.counts.imported)
  })

  it('with its whole process is started again after five minutes without progress', async () => {
    const list = await running(['Lonar Castings'])
    const early = await agency.send('POST', `/imports/${list.id}/run`, undefined, ifMatch(list.version))
    expect(early).toMatchObject({ status: 409, body: { code: 'import-wrong-state', params: { state: 'running' } } })
    api.clock.advance(6 * 60_000)
    const stale = (await agency.get<ImportView>(`/imports/${list.id}`)).body
    expect(stale.openSteps).toEqual(['run'])
    expect((await ran(api, agency, stale)).counts.imported).toBe(1)
  })
})

const NUMBERS =
  'Amber Birch Cedar Dawn Ember Fern Grove Hazel Iris Jade Kelp Lotus Maple Nectar Olive Pearl Quartz Raven Sable Teak Umber Violet Willow Yarrow Zinc'.split(
    ' ',
  )

describe('an undo', () => {
  it('takes the firms back, with their profiles, and tells the index', async () => {
    const list = await ran(api, agency, await mapped(agency, smallList(['Mandavi Tubes', 'Nira Valves'], 'Mahad')))
    const [firm] = await firmsOf(list.id)
    const profile = (await factsOf(firm!.id))!.profileId
    const taken = await undo(agency, list.id)
    expect(taken).toMatchObject({ status: 200, body: { removed: 2, keptCount: 0, kept: [] } })
    expect(await firmsOf(list.id)).toEqual([])
    for (const table of [capabilityProfiles.id, profileProducts.profileId, matchFacts.profileId]) {
      const rows = await api.db.asSystem('test', (tx) => tx.select({ id: table }).from(table.table).where(eq(table, profile)))
      expect(rows).toEqual([])
    }
    const noted = await api.db.asSystem('test', (tx) => tx.select().from(changes).where(eq(changes.subjectId, profile)))
    expect(noted).toHaveLength(2)
    expect(await auditOf(agency, list.id)).toContain('import.undo')
    expect((await agency.get<ImportView>(`/imports/${list.id}`)).body).toMatchObject({ state: 'undone', openSteps: [] })
    expect((await undo(agency, list.id)).status).toBe(409)
  })

  it('leaves what somebody has claimed, asked for or changed, and says why', async () => {
    const names = ['Claimed Pumps', 'Wanted Seals', 'Changed Drills', 'Sharpened Saws', 'Plain Nails']
    const list = await ran(api, agency, await mapped(agency, smallList(names, 'Roha')))
    const idOf = new Map((await firmsOf(list.id)).map((firm) => [firm.name, firm.id]))
    const asker = await person(api)
    const ask = (name: string) =>
      asker.send('POST', `/unclaimed-firms/${idOf.get(name)}/claims`, { message: 'I run this workshop.', byCode: false })
    await ask('Claimed Pumps')
    const { body } = await agency.get<{ items: { id: string; firm: string; version: number }[] }>('/claims')
    const claim = body.items.find((one) => one.firm === 'Claimed Pumps')!
    await agency.send('POST', `/claims/${claim.id}/decision`, { grant: true }, ifMatch(claim.version))
    await ask('Wanted Seals')
    await api.db.asSystem('test', async (tx) => {
      await tx
        .update(organizations)
        .set({ version: 2 })
        .where(eq(organizations.id, idOf.get('Changed Drills')!))
      await tx
        .update(capabilityProfiles)
        .set({ version: 5 })
        .where(eq(capabilityProfiles.organizationId, idOf.get('Sharpened Saws')!))
    })
    const taken = await undo(agency, list.id)
    expect(taken.body).toMatchObject({ removed: 1, keptCount: 4 })
    expect(Object.fromEntries(taken.body.kept.map((one) => [one.name, one.reason]))).toEqual({
      'Claimed Pumps': 'claimed',
      'Wanted Seals': 'claim-open',
      'Changed Drills': 'changed',
      'Sharpened Saws': 'changed',
    })
    expect((await firmsOf(list.id)).map((firm) => firm.name).sort()).toEqual(names.filter((name) => name !== 'Plain Nails').sort())
  })

  it('is over after a day, and is no business of another agency', async () => {
    const list = await ran(api, agency, await mapped(agency, smallList(['Panvel Plates'], 'Uran')))
    expect((await undo(await founder(api, 'agency'), list.id)).status).toBe(404)
    const other = await founder(api, 'agency')
    const late = await ran(api, other, await mapped(other, smallList(['Pen Rivets'], 'Pen')))
    api.clock.advance(20 * 3_600_000)
    expect((await other.get<ImportView>(`/imports/${late.id}`)).body.openSteps).toEqual(['undo'])
    // Kept signed in, for the tests that follow.
    await agency.get('/account')
    api.clock.advance(4 * 3_600_000 + 1_000)
    expect((await other.get<ImportView>(`/imports/${late.id}`)).body.openSteps).toEqual([])
    expect(await undo(other, late.id)).toMatchObject({ status: 409, body: { code: 'import-wrong-state' } })
    expect(await firmsOf(late.id)).toHaveLength(1)
  })
})

describe('a list thrown away', () => {
  it('is gone with its rows', async () => {
    const { body } = await bring(agency, smallList(['Qutub Steels']))
    const list = await map(agency, body)
    expect((await agency.send('DELETE', `/imports/${list.id}`)).status).toBe(204)
    expect((await agency.get(`/imports/${list.id}`)).status).toBe(404)
  })
})
