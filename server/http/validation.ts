/** How requests are validated: bodies exactly as sent, query strings and params with numbers read out of text. */
import { Ajv, type AnySchema } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import { isDay } from '../../domain/day.ts'

const exact = ajvWith({ coerceTypes: false, allErrors: true })
const fromText = ajvWith({ coerceTypes: 'array', allErrors: false })

export const validatorOf: FastifySchemaCompiler<AnySchema> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? exact : fromText).compile(schema)

function ajvWith(options: { coerceTypes: boolean | 'array'; allErrors: boolean }): Ajv {
  const ajv = new Ajv({ ...options, removeAdditional: false, useDefaults: true, strict: false })
  addFormats.default(ajv, ['uuid', 'date-time'])
  ajv.addFormat('day', isDay)
  ajv.addFormat('email-strict', isEmail)
  return ajv
}

/** Stricter than the standards: no quotes, comments, lists or control characters, a dotted domain. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/i.test(text) &&
    !text.includes('..')
  )
}
