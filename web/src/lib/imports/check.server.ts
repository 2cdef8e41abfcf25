/** What an officer looks through before a run: the first rows, the faults, the possible duplicates; and what is decided on the last. */
import { need } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { text, texts } from '#lib/api/form.ts'
import { namesOf } from '#lib/concepts.server.ts'
import { GROUNDS, type Ground, type Preview } from '#lib/imports/types.ts'
import type { Locale } from '#words/locales.ts'

export const VIEWS = ['rows', 'errors', 'duplicates'] as const
const SEVERITIES = ['error', 'warning'] as const
const PAGE = 25

interface Asked {
  api: Api
  importId: string
  url: URL
}

export async function loadRows({ api, importId, locale }: Asked & { locale: Locale }) {
  const preview = need(await api.GET('/api/v1/imports/{importId}/preview', { params: { path: { importId } } }))
  return { preview, names: await namesOf(api, locale, codesIn(preview)) }
}

export async function loadFaults({ api, importId, url }: Asked) {
  const severity = SEVERITIES.find((one) => one === url.searchParams.get('severity')) ?? null
  const path = { importId }
  const [found, preview] = await Promise.all([
    api.GET('/api/v1/imports/{importId}/errors', { params: { path, query: { ...pageOf(url), ...(severity && { severity }) } } }),
    api.GET('/api/v1/imports/{importId}/preview', { params: { path } }),
  ])
  return { severity, ...need(found), codes: need(preview).codes }
}

export async function loadDuplicates({ api, importId, url }: Asked) {
  const ground = GROUNDS.find((one) => one === url.searchParams.get('ground')) ?? null
  const query = { ...pageOf(url), ...(ground && { ground }) }
  const found = await api.GET('/api/v1/imports/{importId}/duplicates', { params: { path: { importId }, query } })
  return { ground, ...need(found) }
}

interface Decision {
  /** Null hands the rows back to the rule. */
  decision: 'skip' | 'import' | null
  ground?: Ground
  lines?: number[]
}

/**
 * What the pressed button says: `skip lines` (those ticked), `import all` (of this ground), `rule all`, or `skip 12` for one row.
 * Null when it is about ticked rows and none is ticked.
 */
export function readDecision(form: FormData): Decision | null {
  const [said = '', which = ''] = (text(form, 'act') ?? '').split(' ')
  const decision = said === 'skip' || said === 'import' ? said : null
  const ground = GROUNDS.find((one) => one === text(form, 'ground'))
  if (which === 'all') return { decision, ...(ground && { ground }) }
  const lines = which === 'lines' ? texts(form, 'lines').map(Number) : [Number(which)]
  const whole = lines.filter((line) => Number.isInteger(line) && line > 0)
  return whole.length > 0 ? { decision, lines: [...new Set(whole)] } : null
}

function pageOf(url: URL) {
  const cursor = url.searchParams.get('cursor')
  return { limit: PAGE, ...(cursor && { cursor }) }
}

function codesIn({ rows }: Preview): string[] {
  return rows.flatMap(({ record }) =>
    record ? [...record.products.flatMap(({ product }) => product ?? []), ...record.processes, ...record.certificates] : [],
  )
}
