/** Facts that are kept between answers: used again while they are the newest, never once they are not. */
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepFacts } from '../db/match-facts.ts'
import { startApi, type TestApi } from './support/api.ts'
import { published } from './support/profiles.ts'

let api: TestApi
let owner: pg.Client
const ids: string[] = []
beforeAll(async () => {
  api = await startApi()
  owner = new pg.Client(api.ownerUrl)
  await owner.connect()
  for (let firm = 0; firm < 3; firm++) await published(api)
  ids.push(...(await owner.query('select profile_id from match_facts order by profile_id')).rows.map((row) => row.profile_id))
})
afterAll(async () => {
  await owner.end()
  await api.close()
})

const read = (kept: ReturnType<typeof keepFacts>, asked: string[] = ids) => api.db.asSystem('test', (tx) => kept.read(tx, asked))

it('a row that nobody wrote to meanwhile is not read again', async () => {
  const kept = keepFacts(10)
  const first = await read(kept)
  const again = await read(kept)
  expect(first).toHaveLength(3)
  expect(again.map((row) => first.includes(row))).toEqual([true, true, true])
})

it('a changed row is read anew, whoever changed it, and a withdrawn one is not given', async () => {
  const kept = keepFacts(10)
  await read(kept)
  await owner.query('update match_facts set name = $2 where profile_id = $1', [ids[0], 'Renamed Works'])
  expect((await read(kept)).find((row) => row.profileId === ids[0])?.name).toBe('Renamed Works')
  await owner.query('update match_facts set published = false where profile_id = $1', [ids[1]])
  expect((await read(kept)).map((row) => row.profileId).sort()).toEqual([ids[0], ids[2]])
  await owner.query('update match_facts set published = true where profile_id = $1', [ids[1]])
  expect(await read(kept)).toHaveLength(3)
})

it('no more rows are kept than allowed; the longest unused go first', async () => {
  const kept = keepFacts(2)
  const [first] = await read(kept, [ids[0] ?? ''])
  await read(kept, [ids[1] ?? ''])
  await read(kept, [ids[2] ?? ''])
  const [again] = await read(kept, [ids[0] ?? ''])
  expect(again).toEqual(first)
  expect(again).not.toBe(first)
})
