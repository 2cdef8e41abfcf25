/** The words of the trade and the catalogue of standards: read once per process, since only a start of the product changes them. */
import type { Concept, Material, Parameter, StandardCard } from '#lib/api/answers.ts'
import type { Api } from '#lib/api/client.ts'
import { speakerOf } from '#lib/words.server.ts'
import type { Locale } from '#words/locales.ts'

/** All concepts by code, labelled in the reader's language. */
export function conceptsIn(api: Api, locale: Locale): Promise<ReadonlyMap<string, Concept>> {
  return kept(`concepts ${locale}`, async () => {
    const { data } = await api.GET('/api/v1/concepts', { params: { query: { lang: locale } } })
    return data && new Map(data.items.map((concept) => [concept.code, concept]))
  })
}

/** What is asked of a process of this family, its own questions first; without a family, what is asked of every process. */
export function parametersOf(api: Api, family: string): Promise<readonly Parameter[]> {
  return kept(
    `parameters ${family}`,
    async () => (await api.GET('/api/v1/parameters', { params: { query: family ? { family } : {} } })).data?.items,
  )
}

export function materialsIn(api: Api): Promise<readonly Material[]> {
  return kept('materials', async () => (await api.GET('/api/v1/materials')).data?.items)
}

/** The public catalogue by code; a lead firm's own standards are told to those who may know them, so they are not kept. */
export function standardsIn(api: Api): Promise<ReadonlyMap<string, StandardCard>> {
  return kept('standards', async () => {
    const items = await allStandards(api)
    return items && new Map(items.filter((one) => !one.leadFirmStandard).map((standard) => [standard.code, standard]))
  })
}

/** Page by page: the catalogue grows with the platform. */
async function allStandards(api: Api): Promise<StandardCard[] | undefined> {
  const items: StandardCard[] = []
  for (let cursor: string | undefined, page = 0; page < MOST_PAGES; page++) {
    const { data } = await api.GET('/api/v1/standards', { params: { query: { limit: 100, ...(cursor && { cursor }) } } })
    if (!data) return undefined
    items.push(...data.items)
    if (!data.next) break
    cursor = data.next
  }
  return items
}

const MOST_PAGES = 50

/** The names of those codes that are concepts or standards, for a page that needs no others. */
export async function namesOf(api: Api, locale: Locale, codes: Iterable<string>): Promise<Record<string, string>> {
  const [concepts, standards] = await Promise.all([conceptsIn(api, locale), standardsIn(api)])
  const names = await Promise.all(
    [...new Set(codes)].map(async (code) => [
      code,
      concepts.get(code)?.label ?? standards.get(code)?.name ?? (await ownStandard(api, locale, code)),
    ]),
  )
  return Object.fromEntries(names)
}

/** A lead firm's own standard as the reader may know it: by its name, or only as what it is. */
async function ownStandard(api: Api, locale: Locale, code: string): Promise<string> {
  if (!OWN.test(code)) return code
  const { data } = await api.GET('/api/v1/standards/{code}', { params: { path: { code } } })
  return data?.name ?? (await speakerOf(locale)).say('supplier.own-standard')
}

const OWN = /^own-/

const answers = new Map<string, Promise<unknown>>()

/** Keeps the first answer; a failure is an empty page's fault, not one to keep. */
async function kept<T>(key: string, read: () => Promise<T | undefined>): Promise<T> {
  const before = answers.get(key) as Promise<T> | undefined
  if (before) return before
  const reading = read().then((answer) => {
    if (answer === undefined) throw new Error(`The API does not tell: ${key}`)
    return answer
  })
  answers.set(key, reading)
  reading.catch(() => answers.delete(key))
  return reading
}
