/** Nothing confidential leaks: a word of its own stands in every field of every tenant, and is looked for in all that every reader can get. */
import { existsSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mountApi } from '../server/http/api.ts'
import { createApp } from '../server/http/app.ts'
import { mountWeb } from '../server/http/web.ts'
import { openApiDocument } from '../server/openapi.ts'
import { ORIGIN } from './support/api.ts'
import { FIELDS, TIERS } from './support/canary-fields.ts'
import { letters, type Mark, mayRead, type Reader } from './support/canary-marks.ts'
import { buildCanaryWorld, type CanaryWorld } from './support/canary-world.ts'
import { type Operation, operationsOf } from './support/matrix.ts'

const BUILD = new URL('../web/build/handler.js', import.meta.url)
const READS = operationsOf(await openApiDocument()).filter((one) => one.method === 'GET')

let world: CanaryWorld
/** Words that somebody who may read them has been seen to get: a crawl that finds nothing proves nothing. */
const found = new Set<Mark>()
beforeAll(async () => {
  world = await buildCanaryWorld()
  await world.api.jobs.drain()
}, 120_000)
afterAll(() => world.close())

/** Words in this text that the reader may not see, each told once by field. */
function leaksTo(reader: Reader, text: string, where: string): string[] {
  // What the reader himself put into the address may be said back to him.
  const here = world.marks.filter((mark) => text.includes(mark.text) && !where.includes(mark.text))
  for (const mark of here) if (mayRead(mark, reader)) found.add(mark)
  const place = where.replace(/[0-9a-f-]{36}/g, '…')
  return here.filter((mark) => !mayRead(mark, reader)).map((mark) => `${reader.name} reads ${mark.field} (${mark.tier}) at ${place}`)
}

/** All addresses of an operation, over the ids of every tenant. */
function addressesOf({ path }: Operation): string[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((one) => one[1]!)
  return names.reduce(
    (paths, name) => paths.flatMap((one) => (world.ids[name] ?? ['none']).map((id) => one.replace(`{${name}}`, id))),
    [path],
  )
}

const QUERIES: Record<string, readonly string[]> = {
  profilePreview: ['as=public', 'as=registered', 'as=matched'],
  getValues: ['field=products', 'field=certificates'],
  suggestConcepts: ['text=stamping'],
  suggestClassificationCodes: ['title=stamping'],
  suggestSuppliers: ['text=works'],
  listProposals: ['', 'band=all', 'band=not', 'band=ready', 'band=incomplete'],
  listOpportunities: ['', 'band=not', 'band=incomplete'],
  lookUpSupplier: ['text=works', 'text=firm'],
  exportProposals: ['format=csv', 'format=csv&band=not'],
}

function withQueries(id: string, address: string): string[] {
  if (id === 'compareProposals') return (world.ids.organizationId ?? []).map((one) => `${address}?sme=${one}`)
  if (id === 'compareOffers' || id === 'exportOffers')
    return (world.ids.linkageId ?? []).map((one) => `${address}?linkage=${one}${id === 'exportOffers' ? '&format=csv' : ''}`)
  return (QUERIES[id] ?? ['', 'limit=100']).map((query) => (query ? `${address}?${query}` : address))
}

async function ask(reader: Reader, url: string): Promise<string> {
  const { headers, body } = await reader.who.get(url)
  return JSON.stringify([headers, body])
}

describe('the columns of the schema', () => {
  it('are all in the table of tiers, and the table names no other', async () => {
    const { rows } = await world.owner.query(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public' and (data_type in ('text', 'character varying', 'jsonb', 'json') or udt_name = '_text')`,
    )
    const listed = Object.entries(FIELDS).flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`))
    expect(rows.map((one) => `${one.table}.${one.column}`).sort()).toEqual(listed.sort())
  })

  it('hold a word for every tier they have', async () => {
    const wanted = Object.entries(FIELDS).flatMap(([table, columns]) =>
      Object.entries(columns).flatMap(([column, tiers]) =>
        typeof tiers === 'string' ? [] : tiers.map((tier) => ({ table, column, tier })),
      ),
    )
    const empty: string[] = []
    for (const { table, column, tier } of wanted) {
      const marks = world.marks.filter((mark) => mark.field === `${table}.${column}` && mark.tier === tier)
      const { rows } = await world.owner.query(`select 1 from ${table} where ${column}::text ~ any($1)`, [marks.map((mark) => mark.text)])
      if (rows.length === 0) empty.push(`${table}.${column} (${tier})`)
    }
    expect(empty).toEqual([])
    expect(TIERS.every((tier) => world.marks.some((mark) => mark.tier === tier))).toBe(true)
  })
})

describe('a crawl of the API', () => {
  it.each(READS.map((operation) => [operation.id, operation] as const))(
    '%s shows nobody what is not his to read',
    async (id, operation) => {
      const leaks = new Set<string>()
      const urls = addressesOf(operation).flatMap((address) => withQueries(id, address))
      for (const reader of world.readers) {
        for (const url of urls) for (const leak of leaksTo(reader, await ask(reader, url), `${id} ${url}`)) leaks.add(leak)
      }
      expect([...leaks]).toEqual([])
    },
  )

  it('meets every word that somebody may read', () => {
    const unseen = world.marks
      .filter((mark) => !found.has(mark) && !NOWHERE_SHOWN.includes(mark.field))
      .map((mark) => `${mark.field} (${mark.tier})`)
    expect(unseen).toEqual([])
  })
})

/** Kept for the agency's undo, duplicates and claim codes; no answer shows them. */
const NOWHERE_SHOWN = [
  'organizations.contact_email',
  'organizations.contact_phone',
  'organizations.external_ref',
  'organizations.registration_number',
  // Beside a file that nobody has taken into a document yet.
  'uploads.name',
  // Inside of files: packed, or taken out before anybody else got them.
  'files.docx-author',
  'files.pdf-author',
  'files.exif',
]

describe('a search', () => {
  // Suggestions forgive typing errors, so any word finds the name next to it; names are public.
  const SEARCHES: readonly [string, string][] = [
    ['/suppliers', 'text'],
    ['/open-needs', 'text'],
    ['/standards', 'text'],
  ]
  it.each(SEARCHES)(
    'of %s finds nothing by a word that the reader may not see',
    async (path, name) => {
      const leaks: string[] = []
      for (const reader of world.readers) {
        const url = (text: string) => `/api/v1${path}?${new URLSearchParams({ [name]: text })}`
        const nothing = JSON.stringify((await reader.who.get(url(letters('nobody wrote this')))).body)
        for (const mark of world.marks.filter((one) => !mayRead(one, reader))) {
          const { body } = await reader.who.get(url(mark.text))
          if (JSON.stringify(body) !== nothing) leaks.push(`${reader.name} finds something by ${mark.field} (${mark.tier})`)
        }
      }
      expect([...new Set(leaks)]).toEqual([])
    },
    60_000,
  )
})

describe('mail', () => {
  it('tells its recipient nothing that he may not read', () => {
    const leaks = world.api.mails.flatMap((mail) => {
      const reader = world.readers.find((one) => one.who.email === mail.to)
      return reader ? leaksTo(reader, `${mail.subject} ${mail.text} ${mail.html}`, `mail: ${mail.subject}`) : []
    })
    expect(world.api.mails.length).toBeGreaterThan(5)
    expect(leaks).toEqual([])
  })

  it('to a lead firm’s supplier under an alias does not come from the lead firm', () => {
    const hidden = world.readers.find((one) => one.name === 'the lead firm under an alias')!
    const own = world.marks.filter((mark) => mark.owner === hidden.who.organizationId && mark.field.startsWith('organizations.'))
    const smes = world.readers.filter((one) => one.kind === 'sme').map((one) => one.who.email)
    const told = world.api.mails.filter((mail) => smes.includes(mail.to) && own.some((mark) => JSON.stringify(mail).includes(mark.text)))
    expect(told).toEqual([])
  })
})

describe('secrets of the database', () => {
  it('stand in no answer', async () => {
    const secrets = Object.entries(FIELDS).flatMap(([table, columns]) =>
      Object.entries(columns).flatMap(([column, kind]) => (kind === 'secret' ? [{ table, column }] : [])),
    )
    const values: string[] = []
    for (const { table, column } of secrets) {
      const { rows } = await world.owner.query(`select ${column}::text as value from ${table} where ${column} is not null limit 200`)
      values.push(...rows.map((one) => one.value as string))
    }
    expect(values.length).toBeGreaterThan(20)
    for (const reader of world.readers) {
      for (const operation of READS) {
        const text = await ask(reader, addressesOf(operation)[0]!)
        expect(values.filter((value) => text.includes(value))).toEqual([])
      }
    }
  })
})

describe.skipIf(!existsSync(BUILD))('a crawl of the pages (skipped where web/build is not there: the pages are not built)', () => {
  it('shows nobody what is not his to read', async () => {
    const app = await createApp({
      sessions: world.api.services.sessions,
      publicOrigin: ORIGIN,
      logLevel: 'silent',
      requestsPerMinute: 1_000_000,
    })
    await mountApi(app, world.api.services, { name: 'sid-dev', secure: false })
    await mountWeb(app)
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    const leaks = new Set<string>()
    let pages = 0
    for (const reader of world.readers.filter((one) => one.isAdmin || one.kind === 'visitor')) {
      for (const page of PAGES.flatMap((path) => addressesOf({ id: path, method: 'GET', path }))) {
        const answer = await fetch(`${origin}${page}`, { headers: { cookie: reader.who.cookie() }, redirect: 'manual' })
        if (answer.status === 200) pages++
        const text = JSON.stringify([...answer.headers]) + (await answer.text())
        for (const leak of leaksTo(reader, text, page)) leaks.add(leak)
      }
    }
    await app.close()
    expect([...leaks]).toEqual([])
    expect(pages).toBeGreaterThan(PAGES.length)
  }, 120_000)
})

/** The pages as SvelteKit's folders name them. */
const PAGES = readdirSync(new URL('../web/src/routes/', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('+page.svelte'))
  .map((file) => `/${file.replace(/\/?\+page\.svelte$/, '')}`.replace(/\/\([\w-]+\)/g, '').replace(/\[(\w+)(?:=\w+)?\]/g, '{$1}') || '/')
