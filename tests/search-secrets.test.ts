/** Whatever the index holds, each role is shown just the firms and needs of which PostgreSQL says that it may know. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastChange } from '../db/changes.ts'
import { clearMeili, LIVE } from '../server/adapters/meili.fixtures.ts'

import { startApi, type TestApi } from './support/api.ts'
import { distantEngine } from './support/distant-engine.ts'

import { type Gate, makeGate } from './support/gate.ts'
import { documentsOf, levelBySelf, putBack, sameInBoth } from './support/indexed.ts'
import { buildSecretsWorld, type Reader, type SecretsWorld } from './support/secrets-world.ts'

const LAG_MS = 10_000

/** Firms and needs that may be found, by the tables themselves. A firm is found by everybody or by nobody: tiers differ in what is read of it. */
async function findable({ owner }: SecretsWorld) {
  const firms = await owner.query<{ id: string }>(`select organization_id as id from capability_profiles where state = 'published'`)
  const needs = await owner.query<{ id: string }>(`select id from sourcing_needs where state = 'open'`)
  const all = await owner.query<{ id: string }>('select id from sourcing_needs')
  return {
    firms: new Set(firms.rows.map(({ id }) => id)),
    needs: new Set(needs.rows.map(({ id }) => id)),
    allNeeds: all.rows.map(({ id }) => id),
  }
}

const BANDS = ['', 'all', 'ready', 'developable', 'incomplete', 'not']

/** Every question that the search engine answers, as this reader may ask it. */
function questionsOf({ kind, needIds, searchIds }: Reader, { firms }: SecretsWorld): string[] {
  const words = [...firms.keys()]
  const facets = ['country=IN', 'country=MX', 'process=stamping', 'standard=iso-9001', 'state=claimed', 'state=unclaimed', 'text=brackets']
  return [
    ...['', ...facets, ...words.map((word) => `text=${word}`)].map((query) => `/suppliers?limit=100&${query}`),
    ...words.map((word) => `/suppliers/names?limit=20&text=${word}`),
    ...searchIds.map((id) => `/saved-searches/${id}`),
    ...needIds.flatMap((id) => [
      ...BANDS.map((band) => `/sourcing-needs/${id}/proposals?limit=100${band && `&band=${band}`}`),
      ...words.map((word) => `/sourcing-needs/${id}/lookup?text=${word}`),
      `/sourcing-needs/${id}/bundles`,
      `/sourcing-needs/${id}/export?format=csv`,
      ...[...firms.values()].map((firm) => `/sourcing-needs/${id}/comparison?sme=${firm}`),
    ]),
    ...(kind === 'sme' ? [...BANDS.map((band) => `/opportunities?limit=100${band && `&band=${band}`}`), '/unlocks'] : []),
  ]
}

interface Shown {
  reader: Reader
  path: string
  text: string
}

async function everyAnswer(world: SecretsWorld): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const reader of world.readers)
    for (const path of questionsOf(reader, world)) {
      const { status, body } = await reader.who.get(path)
      expect(`${path} ${status}`).toBe(`${path} 200`)
      shown.push({ reader, path, text: JSON.stringify(body) })
    }
  return shown
}

/** Ids and names of firms, and ids of needs, that stand in an answer and should not. */
async function forbiddenIn(world: SecretsWorld, answers: readonly Shown[]): Promise<string[]> {
  const { firms, needs, allNeeds } = await findable(world)
  const gone = [...world.firms].filter(([, id]) => !firms.has(id))
  expect(gone.length).toBeGreaterThanOrEqual(5)
  const shut = allNeeds.filter((id) => !needs.has(id))
  return answers.flatMap(({ reader, path, text }) => {
    const firm = gone.filter(([word, id]) => text.includes(id) || text.includes(word)).map(([word]) => word)
    if (text.includes(world.oldName)) firm.push(world.oldName)
    // An SME goes on seeing the need it has answered; a lead firm its own.
    const isOwn = reader.kind === 'lead-firm' || reader.name === 'an SME'
    const need = isOwn ? [] : shut.filter((id) => text.includes(id))
    return [...firm, ...need].map((one) => `${reader.name} is shown ${one} at ${path.replace(/[0-9a-f-]{36}/g, '…')}`)
  })
}

/** All that may be found is found, and nothing else is counted. */
async function nothingMissing(world: SecretsWorld): Promise<void> {
  const { firms, needs } = await findable(world)
  for (const { who, kind, name, needIds } of world.readers) {
    const seen = new Set<string>()
    for (let next: string | null = ''; next !== null; ) {
      const { body }: Page = await who.get(`/suppliers?limit=2${next && `&cursor=${encodeURIComponent(next)}`}`)
      for (const { organizationId } of body.items) seen.add(organizationId)
      expect(`${name} ${body.total}`).toBe(`${name} ${firms.size}`)
      next = body.next
    }
    expect(seen).toEqual(firms)
    for (const id of needIds.filter((one) => needs.has(one))) {
      const { body }: Page = await who.get(`/sourcing-needs/${id}/proposals?limit=100&band=all`)
      expect(new Set(body.items.map((one) => one.organizationId))).toEqual(firms)
    }
    if (kind !== 'sme') continue
    const { body } = await who.get<{ items: { needId: string }[] }>('/opportunities?limit=100&band=all')
    const shown = new Set(body.items.map((one) => one.needId))
    // The need that it answered stays, closed or not.
    expect(name === 'an SME' ? shown : new Set([...shown, world.answered])).toEqual(new Set([...needs, world.answered]))
  }
}

type Page = { body: { items: { organizationId: string }[]; total: number; next: string | null } }

/** Whom words lead to that the reader, or nobody any more, may read. */
async function foundByWord({ readers }: SecretsWorld, words: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const { name, who } of readers)
    for (const word of words) {
      const { body } = await who.get<{ items: { name: string }[]; total: number }>(`/suppliers?text=${word}`)
      if (body.total > 0 || body.items.length > 0) found.push(`${name}: ${word}`)
    }
  return found
}

/** As the tables are now: nothing forbidden to any role, nothing missing, nothing found by words that a visitor may not read. */
async function shownIsRight(world: SecretsWorld, engine: string): Promise<void> {
  const answers = await everyAnswer(world)
  expect(await forbiddenIn(world, answers)).toEqual([])
  await nothingMissing(world)
  expect(await foundByWord(world, [...world.deeper, ...world.takenBack])).toEqual([])
  console.log(`${engine}: ${answers.length} answers to ${world.readers.length} roles, 0 forbidden`)
}

describe('with an engine that is a server of its own', () => {
  const distant = distantEngine()
  let api: TestApi
  let world: SecretsWorld
  beforeAll(async () => {
    api = await startApi({ engine: distant.engine })
    world = await buildSecretsWorld(api)
  }, 120_000)
  afterAll(async () => {
    await world.close()
    await api.close()
  })

  it('everybody finds what may be found, by the words that everybody may read', async () => {
    await nothingMissing(world)
    expect(await foundByWord(world, world.deeper)).toEqual([])
    expect(await foundByWord(world, world.takenBack)).toHaveLength(world.readers.length)
  }, 60_000)

  it('nobody is shown what was taken back while the index goes on holding it', async () => {
    distant.behind()
    await world.change()
    expect(await forbiddenIn(world, await everyAnswer(world))).toEqual([])
  }, 60_000)

  it('once it is level by itself, nothing forbidden is shown to any role, and nothing is missing', async () => {
    distant.back()
    const upTo = await api.db.asSystem('test', lastChange)
    await expect.poll(() => distant.position(), { timeout: LAG_MS }).toBe(upTo)
    await shownIsRight(world, 'embedded engine')
  }, 60_000)
})

const PREFIX = 'hrsecret'
const INDEXES = ['profiles', 'profiles_suggest', 'needs']

describe.skipIf(!LIVE)('with a real search server (skipped where MEILI_URL is not set)', () => {
  let gate: Gate
  let api: TestApi
  let world: SecretsWorld
  const before = new Map<string, object[]>()
  beforeAll(async () => {
    await clearMeili(PREFIX)
    gate = await makeGate(LIVE?.url ?? null)
    api = await startApi({ meili: { url: gate.url, key: LIVE?.key ?? null, prefix: PREFIX } })
    world = await buildSecretsWorld(api)
    await levelBySelf(api, PREFIX)
  }, 300_000)
  afterAll(async () => {
    await world?.close()
    await api?.close()
    await gate?.stop()
    await clearMeili(PREFIX)
  }, 60_000)

  it('everybody finds what may be found, by the words that everybody may read', async () => {
    await nothingMissing(world)
    expect(await foundByWord(world, world.deeper)).toEqual([])
    expect(await foundByWord(world, world.takenBack)).toHaveLength(world.readers.length)
    for (const index of INDEXES) before.set(index, await documentsOf(PREFIX, index))
  }, 120_000)

  it('what is taken back while it is away is shown to no role once it is level by itself, and nothing is missing', async () => {
    await gate.stop()
    await world.change()
    await gate.open()
    expect(await levelBySelf(api, PREFIX)).toBeLessThanOrEqual(LAG_MS)
    await sameInBoth(api, PREFIX)
    await shownIsRight(world, 'Meilisearch')
  }, 120_000)

  it('nor is it shown where the server has lost its last writes and holds it again', async () => {
    for (const index of INDEXES) await putBack(PREFIX, index, before.get(index) ?? [])
    expect(await forbiddenIn(world, await everyAnswer(world))).toEqual([])
  }, 120_000)
})
