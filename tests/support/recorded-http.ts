/** HTTP exchanges recorded from a real server and played back: a request that differs in method, path or body fails until recorded again. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'

export interface RecordedHttp {
  fetch: typeof fetch
  /** Requests that were recorded but not made; what only asks whether something is done is not among them. */
  unasked(): string[]
  /** Writes the file, when recording. */
  keep(): void
}

/** A request by its method, path and normalised body; then status and answer, or the line where the same answer stood first. */
type Line = [request: string, status: number, answer: string | number]

/** Plays the file back. */
export function playBack(file: string): RecordedHttp {
  const answers = new Map<string, [status: number, answer: string][]>()
  const texts: string[] = []
  for (const line of existsSync(file) ? gunzipSync(readFileSync(file)).toString().split('\n') : []) {
    if (line === '') continue
    const [request, status, answer] = JSON.parse(line) as Line
    const text = typeof answer === 'number' ? (texts[answer] ?? '') : answer
    texts.push(text)
    answers.set(request, [...(answers.get(request) ?? []), [status, text]])
  }
  return {
    async fetch(url, init) {
      init?.signal?.throwIfAborted()
      const request = nameOf(url, init)
      const [status, text] = nextOf(answers.get(request) ?? [], isLook(request)) ?? [0, '']
      if (status === 0) throw new NotRecorded(`${request} ${String(init?.body).slice(0, 300)}`)
      return new Response(text === '' ? null : text, { status })
    },
    unasked: () => [...answers].flatMap(([request, list]) => (list.length > 0 && !isLook(request) ? [request] : [])),
    keep: () => undefined,
  }
}

/** Whoever asks more often whether something is done hears the last answer again. */
function nextOf<T>(list: T[], isLook: boolean): T | undefined {
  return isLook && list.length === 1 ? list[0] : list.shift()
}

/** An error of its own kind, so that no adapter takes it for a server that is away. */
export class NotRecorded extends Error {
  constructor(request: string) {
    super(`Not recorded: ${request}. If the request was meant to change, record again with RECORD=1 and MEILI_URL.`)
  }
}

/** Asks the real server and keeps what it says; of looks at a task only the last counts. */
export function recordAnew(file: string): RecordedHttp {
  const lines: Line[] = []
  const placeOf = new Map<string, number>()
  const tasks = new Map<string, number>()
  const note = (request: string, status: number, text: string) => {
    const known = request.includes('/tasks/') ? tasks.get(request) : undefined
    const at = known ?? lines.length
    const first = placeOf.get(text)
    lines[at] = [request, status, first !== undefined && first < at ? first : text]
    if (first === undefined || first >= at) placeOf.set(text, at)
    if (request.includes('/tasks/')) tasks.set(request, at)
  }
  return {
    async fetch(url, init) {
      const request = nameOf(url, init)
      const response = await fetch(url, init)
      const text = await response.text()
      note(request, response.status, withoutKeys(text))
      return new Response(text === '' ? null : text, { status: response.status })
    },
    unasked: () => [],
    keep: () => writeFileSync(file, gzipSync(lines.map((line) => JSON.stringify(line)).join('\n'), { level: 9 })),
  }
}

function isLook(request: string): boolean {
  return request.startsWith('GET ')
}

function nameOf(url: Parameters<typeof fetch>[0], init: RequestInit = {}): string {
  const { pathname, search } = new URL(url instanceof Request ? url.url : url)
  const body = typeof init.body === 'string' ? createHash('sha256').update(normalised(init.body)).digest('hex').slice(0, 20) : ''
  return `${init.method ?? 'GET'} ${pathname}${search} ${body}`.trim()
}

/** The same JSON whatever the order of its keys. */
function normalised(body: string): string {
  return JSON.stringify(JSON.parse(body), (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

/** Keys that the server made stay with it. */
function withoutKeys(text: string): string {
  return text.replace(/"key":"[0-9a-f]{64}"/g, '"key":"recorded"')
}
