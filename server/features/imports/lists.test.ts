/** Whole lists from the file to the firms: a generated one of 5,000 rows, and the real ones where they are at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { founder, type Person } from '../../../tests/support/world.ts'
import type { ImportView } from './contract.ts'
import { bring, ifMatch, map, ran } from './imports.fixtures.ts'

let api: TestApi
let agency: Person
beforeAll(async () => {
  api = await startApi()
  agency = await founder(api, 'agency')
})
afterAll(() => api.close())

/** From the bytes to the firms, every guess and every sure suggestion accepted; each step's time is printed. */
async function wholeImport(bytes: Buffer, constants: Record<string, string> = {}): Promise<{ list: ImportView; seconds: number }> {
  const times: string[] = []
  const begun = performance.now()
  let last = begun
  const lap = (what: string) => {
    times.push(`${what} ${Math.round(performance.now() - last)} ms`)
    last = performance.now()
  }
  const { body: brought } = await bring(agency, bytes)
  lap('brought')
  const checked = await map(agency, brought, constants)
  lap('checked')
  const values = { field: 'products', items: [], acceptSuggestions: true }
  const { body: confirmed } = await agency.send<ImportView>('PUT', `/imports/${brought.id}/values`, values, ifMatch(checked.version))
  lap('words confirmed')
  const list = await ran(api, agency, confirmed)
  lap('run')
  console.log(`${list.rowCount} rows, ${list.counts.imported} firms: ${times.join(', ')}`)
  return { list, seconds: (performance.now() - begun) / 1000 }
}

/** Firms with everything a list can say of them; names are made of syllables, so that few are alike. */
function generated(rows: number): Buffer {
  const syllables = 'ba da fu ga hi jo ka lu mi no pa ri sa te vo wa xi yu ze cho'.split(' ')
  const word = (n: number) => [n % 20, Math.floor(n / 20) % 20, Math.floor(n / 400) % 20].map((at) => syllables[at]).join('')
  const line = (n: number) => {
    const name = `${word(n * 7_919)}${word(n * 104_729)} ${['Textiles', 'Castings', 'Plastics', 'Foods'][n % 4]} Ltd`
    const products = ['T-shirts; Polo shirts', 'Brake discs', 'Caps; Closures', 'Dried mango'][n % 4]
    const place = `${word(n)} town,"Plot ${n}, ${word(n * 31)} road"`
    return `${name},Bangladesh,${place},info${n}@works.example,+880 1711 ${100000 + n},${products},Injection moulding,ISO 9001,${(n % 400) + 5}`
  }
  const head = 'Company name,Country,City,Address,E-mail,Phone,Products,Processes,Certificates,Number of employees'
  return Buffer.from(`${head}\n${Array.from({ length: rows }, (_, n) => line(n)).join('\n')}\n`)
}

describe('a list of 5,000 rows', () => {
  it('becomes firms within 20 seconds', { timeout: 120_000 }, async () => {
    const { list, seconds } = await wholeImport(generated(5_000))
    expect(list).toMatchObject({ state: 'done', rowCount: 5_000, progress: { done: 5_000, total: 5_000 } })
    expect(list.counts.imported + list.counts.skipped).toBe(5_000)
    expect(list.counts.imported).toBeGreaterThan(4_900)
    expect(seconds).toBeLessThan(20)
    const begun = performance.now()
    const taken = await agency.send<{ removed: number }>('POST', `/imports/${list.id}/undo`)
    console.log(`taken back in ${Math.round(performance.now() - begun)} ms`)
    expect(taken.body.removed).toBe(list.counts.imported)
  })
})

const SHARED = process.env.SHARED_DATA ? `${process.env.SHARED_DATA}/imports` : ''
const sharedThere = existsSync(SHARED)
if (!sharedThere) console.log('skipped: whole imports of real supplier lists (SHARED_DATA is not set, or holds no imports)')

describe.skipIf(!sharedThere)('the real lists', () => {
  const facilityLists = sharedThere ? readdirSync(SHARED).filter((file) => /^facility.*(csv|xlsx)$/.test(file)) : []
  it.each(facilityLists)('%s: every row is a firm or stands there already', async (file) => {
    const { list } = await wholeImport(readFileSync(`${SHARED}/${file}`))
    expect(list.counts.failed).toBe(0)
    expect(list.counts.imported + list.counts.skipped).toBe(list.rowCount)
  })

  it('4,363 garment factories: 1,012 rows say nothing, the others are firms or duplicates', { timeout: 120_000 }, async () => {
    const { list, seconds } = await wholeImport(readFileSync(`${SHARED}/bd-garment-factories.csv`), { country: 'Bangladesh' })
    expect(list.counts.failed).toBe(1_012)
    expect(list.counts.imported + list.counts.skipped).toBe(3_351)
    expect(seconds).toBeLessThan(20)
  })

  it('an old .xls is refused', async () => {
    const { status, body } = await bring<{ code: string }>(agency, readFileSync(`${SHARED}/facility-list-12.xls`))
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'list-xls-legacy' })
  })
})
