/** What an officer says of the columns is read as it stands, and a refusal stands beside the column it concerns. */
import { describe, expect, it } from 'vitest'
import { mappingRefusal, readMapping } from '#lib/imports/mapping.server.ts'
import { en } from '#words/en.ts'
import { speaker } from '#words/speaker.ts'

function formOf(entries: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(entries)) form.append(name, value)
  return form
}

const words = speaker('en', en)

describe('a mapping', () => {
  it('has one answer per column, a column left out among them', () => {
    const form = formOf({ 'columns.0': 'name', 'columns.1': '', 'columns.2': 'products', 'constants.country': 'BD', 'constants.city': ' ' })
    expect(readMapping(form)).toEqual({ columns: ['name', null, 'products'], constants: { country: 'BD' } })
  })

  it('takes nothing for a field that does not exist', () => {
    expect(readMapping(formOf({ 'columns.0': 'tiger' })).columns).toEqual([null])
  })

  it.each([
    ['mapping-field-twice', 'city', 'columns.2'],
    ['mapping-field-missing', 'name', 'columns'],
    ['mapping-field-missing', 'country', 'constants.country'],
    ['mapping-constant-malformed', 'country', 'constants.country'],
  ])('%s of the %s stands at %s', (code, field, input) => {
    const form = formOf({ 'columns.0': 'city', 'columns.1': '', 'columns.2': 'city' })
    const error = { code: 'invalid', errors: [{ field: '/columns', code, params: { field } }] }
    const refused = mappingRefusal({ error, response: new Response(null, { status: 422 }) }, form, { body: readMapping(form), words })
    expect(refused.data.fields).toEqual({ [input]: { code, params: { field } } })
    expect(refused.data.values['columns.0']).toBe('city')
  })

  it('hands any other refusal through', () => {
    const refused = mappingRefusal({ error: { code: 'stale-version' }, response: new Response(null, { status: 412 }) }, formOf({}), {
      body: { columns: [], constants: {} },
      words,
    })
    expect(refused.data.problem.code).toBe('stale-version')
  })
})
