/** Reads what an officer says the columns mean, and puts what the API refuses beside the column it concerns. */
import { type Answer, type FieldError, type Problem, refusal, refuseFields } from '#lib/api/answer.ts'
import { text } from '#lib/api/form.ts'
import { CONSTANT_FIELDS, LIST_FIELDS, type ListField } from '#lib/imports/types.ts'
import type { Speaker } from '#words/speaker.ts'

export interface Mapping {
  columns: (ListField | null)[]
  constants: Partial<Record<ListField, string>>
}

/** The selects `columns.0`, `columns.1` … as far as they go, and the constants that were filled. */
export function readMapping(form: FormData): Mapping {
  const columns: Mapping['columns'] = []
  for (let at = 0; form.has(`columns.${at}`); at++) {
    columns.push(LIST_FIELDS.find((field) => field === text(form, `columns.${at}`)) ?? null)
  }
  const constants: Mapping['constants'] = {}
  for (const field of CONSTANT_FIELDS) {
    const value = text(form, `constants.${field}`)
    if (value) constants[field] = value
  }
  return { columns, constants }
}

export function mappingRefusal(answer: Answer<unknown>, form: FormData, { body, words }: { body: Mapping; words: Speaker }) {
  const said = (answer.error as Problem | undefined)?.errors ?? []
  const ours = said.filter(({ code }) => code.startsWith('mapping-'))
  if (ours.length === 0) return refusal(answer, form)
  const fields: Record<string, FieldError> = {}
  for (const { code, params } of ours) {
    const field = String(params?.field)
    const name = words.code('list-field', field).toLocaleLowerCase(words.locale)
    fields[inputOf(code, field, body)] = { code, params: { field: name } }
  }
  return refuseFields(form, fields)
}

/** A missing country can be given for all rows; a missing name cannot, so it concerns the columns as a whole. */
function inputOf(code: string, field: string, { columns }: Mapping): string {
  if (code === 'mapping-field-twice') return `columns.${columns.lastIndexOf(field as ListField)}`
  return code === 'mapping-constant-malformed' || field === 'country' ? `constants.${field}` : 'columns'
}
