/** TypeBox shapes that many contracts share: ids, texts, days, pages, problems, and the closed object. */
import { type Static, type TProperties, type TSchema, Type } from 'typebox'

/** An object that refuses what it does not name. */
export function Closed<P extends TProperties>(properties: P) {
  return Type.Object(properties, { additionalProperties: false })
}

export function Nullable<S extends TSchema>(schema: S) {
  return Type.Union([schema, Type.Null()])
}

/** One of a domain's codes. */
export function OneOf<const C extends readonly string[]>(codes: C, options: { description?: string } = {}) {
  return Type.Unsafe<C[number]>({ type: 'string', enum: [...codes], ...options })
}

// Control characters, NUL and lone surrogates never reach a rule or the database.
const LINE = '^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]*$'
const TEXT = '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ud800-\\udfff]*$'

/** One line of text. */
export function Line(maxLength: number, minLength = 0) {
  return Type.String({ minLength, maxLength, pattern: LINE })
}

/** Text of several lines. */
export function Text(maxLength: number, minLength = 0) {
  return Type.String({ minLength, maxLength, pattern: TEXT })
}

export const Id = Type.String({ format: 'uuid' })
export const Code = Type.String({ maxLength: 80, pattern: '^[a-z0-9][a-z0-9.-]*$' })
export const DayText = Type.String({ format: 'day' })
export const Instant = Type.String({ format: 'date-time' })
export const Country = Type.String({ pattern: '^[A-Z]{2}$' })
export const Language = Type.String({ maxLength: 35, pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$' })
export const Email = Type.String({ maxLength: 254, format: 'email-strict' })
export const Count = Type.Integer({ minimum: 0, maximum: 2_000_000_000 })
export const Version = Type.Integer({ minimum: 1 })

export const IfMatch = Type.Object({ 'if-match': Type.Optional(Type.String({ maxLength: 40 })) })

export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
}

/** RFC 9457 with a stable code, what the sentence needs, and the fields it concerns. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    traceId: Type.String(),
    params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
    errors: Type.Optional(
      Type.Array(
        Closed({
          field: Type.String(),
          code: Type.String(),
          params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
        }),
      ),
    ),
  },
  { $id: 'Problem' },
)

const problem = { content: { 'application/problem+json': { schema: Type.Ref('Problem') } } }
/** The refusals every operation may answer with. */
export const refusals = { '4xx': problem, 500: problem, 503: problem }

export const NoContent = Type.Null()

export type Shape<S extends TSchema> = Static<S>
