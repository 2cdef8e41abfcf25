/** Unwraps what the API answered: the data, an error page, or a form that comes back with what was typed. */
import { type ActionFailure, error, fail } from '@sveltejs/kit'

export type ParamValue = string | number

/** RFC 9457, as every refusal of the API is written. */
export interface Problem {
  type?: string
  title?: string
  status: number
  code: string
  detail?: string
  params?: Record<string, ParamValue>
  traceId?: string
  /** `field` is a JSON pointer into what was sent: `/legalName`, `/sites/0/place`. */
  errors?: { field: string; code: string; params?: Record<string, ParamValue> }[]
}

/** What one field of a form did wrong; words/ holds the sentence as `field.<code>`. */
export interface FieldError {
  code: string
  params?: Record<string, ParamValue>
}

/** What a refused form hands back to its page. */
export interface Refusal {
  problem: { code: string; status: number; params?: Record<string, ParamValue>; traceId?: string }
  /** By the input's name: the pointer `/sites/0/place` is the input `sites.0.place`. */
  fields: Record<string, FieldError>
  values: Record<string, string | string[]>
}

/** What a client of openapi-fetch answers. */
export interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/** The data, or the error page that fits. For load functions. */
export function need<Data>(answer: Answer<Data>): NonNullable<Data> {
  if (answer.response.ok && answer.data !== undefined && answer.data !== null) return answer.data
  const problem = problemOf(answer)
  return error(problem.status, problem.detail ?? problem.code, {
    code: problem.code,
    ...(problem.params ? { params: problem.params } : {}),
    ...(problem.traceId ? { traceId: problem.traceId } : {}),
  })
}

/** The data, or null while the search does not answer: for what a page can leave out and say so. */
export function needUnlessWaiting<Data>(answer: Answer<Data>): NonNullable<Data> | null {
  return problemOf(answer).code === 'search-waiting' ? null : need(answer)
}

/** Sends a refused form back with a sentence for the whole, one beside each field, and all that was typed. For actions. */
export function refusal(answer: Answer<unknown>, form: FormData): ActionFailure<Refusal> {
  const problem = problemOf(answer)
  return fail(problem.status, {
    problem: {
      code: problem.code,
      status: problem.status,
      ...(problem.params ? { params: problem.params } : {}),
      ...(problem.traceId ? { traceId: problem.traceId } : {}),
    },
    fields: { ...fieldsOf(problem, form), ...passwordField(problem, form) },
    values: typed(form),
  })
}

/** A form that a page itself finds wanting, before the API is asked. */
export function refuseFields(form: FormData, fields: Record<string, FieldError>): ActionFailure<Refusal> {
  return fail(422, { problem: { code: 'invalid', status: 422 }, fields, values: typed(form) })
}

function problemOf(answer: Answer<unknown>): Problem {
  const said = answer.error
  const status = answer.response.ok ? 500 : answer.response.status
  const known = typeof said === 'object' && said !== null && 'code' in said ? (said as Problem) : { code: CODES[status] ?? 'internal' }
  return { ...known, status }
}

/** What a shape says of an answer that is not there at all. */
const OF_NOTHING = new Set(['too-short', 'bad-format', 'bad-email', 'bad-url', 'bad-date', 'not-a-number', 'not-allowed-value'])

function fieldsOf(problem: Problem, form: FormData): Record<string, FieldError> {
  const fields: Record<string, FieldError> = {}
  for (const { field, code, params } of problem.errors ?? []) {
    const name = field.replace(/^\//, '').replaceAll('/', '.')
    const missing = form.get(name) === '' && OF_NOTHING.has(code)
    fields[name] ??= missing ? { code: 'required' } : params ? { code, params } : { code }
  }
  return fields
}

/** A password that a rule refuses is a problem of the whole request; the reader looks for it beside the field. */
function passwordField({ code, params }: Problem, form: FormData): Record<string, FieldError> {
  return code.startsWith('password-') && form.has('password') ? { password: params ? { code, params } : { code } } : {}
}

/** Everything typed but files and secrets, which no page may send back. */
function typed(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    if (SECRET.test(name) || name === 'once') continue
    const all = form.getAll(name).filter((value) => typeof value === 'string')
    const [first] = all
    if (first !== undefined) values[name] = all.length > 1 ? all : first
  }
  return values
}

const SECRET = /password|secret|token/i

const CODES: Record<number, string> = {
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  412: 'stale-version',
  413: 'too-large',
  429: 'too-many-requests',
  503: 'unavailable',
}
