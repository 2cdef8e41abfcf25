/** Words of a list: what is sure comes ticked, what nobody ticked goes on waiting, and only offered names are taken. */
import { describe, expect, it } from 'vitest'
import { readWords, wordRow } from '#lib/imports/values.server.ts'

const names = new Map([
  ['socks', 'Socks'],
  ['knit-tops', 'Knitted tops'],
])

function formOf(entries: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

describe('a word of the list', () => {
  const suggestions = [
    { code: 'socks', score: 0.9 },
    { code: 'knit-tops', score: 0.5 },
  ]

  it.each([
    ['the sure suggestion while it waits', suggestions, null, ['socks']],
    ['nothing where no suggestion is sure', [{ code: 'socks', score: 0.79 }], null, []],
    ['what was confirmed, sure or not', suggestions, ['knit-tops'], ['knit-tops']],
    ['nothing where it was confirmed to stand for nothing', suggestions, [], []],
    ['a confirmed code that nobody suggested', [], ['knit-tops'], ['knit-tops']],
  ])('comes with %s ticked', (_what, suggested, concepts, ticked) => {
    const row = wordRow({ value: 'Soxs', count: 3, suggestions: suggested, concepts }, names)
    expect(row.choices.filter((choice) => choice.ticked).map(({ code }) => code)).toEqual(ticked)
    expect(row.confirmed).toBe(concepts !== null)
  })
})

describe('a submitted page of words', () => {
  it('confirms what is ticked and lets the others wait', () => {
    const form = formOf([
      ['value.0', 'Sock'],
      ['concepts.0', 'socks'],
      ['value.1', 'Tops'],
      ['value.2', 'N/A'],
      ['concepts.2', 'none'],
    ])
    expect(readWords(form, names)).toEqual({
      items: [
        { value: 'Sock', concepts: ['socks'] },
        { value: 'N/A', concepts: [] },
      ],
      faults: {},
    })
  })

  it('adds what was chosen by its name, in any case of letters', () => {
    const form = formOf([
      ['value.0', 'Tops'],
      ['concepts.0', 'none'],
      ['other.0', 'knitted TOPS'],
    ])
    expect(readWords(form, names).items).toEqual([{ value: 'Tops', concepts: ['knit-tops'] }])
  })

  it('says which name it does not know', () => {
    const form = formOf([
      ['value.0', 'Tops'],
      ['other.0', 'Tigers'],
    ])
    expect(readWords(form, names).faults).toEqual({ 'other.0': { code: 'not-a-known-word' } })
  })
})
