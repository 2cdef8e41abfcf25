/** What the API refuses comes back to the page with its sentence, its fields and all that was typed. */
import { describe, expect, it } from 'vitest'
import { need, refusal, refuseFields } from './answer.ts'

const answered = (status: number, error?: unknown, data?: unknown) => ({ data, error, response: new Response(null, { status }) })

function form(entries: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

const PROBLEM = {
  status: 422,
  code: 'invalid',
  traceId: 't-1',
  errors: [
    { field: '/legalName', code: 'required' },
    { field: '/sites/0/place', code: 'too-long', params: { limit: 80 } },
    { field: '/legalName', code: 'too-short' },
  ],
}

describe('a refused form', () => {
  it('says beside each field what is wrong with it, the first thing first', () => {
    const { status, data } = refusal(answered(422, PROBLEM), form([]))
    expect(status).toBe(422)
    expect(data.problem).toEqual({ code: 'invalid', status: 422, traceId: 't-1' })
    expect(data.fields).toEqual({ legalName: { code: 'required' }, 'sites.0.place': { code: 'too-long', params: { limit: 80 } } })
  })

  it('keeps what was typed, ticks and all', () => {
    const { data } = refusal(
      answered(422, PROBLEM),
      form([
        ['legalName', 'Tamhini'],
        ['process', 'stamping'],
        ['process', 'welding'],
        ['version', '3'],
      ]),
    )
    expect(data.values).toEqual({ legalName: 'Tamhini', process: ['stamping', 'welding'], version: '3' })
  })

  it('never sends a secret or a used key back to the page', () => {
    const { data } = refusal(
      answered(422, PROBLEM),
      form([
        ['password', 'x'],
        ['newPassword', 'y'],
        ['resetToken', 'z'],
        ['once', 'k'],
      ]),
    )
    expect(data.values).toEqual({})
  })

  it.each(['too-short', 'bad-email', 'bad-format'])('asks for the answer where none was written, whatever the shape says: %s', (code) => {
    const problem = { status: 400, code: 'invalid', errors: [{ field: '/email', code, params: { limit: 3 } }] }
    expect(refusal(answered(400, problem), form([['email', '']])).data.fields).toEqual({ email: { code: 'required' } })
    expect(refusal(answered(400, problem), form([['email', 'a@']])).data.fields).toEqual({ email: { code, params: { limit: 3 } } })
  })

  it('says beside the password why a rule refuses it, without sending it back', () => {
    const problem = { status: 422, code: 'password-too-short', params: { limit: 12 } }
    const { data } = refusal(answered(422, problem), form([['password', 'short']]))
    expect(data.fields).toEqual({ password: { code: 'password-too-short', params: { limit: 12 } } })
    expect(data.values).toEqual({})
    expect(refusal(answered(422, problem), form([])).data.fields).toEqual({})
  })

  it.each([
    [412, 'stale-version'],
    [429, 'too-many-requests'],
    [403, 'forbidden'],
    [502, 'internal'],
  ])('knows a bare %i as %s', (status, code) => {
    expect(refusal(answered(status), form([])).data.problem.code).toBe(code)
  })

  it('may be refused by the page itself', () => {
    expect(refuseFields(form([['press', 'two fifty']]), { press: { code: 'not-a-number' } }).data).toMatchObject({
      fields: { press: { code: 'not-a-number' } },
      values: { press: 'two fifty' },
    })
  })
})

describe('what a page needs', () => {
  it('is the data of a good answer', () => {
    expect(need(answered(200, undefined, { id: 'a' }))).toEqual({ id: 'a' })
  })

  it('is else an error page with code and trace', () => {
    const ask = () => need(answered(404, { status: 404, code: 'not-found', detail: 'No such need.', traceId: 't-2' }))
    expect(ask).toThrow(expect.objectContaining({ status: 404, body: expect.objectContaining({ code: 'not-found', traceId: 't-2' }) }))
  })
})
