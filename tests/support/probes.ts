/** Requests that are wrong in exactly one place, one after the other, so that no field depends on chance alone. */
import fc from 'fast-check'
import { CURRENT, type FuzzRequest, fitting, LONG, type OperationObject, type Pool, pairs, withKey } from './arbitraries.ts'

/** Texts and figures that rules and tables trip over: each is put once into every place of every request. */
const PROBES: readonly unknown[] = [
  'a\u0000b',
  '\ud800',
  '',
  ' ',
  '%_\\',
  '9999-12-31',
  '2027-02-30',
  LONG,
  -1,
  2 ** 53,
  1e308,
  null,
  true,
  {},
  [],
  [null],
]

/** One request per place and probe, around a request that fits; and each list's mark of a page given to this list. */
export function probesOf(operation: OperationObject, pool: Pool, seed: number): FuzzRequest[] {
  const [right] = fc.sample(requestThatFits(operation, pool), { seed, numRuns: 1 })
  if (!right) return []
  const { body, ...request } = right
  const places = body === undefined ? [] : placesOf(body)
  const bodies = places.flatMap((place) => PROBES.map((probe) => ({ ...request, ...jsonOf(withAt(body, place, probe), request.headers) })))
  const texts = PROBES.flatMap((probe) => (typeof probe === 'string' && probe !== LONG ? [encodeURIComponent(probe.toWellFormed())] : []))
  const queries = (operation.parameters ?? [])
    .filter((one) => one.in === 'query')
    .flatMap(({ name }) =>
      [...texts, ...(name === 'cursor' ? (pool.cursor ?? []) : [])].map((text) => ({
        ...request,
        query: `${request.query}&${name}=${text}`,
        ...jsonOf(body, request.headers),
      })),
    )
  const paths = Object.keys(request.params).flatMap((name) =>
    texts.map((text) => ({ ...request, params: { ...request.params, [name]: text }, ...jsonOf(body, request.headers) })),
  )
  return [...queries, ...paths, ...thinned(bodies)]
}

/** A body of many places is probed in an even choice of them, far from each other at first. */
function thinned<T>(list: readonly T[], most = 100): T[] {
  const stride = list.length % 37 === 0 ? 41 : 37
  return Array.from({ length: Math.min(list.length, most) }, (_, at) => list[(at * stride) % list.length] as T)
}

function requestThatFits(operation: OperationObject, pool: Pool) {
  const of = (place: string) => (operation.parameters ?? []).filter((one) => one.in === place)
  const schema = operation.requestBody?.content['application/json']?.schema
  const needed = of('query').filter((one) => one.required)
  return fc.record({
    params: fc.record(
      Object.fromEntries(
        of('path').map((one) => [one.name, fitting(one.schema, pool, one.name).map((value) => encodeURIComponent(String(value)))]),
      ),
    ),
    query: fc
      .record(Object.fromEntries(needed.map((one) => [one.name, fitting(one.schema, pool, one.name)])))
      .map((values) => new URLSearchParams(Object.entries(values).flatMap(([name, value]) => pairs(name, value))).toString()),
    headers: fc.constant<Record<string, string>>(of('header').some((one) => one.name === 'if-match') ? { 'if-match': CURRENT } : {}),
    body: schema ? fitting(schema, pool) : fc.constant(undefined),
  })
}

function jsonOf(body: unknown, headers: Record<string, string> = {}): Pick<FuzzRequest, 'headers' | 'payload'> {
  return body === undefined
    ? { headers }
    : { headers: { ...headers, 'content-type': 'application/json' }, payload: JSON.stringify(body) ?? 'null' }
}

/** Every place of a value: the whole, each field, each item. */
function placesOf(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, one]) => placesOf(one, [...at, key]))]
}

function withAt(value: unknown, [key, ...rest]: string[], probe: unknown): unknown {
  if (key === undefined) return probe
  const inner = (value as Record<string, unknown>)[key]
  return withKey(value as object, key, withAt(inner, rest, probe))
}
