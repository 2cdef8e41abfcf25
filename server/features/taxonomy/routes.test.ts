/** The thesaurus and the official code lists through HTTP on a real PostgreSQL. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classificationCodes, concepts } from '../../../db/schema/standards.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
  await api.db.asSystem('test', async (tx) => {
    await tx.update(concepts).set({ retired: true }).where(eq(concepts.code, RETIRED))
    await tx.insert(classificationCodes).values(CODES)
  })
})
afterAll(() => api.close())

interface Concept {
  code: string
  kind: string
  group: string
  label: string
  retired: boolean
}

const RETIRED = 'waterjet-cutting'
const CODES = [
  { scheme: 'cpv', code: '03000000', parent: null, labels: { en: 'Agricultural products', es: 'Productos agrícolas' } },
  { scheme: 'cpv', code: '03100000', parent: '03000000', labels: { en: 'Crops', es: 'Cultivos' } },
  { scheme: 'cpv', code: '03110000', parent: '03100000', labels: { en: '100% cotton crops', es: 'Algodón' } },
  { scheme: 'cpv', code: '44000000', parent: null, labels: { en: 'Construction structures' } },
  { scheme: 'isic', code: 'C', parent: null, labels: { en: 'Manufacturing' } },
]
const get = <T = { items: Concept[] }>(path: string) => api.visitor().get<T>(path)

describe('the thesaurus', () => {
  it('is read by anybody, in four languages, by kind and group', async () => {
    const { body } = await get('/concepts?kind=process&group=stamping&lang=es')
    expect(body.items.length).toBeGreaterThan(10)
    expect(new Set(body.items.map((one) => `${one.kind} ${one.group}`))).toEqual(new Set(['process stamping']))
    expect(body.items.find((one) => one.code === 'sheet-metal-stamping')?.label).toBe('Estampado de chapa')
    const all = await get('/concepts')
    expect(all.body.items.length).toBeGreaterThan(500)
  })

  it('may be kept by the browser, which asks with its tag and gets the list again only when it differs', async () => {
    const first = await get('/concepts?group=stamping')
    expect(first.headers['cache-control']).toContain('public')
    const etag = String(first.headers.etag)
    const ask = (path: string) => api.app.inject({ url: `/api/v1${path}`, headers: { 'if-none-match': etag } })
    const again = await ask('/concepts?group=stamping')
    expect([again.statusCode, again.body]).toEqual([304, ''])
    for (const other of ['/concepts?group=stamping&lang=fr', '/concepts?group=casting']) expect((await ask(other)).statusCode).toBe(200)
  })

  it('still names a retired concept, and offers it no more', async () => {
    const { body } = await get('/concepts?group=sheet-metal-welding')
    expect(body.items.find((one) => one.code === RETIRED)).toMatchObject({ retired: true, label: 'Waterjet cutting' })
    const offered = await get('/concepts/suggest?text=waterjet%20cutting')
    expect(offered.body.items.map((one) => one.code)).not.toContain(RETIRED)
  })

  it.each([
    ['stamped sheet parts', 'sheet-metal-stamping'],
    ['estampado de lámina', 'sheet-metal-stamping'],
    ['corte a laser de chapas', 'laser-cutting'],
    ['pièces pour découpe laser', 'laser-cutting'],
  ])('finds what "%s" speaks of', async (text, code) => {
    const { body } = await get(`/concepts/suggest?text=${encodeURIComponent(text)}&kind=process&limit=3`)
    expect(body.items.length).toBeLessThanOrEqual(3)
    expect(body.items[0]?.code).toBe(code)
  })

  it('suggests only the kind that was asked for', async () => {
    for (const kind of ['process', 'product']) {
      const { body } = await get(`/concepts/suggest?text=stamped%20brackets&kind=${kind}`)
      expect(new Set(body.items.map((one) => one.kind))).toEqual(new Set([kind]))
    }
  })

  it.each(['/concepts?kind=material', '/concepts?lang=de', '/concepts/suggest', '/concepts/suggest?text=a&limit=26', '/concepts?page=2'])(
    'refuses %s',
    async (path) => expect(await get(path)).toMatchObject({ status: 400, body: { code: 'invalid' } }),
  )
})

interface Codes {
  items: { code: string; hasBelow: boolean; labels: Record<string, string> }[]
  next: string | null
}

describe('an official code list', () => {
  it('is walked from the top down', async () => {
    const top = await get<Codes>('/classifications/cpv')
    expect(top.body.items.map((one) => [one.code, one.hasBelow])).toEqual([
      ['03000000', true],
      ['44000000', false],
    ])
    const below = await get<Codes>('/classifications/cpv?parent=03000000')
    expect(below.body.items).toEqual([{ code: '03100000', parent: '03000000', hasBelow: true, labels: { en: 'Crops', es: 'Cultivos' } }])
  })

  it.each([
    ['q=CROPS', ['03100000', '03110000']],
    ['q=cultivos&lang=es', ['03100000']],
    ['q=construction&lang=es', ['44000000']],
    ['q=031', ['03100000', '03110000']],
    ['q=100%25', ['03110000']],
    ['q=%25', ['03110000']],
  ])('is searched by label and by code: %s', async (query, codes) => {
    const { body } = await get<Codes>(`/classifications/cpv?${query}`)
    expect(body.items.map((one) => one.code)).toEqual(codes)
  })

  it('comes in pages whose marks nobody can forge', async () => {
    const first = await get<Codes>('/classifications/cpv?limit=1')
    const second = await get<Codes>(`/classifications/cpv?limit=1&cursor=${encodeURIComponent(first.body.next ?? '')}`)
    expect([first.body.items[0]?.code, second.body.items[0]?.code, second.body.next]).toEqual(['03000000', '44000000', null])
    expect((await get('/classifications/cpv?cursor=WyIwMyJd.AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(400)
  })

  it('is empty until somebody imports it, and missing when there is no such list', async () => {
    expect((await get<Codes>('/classifications/hs')).body).toEqual({ items: [], next: null })
    expect((await get('/classifications/naics')).status).toBe(404)
  })
})

describe('the code a text is likely about', () => {
  const suggested = async (query: string) =>
    (await get<{ items: { code: string; score: number; labels: Record<string, string> }[] }>(`/classifications/cpv/suggestions?${query}`))
      .body.items

  it('is found through the labels, the surest first', async () => {
    const [first, ...others] = await suggested('title=Cotton%20crops%20of%20last%20year')
    expect(first).toMatchObject({ code: '03110000', score: 1, labels: { en: '100% cotton crops' } })
    expect(others.every(({ score }) => score <= 1)).toBe(true)
    expect((await suggested('title=Construction&description=structures&limit=1')).map(({ code }) => code)).toEqual(['44000000'])
  })

  it('is none in a language that the list has no labels in, and comes of no other list', async () => {
    expect(await suggested('title=Bavlna&language=sk')).toEqual([])
    for (const path of ['/classifications/hs/suggestions?title=cotton', '/classifications/cpv/suggestions'])
      expect([400, 404]).toContain((await get(path)).status)
  })
})

describe('what is asked of a process', () => {
  const parameters = async (family: string) =>
    (await get<{ items: { code: string; type: string; unit: string; values: string[]; general: boolean }[] }>(`/parameters${family}`)).body
      .items

  it('is told by family, its own questions before those of every process', async () => {
    const items = await parameters('?family=stamping')
    expect(items[0]).toMatchObject({
      code: 'press-force',
      type: 'number',
      unit: 't',
      units: expect.arrayContaining(['t', 'kN']),
      direction: 'at-least',
      general: false,
    })
    expect(items.find(({ code }) => code === 'die-types')).toMatchObject({ type: 'some-of', values: ['single', 'progressive', 'transfer'] })
    const firstGeneral = items.findIndex(({ general }) => general)
    expect(firstGeneral).toBeGreaterThan(3)
    expect(items.slice(firstGeneral).every(({ general }) => general)).toBe(true)
  })

  it.each(['', '?family=basket-weaving'])('is without a known family what every process is asked (%s)', async (family) => {
    const items = await parameters(family)
    expect(items.map(({ code }) => code)).toContain('tolerance')
    expect(items.every(({ general }) => general)).toBe(true)
  })

  it('comes with the materials a form offers, each with the wider one', async () => {
    const { body } = await get<{ items: { code: string; parent: string | null }[] }>('/materials')
    expect(body.items).toContainEqual({ code: 'stainless-steel', parent: 'steel' })
    expect(body.items).toContainEqual({ code: 'steel', parent: null })
  })
})
