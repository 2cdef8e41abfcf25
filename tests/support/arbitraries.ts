/** Requests made out of the OpenAPI document: those that fit, and those that nobody should send. */
import fc from 'fast-check'

export interface Schema {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  pattern?: string
}

export interface OperationObject {
  operationId: string
  parameters?: { in: string; name: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>
}

/** Values that exist, by the name of the field or parameter: without them every request ends at the first check. */
export type Pool = Record<string, readonly string[]>

export interface FuzzRequest {
  params: Record<string, string>
  query: string
  headers: Record<string, string>
  payload?: string | Buffer
}

/** One request to the operation: mostly nearly right, often wrong in one place, sometimes plain garbage. */
export function requestTo(operation: OperationObject, pool: Pool): fc.Arbitrary<FuzzRequest> {
  const of = (place: string) => (operation.parameters ?? []).filter((one) => one.in === place)
  const params = fc.record(Object.fromEntries(of('path').map((one) => [one.name, pathValue(one.name, one.schema, pool)])))
  return fc
    .record({ params, query: queryOf(of('query'), pool), headers: headersOf(of('header')), body: bodyOf(operation, pool) })
    .map(({ params: path, query, headers, body: { type, payload } }) => ({
      params: path,
      query,
      headers: { ...headers, ...(type !== undefined && { 'content-type': type }) },
      ...(payload !== undefined && { payload }),
    }))
}

/** A value of the schema, with words that exist where the pool knows some. */
export function fitting(schema: Schema, pool: Pool, name = ''): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting(one, pool, name)))
  const make = BY_TYPE[schema.type ?? '']
  return make ? make(schema, pool, name) : fc.constant(null)
}

const BY_TYPE: Record<string, (schema: Schema, pool: Pool, name: string) => fc.Arbitrary<unknown>> = {
  string: (schema, pool, name) =>
    pool[name]?.length ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pool[name]) }, textOf(schema)) : textOf(schema),
  integer: ({ minimum = -(2 ** 31), maximum = 2 ** 31 }) => fc.integer({ min: minimum, max: maximum }),
  number: ({ minimum = -1e9, maximum = 1e9 }) => fc.double({ min: minimum, max: maximum, noNaN: true }),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  array: ({ items = {}, minItems = 0, maxItems = 4, uniqueItems }, pool, name) => {
    const length = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) }
    const one = fitting(items, pool, name)
    return uniqueItems ? fc.uniqueArray(one, { ...length, selector: (value) => JSON.stringify(value) }) : fc.array(one, length)
  },
  object: ({ properties = {}, required = [] }, pool) =>
    fc.record(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, fitting(schema, pool, name)])), {
      requiredKeys: required,
    }),
}

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'day') return dayText
  if (format === 'date-time') return dayText.map((day) => `${day}T12:00:00Z`)
  if (format === 'email-strict') return fc.integer({ min: 1, max: 1e9 }).map((n) => `fuzz${n}@example.org`)
  const length = { minLength, maxLength: Math.min(maxLength, Math.max(minLength, 60)) }
  // Patterns that only forbid control characters are free text.
  if (!pattern || pattern.startsWith('^[^\\u0000'))
    return fc.string({ unit: 'grapheme', ...length }).map((text) => text.slice(0, maxLength))
  return fc.stringMatching(new RegExp(pattern), { maxLength: Math.min(maxLength, 60) })
}

const dayText = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))

export const LONG = 'long'.repeat(25_000)
const DEEP = JSON.parse(`${'['.repeat(500)}1${']'.repeat(500)}`) as unknown
// biome-ignore format: a list of values
const WRONG: readonly unknown[] = [
  null, true, -1, 0, 0.1, 1e308, -1e308, 2 ** 53, 2 ** 31, '', ' ', 'a\u0000b', '\ud800', '\udfff\ud800', 'a\u202eb', LONG, [], {}, [null], DEEP,
  Array.from({ length: 2_000 }, () => 0), '2027-02-30', '9999-99-99', '0000-00-00', '-271821-04-20', "'; drop table users; --", '%', '\\', '#{7*7}',
  '<script>alert(1)</script>', '../../etc/passwd', 'NaN', 'Infinity', 'null', 'undefined', { length: 5 }, { toString: 1 }, { constructor: { prototype: {} } },
  { $ne: null },
]
const wrong = fc.constantFrom(...WRONG)

/** The value with one place spoilt: another type, a field more, a field less. */
function spoilt(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null) return wrong
  const keys = Object.keys(value)
  const more = fc.record({ key: fc.constantFrom('surprise', 'organizationId', 'version', 'id', 'hasOwnProperty'), value: wrong })
  const added = more.map((one) => (Array.isArray(value) ? [...value, one.value] : { ...value, [one.key]: one.value }))
  if (keys.length === 0) return fc.oneof(wrong, added)
  const changed = fc.constantFrom(...keys).chain((key) => spoilt(value[key as never]).map((bad) => withKey(value, key, bad)))
  const less = fc.constantFrom(...keys).map((key) => Object.fromEntries(Object.entries(value).filter(([one]) => one !== key)))
  return fc.oneof({ weight: 5, arbitrary: changed }, added, less, { weight: 1, arbitrary: wrong })
}

export function withKey(value: object, key: string, bad: unknown): unknown {
  if (Array.isArray(value)) return value.map((one, at) => (String(at) === key ? bad : one))
  return { ...value, [key]: bad }
}

interface Body {
  type?: string
  payload?: string | Buffer
}

const GARBAGE: readonly Body[] = [
  { type: 'application/json', payload: '{"broken":' },
  { type: 'application/json', payload: '' },
  { type: 'application/json', payload: '{"__proto__":{"platformAdmin":true}}' },
  { type: 'application/json', payload: '{"constructor":{"prototype":{"admin":true}}}' },
  { type: 'application/json', payload: '{"number":1e999999}' },
  { type: 'application/json', payload: '\ufeff{}' },
  { type: 'application/json', payload: Buffer.from([0xff, 0xfe, 0x00, 0x7b]) },
  { type: 'application/json', payload: `${'['.repeat(50_000)}` },
  { type: 'application/json', payload: JSON.stringify({ text: 'x'.repeat(2 * 1024 * 1024) }) },
  { type: 'application/json\t', payload: '{}' },
  { type: ' application/json', payload: '{}' },
  { type: 'Application/JSON; charset=utf-16', payload: '{}' },
  { type: 'text/plain', payload: 'text' },
  { type: 'application/x-www-form-urlencoded', payload: 'a=1&a=2' },
  { type: 'multipart/form-data; boundary=x', payload: '--x--' },
  { type: 'application/octet-stream', payload: Buffer.from([0, 1, 2, 255]) },
  { type: 'application/octet-stream', payload: Buffer.from('PK\u0003\u0004not a workbook') },
  { type: 'application/octet-stream', payload: 'name;country\nA firm;IN\n"unclosed;IN' },
  { type: '', payload: '{}' },
]

function bodyOf({ requestBody }: OperationObject, pool: Pool): fc.Arbitrary<Body> {
  const schema = requestBody?.content['application/json']?.schema
  const garbage = fc.constantFrom(...GARBAGE)
  if (!schema) return requestBody ? garbage : fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, garbage)
  const right = fitting(schema, pool)
  const json = (value: unknown): Body => ({ type: 'application/json', payload: JSON.stringify(value) ?? 'null' })
  return fc.oneof(
    { weight: 4, arbitrary: right.map(json) },
    { weight: 5, arbitrary: right.chain(spoilt).map(json) },
    { weight: 1, arbitrary: garbage },
  )
}

// biome-ignore format: a list of values
const ODD_QUERIES = [
  'limit=-1', 'limit=abc', 'limit=1e3', 'limit=1&limit=2', 'limit[]=1', 'cursor=garbage', 'cursor=eyJ9.AAAAAAAAAAAAAAAAAAAAAA', '__proto__=1', 'surprise=1',
  'cursor=%00', 'text=%00', 'text=%ff', 'text=%ud800', `text=${'x'.repeat(5_000)}`, 'text=%25%5C_', '&&&=', 'constructor=1',
]

function queryOf(parameters: { name: string; required?: boolean; schema: Schema }[], pool: Pool): fc.Arbitrary<string> {
  // A cursor that is none of ours ends every request: only the odd queries bring one, and lists' own that fit another list.
  const sane = parameters.filter((one) => one.name !== 'cursor')
  const cursor = fc.option(
    fc.constantFrom(...(pool.cursor ?? ['none'])).map((mark) => `cursor=${mark}`),
    { freq: 1, nil: '' },
  )
  const paged = parameters.length > sane.length && pool.cursor?.length ? cursor : fc.constant('')
  const known = fc
    .record(Object.fromEntries(sane.map((one) => [one.name, fitting(one.schema, pool, one.name)])), {
      requiredKeys: parameters.flatMap((one) => (one.required ? [one.name] : [])),
    })
    .map((values) => new URLSearchParams(Object.entries(values).flatMap(([name, value]) => pairs(name, value))).toString())
  const joined = (parts: string[]) => parts.filter((part) => part !== '').join('&')
  const right = fc.tuple(known, paged).map(joined)
  const spoiltOne = fc.tuple(known, fc.constantFrom(...ODD_QUERIES)).map(joined)
  return fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: spoiltOne })
}

export function pairs(name: string, value: unknown): [string, string][] {
  return (Array.isArray(value) ? value : [value]).map((one) => [name, String(one).toWellFormed()])
}

const ODD_SEGMENTS = ['%00', '%ff', '%ud800', '..%2f..', '0', '-1', 'null', 'x'.repeat(500), '%20', '*', 'a%0d%0ab', '__proto__']

function pathValue(name: string, schema: Schema, pool: Pool): fc.Arbitrary<string> {
  const right = fitting(schema, pool, name).map((value) => encodeURIComponent(String(value).toWellFormed()))
  return fc.oneof({ weight: 6, arbitrary: right }, fc.constantFrom(...ODD_SEGMENTS))
}

const ODD_MARKS = ['*', '""', '"0"', '"-1"', '"1", "2"', 'W/"1"', '1', '"99999999999999999999"', 'x'.repeat(100), '"1"\t', 'é']
const KEYS = ['short', 'a-good-key-of-a-client', 'x'.repeat(101), 'with space', '../../..', '%00%00%00%00']

/** Stands for the version that the subject has when the request is sent. */
export const CURRENT = 'current'

function headersOf(parameters: { name: string }[]): fc.Arbitrary<Record<string, string>> {
  const mark = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(CURRENT, '"1"', '"2"') }, fc.constantFrom(...ODD_MARKS))
  const versioned = parameters.some((one) => one.name === 'if-match')
  return fc
    .record({
      mark: fc.option(mark, { freq: 9 }),
      key: fc.option(fc.oneof(fc.uuid(), fc.constantFrom(...KEYS)), { freq: 1 }),
      language: fc.option(fc.constantFrom('es', '*', 'x'.repeat(3_000), ';;q=', 'en-US-u-ca-persian'), { freq: 1 }),
    })
    .map(({ mark: version, key, language }) => ({
      ...(versioned && version !== null && { 'if-match': version }),
      ...(key !== null && { 'idempotency-key': key }),
      ...(language !== null && { 'accept-language': language }),
    }))
}
