/** How a row of the authorization matrix is written, and how one cell of it is asked. */
import type { Answer } from './api.ts'
import { PRINCIPALS, type Principal, type Stage } from './principals.ts'
import type { Person } from './world.ts'

/**
 * One sign per principal, in the order of PRINCIPALS (V U Sm Sa Lm Lb La Am Aa P):
 * `+` allowed, `?` 401, `x` 403, `.` hidden, answered as if it did not exist.
 */
export type Line = string

/** Whose subject is asked for; `missing` never existed. */
export type Whose = 'own' | 'other' | 'missing'

export interface Asked {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}

export type Ask = (stage: Stage, whose: Whose, principal: Principal, who: Person) => Promise<Asked> | Asked

/** Somebody new for the seat. */
export type Fresh = (stage: Stage, principal: Principal) => Promise<Person>

export interface Row {
  may: Line
  /** What is sent; without it, nothing but the address. */
  ask?: Ask
  /**
   * The operation has a subject that another tenant may own. By default whoever is let in finds nothing there;
   * a line of its own is for subjects that are open to others too.
   */
  foreign?: Line | 'hidden'
  /** Each call by somebody new: the operation changes or ends the caller. */
  fresh?: true | Fresh
  /** What is one person's own is not even a colleague's: each caller is asked about a subject of his own. */
  personal?: true
  /** A POST that writes nothing. */
  reads?: true
  /** Further subjects with an expectation of their own, named. */
  also?: Record<string, { may: Line; ask: Ask }>
}

export type Rows = Record<string, Row>

export interface Operation {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
}

interface OpenApiDocument {
  paths: Record<string, Record<string, { operationId?: string }>>
}

export function operationsOf(document: object): Operation[] {
  const { paths } = document as OpenApiDocument
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId ?? `${method} ${path}`,
      method: method.toUpperCase() as Operation['method'],
      path,
    })),
  )
}

export const ANYWHERE = '00000000-0000-7000-8000-000000000000'

/** The address of the subject, or of nothing at all. */
export function nowhere(asked: Asked): Asked {
  const params = Object.fromEntries(Object.keys(asked.params ?? {}).map((name) => [name, name === 'code' ? 'own-nowhere9' : ANYWHERE]))
  return { ...asked, params }
}

export async function call(who: Person, operation: Operation, asked: Asked): Promise<Answer> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = asked.params?.[name]
    if (value === undefined) throw new Error(`${operation.id}: no value for ${name}`)
    return encodeURIComponent(value)
  })
  const query = new URLSearchParams(asked.query ?? {}).toString()
  const url = query ? `${path}?${query}` : path
  return operation.method === 'GET' ? who.get(url) : who.send(operation.method, url, asked.body, asked.headers)
}

/** Statuses by which a rule refuses somebody who was let in. */
const RULE = [400, 409, 410, 412, 422, 428]
const STATUS: Record<string, (status: number) => boolean> = {
  '+': (status) => (status >= 200 && status < 300) || RULE.includes(status),
  '?': (status) => status === 401,
  x: (status) => status === 403,
  '.': (status) => status === 404,
}

/** The sign of one principal; a line of the wrong length is a mistake in the table. */
export function signOf(line: Line, principal: Principal): string {
  const signs = line.split(' ')
  if (signs.length !== PRINCIPALS.length || !signs.every((sign) => sign in STATUS)) throw new Error(`not a line of the matrix: ${line}`)
  return signs[PRINCIPALS.indexOf(principal)]!
}

export function fits(sign: string, status: number): boolean {
  return STATUS[sign]!(status)
}

/** The line for a subject of somebody else: who was let in finds nothing. */
export function hiddenFrom(line: Line): Line {
  return line.replaceAll('+', '.')
}

/** What a caller can tell two answers apart by: status, body and headers, without the trace and the rate limit's counters. */
export function faceOf(answer: Answer): string {
  const body = typeof answer.body === 'object' ? { ...answer.body, traceId: '' } : answer.body
  const headers = Object.entries(answer.headers).filter(([name]) => name !== 'date' && !name.startsWith('x-ratelimit'))
  return JSON.stringify([answer.status, body, headers.sort()])
}
