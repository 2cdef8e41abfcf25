/** One set through the product: its candidates as an agency's list, its needs as a lead firm's, its rankings as proposals and opportunities. */
import type { Rankings } from './metrics.ts'
import { actFor, type Caller, type Product } from './product.ts'
import { candidateText, type EvalCandidate, type EvalQuery, type EvalSet } from './sets.ts'

/** As many as a page of the API holds; the measures look no further. */
const PLACES = 100
const LONGEST_NAME = 200
const LONGEST_TITLE = 160
const LONGEST_DESCRIPTION = 40_000
/** Where a set says no country, any will do: no need of it names one. */
const ANY_COUNTRY = 'DE'
/** The product's list reader takes ten megabytes at once. */
const BYTES_AT_ONCE = 8_000_000

interface Listed {
  id: string
  version: number
  state: string
}

/** The firms as the product knows them, both ways. */
export interface Firms {
  organizationOf: Map<string, string>
  candidateOf: Map<string, string>
}

/** Brings the candidates in through the import API, row by row as they stand; the set's own id is the list's key of the firm. */
export async function importCandidates(product: Product, agency: Caller, set: EvalSet): Promise<Firms> {
  const firms: Firms = { organizationOf: new Map(), candidateOf: new Map() }
  const language = set.queries[0]?.lang ?? 'en'
  for (const part of partsOf(set.candidates.map((candidate) => rowOf(candidate, language)))) {
    await importRows(product, agency, part)
  }
  for (const [candidate, organizationId] of await product.organizationsByKey()) {
    firms.organizationOf.set(candidate, organizationId)
    firms.candidateOf.set(organizationId, candidate)
  }
  return firms
}

async function importRows(product: Product, agency: Caller, rows: readonly string[]): Promise<void> {
  const bytes = Buffer.from(`${COLUMNS.join(',')}\n${rows.join('\n')}\n`)
  const query = new URLSearchParams({ fileName: 'candidates.csv', listName: 'Candidates' })
  const brought = await agency.send<Listed>('POST', `/imports?${query}`, bytes, { 'content-type': 'application/octet-stream' })
  const mapping = { columns: COLUMNS, constants: {} }
  const mapped = await agency.send<Listed>('PUT', `/imports/${brought.id}/mapping`, mapping, version(brought))
  const started = await agency.send<Listed>('POST', `/imports/${mapped.id}/run`, undefined, version(await keepAll(agency, mapped)))
  for (let state = started.state; state !== 'done'; ) {
    await product.drain()
    const now = await agency.get<Listed & { problem: string | null }>(`/imports/${started.id}`)
    if (now.problem) throw new Error(`The import broke off: ${now.problem}`)
    state = now.state
  }
  await tellFailed(agency, started)
}

/** Rows that the product refuses stay out of every ranking; the run says which and why. */
async function tellFailed(agency: Caller, { id }: Listed): Promise<void> {
  const { items } = await agency.get<{ items: { line: number; field: string | null; code: string; value: string }[] }>(
    `/imports/${id}/errors?severity=error&limit=${PLACES}`,
  )
  for (const { line, field, code, value } of items) console.log(`row ${line} refused: ${field} ${code} ${value.slice(0, 60)}`)
}

/** The sets' candidates are different ones, however alike their names: every duplicate comes in. */
async function keepAll(agency: Caller, list: Listed): Promise<Listed> {
  return agency.send<Listed>('PUT', `/imports/${list.id}/duplicates`, { decision: 'import' }, version(list))
}

const COLUMNS = ['external-ref', 'name', 'country', 'region', 'description', 'text-language', 'categories', 'earlier-awards'] as const

function rowOf(candidate: EvalCandidate, language: string): string {
  const { id, country, region, langs, classes, awards } = candidate
  const categories = Object.entries(classes ?? {}).map(([name, count]) => `${name.replace(/[;|]/g, ',')} (${count})`)
  const place = [country ?? ANY_COUNTRY, region ?? '']
  const cells = [id, nameOf(candidate), ...place, descriptionOf(candidate), langs?.[0] ?? language, categories.join('; '), awards ?? '']
  return cells.map((cell) => `"${String(cell).replace(CONTROL, ' ').replaceAll('"', '""')}"`).join(',')
}

/** A firm without a name goes by its key, which has letters. */
function nameOf({ id, name }: EvalCandidate): string {
  return name?.slice(0, LONGEST_NAME) || (/\p{L}/u.test(id) ? id : `item ${id}`)
}

function descriptionOf(candidate: EvalCandidate): string {
  const { name = '', supplier = '' } = candidate
  const texts = [name.length > LONGEST_NAME ? name : '', supplier, candidateText(candidate)]
  return texts
    .filter((text) => text !== '')
    .join('\n')
    .slice(0, LONGEST_DESCRIPTION)
}

const CONTROL = /\p{Cc}/gu

function partsOf(rows: readonly string[]): string[][] {
  const parts: string[][] = [[]]
  let bytes = 0
  for (const row of rows) {
    bytes += Buffer.byteLength(row)
    if (bytes > BYTES_AT_ONCE) {
      parts.push([])
      bytes = Buffer.byteLength(row)
    }
    parts.at(-1)?.push(row)
  }
  return parts
}

/** Posts and publishes a need for each query; its ids in the product. */
export async function postNeeds(leadFirm: Caller, queries: readonly EvalQuery[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const query of queries) {
    const made = await leadFirm.send<Listed>('POST', '/sourcing-needs', needOf(query))
    await leadFirm.send('POST', `/sourcing-needs/${made.id}/publish`, undefined, version(made))
    ids.set(query.id, made.id)
  }
  return ids
}

/** The title is the item asked for, or the text itself; what does not fit stands in the description. Publishing asks for a volume and days. */
function needOf(query: EvalQuery): object {
  const { item, text, descr = '', lang, country = '', region = '' } = query
  const whole = (item ?? text).replace(CONTROL, ' ').trim()
  const title = whole.length > LONGEST_TITLE ? whole.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '') : whole.padEnd(3, '.')
  // Publishing asks for a sentence where neither product nor process is named.
  const rest = [whole, item ? text : '', descr].filter((part) => part !== '')
  return {
    title,
    description: rest
      .join('\n')
      .replace(/[^\P{Cc}\n]/gu, ' ')
      .slice(0, LONGEST_DESCRIPTION),
    language: lang,
    category: query.class ?? '',
    deliveryCountry: country === 'UK' ? 'GB' : country || ANY_COUNTRY,
    deliveryPlace: region.slice(0, 120),
    volumePerMonth: 1,
    startOn: '2027-12-01',
    answerOn: '2027-01-31',
  }
}

export interface Answers {
  rankings: Rankings
  /** Queries to which the product said that nothing fits. */
  nothing: string[]
}

/** The first hundred proposals of every need, over all bands. */
export async function readProposals(leadFirm: Caller, needs: ReadonlyMap<string, string>, firms: Firms): Promise<Answers> {
  const rankings = new Map<string, string[]>()
  const nothing: string[] = []
  for (const [query, needId] of needs) {
    const page = await leadFirm.get<{ nothingFits: boolean; items: { organizationId: string }[] }>(
      `/sourcing-needs/${needId}/proposals?band=all&limit=${PLACES}`,
    )
    if (page.nothingFits) nothing.push(query)
    rankings.set(
      query,
      page.items.flatMap(({ organizationId }) => firms.candidateOf.get(organizationId) ?? []),
    )
  }
  return { rankings, nothing }
}

/** The first hundred open needs of every SME, after it has claimed its firm and the agency has granted it. */
export async function readOpportunities(
  product: Product,
  agency: Caller,
  candidates: readonly string[],
  known: { firms: Firms; needs: ReadonlyMap<string, string> },
): Promise<Rankings> {
  const queryOf = new Map([...known.needs].map(([query, needId]) => [needId, query]))
  const rankings = new Map<string, string[]>()
  for (const candidate of candidates) {
    const organizationId = known.firms.organizationOf.get(candidate)
    if (!organizationId) continue
    const sme = await product.join(null)
    await sme.send('POST', `/unclaimed-firms/${organizationId}/claims`, { message: '', byCode: false })
    const { items } = await agency.get<{ items: { id: string; version: number }[] }>('/claims?limit=1')
    const [claim] = items
    if (!claim) throw new Error('The claim did not arrive.')
    await agency.send('POST', `/claims/${claim.id}/decision`, { grant: true }, version(claim))
    await actFor(sme, organizationId)
    const page = await sme.get<{ items: { needId: string }[] }>(`/opportunities?band=all&limit=${PLACES}`)
    rankings.set(
      candidate,
      page.items.flatMap(({ needId }) => queryOf.get(needId) ?? []),
    )
  }
  return rankings
}

function version(of: { version: number }): Record<string, string> {
  return { 'if-match': `"${of.version}"` }
}
