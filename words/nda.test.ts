/** The agreement says the same in every language: no sentence missing, no gap lost, nothing left unfilled. */
import { describe, expect, it } from 'vitest'
import { NDA_CLAUSES, NDA_FORMS, NDA_LANGUAGES } from '../domain/ndas.ts'
import { gapsOf } from './message.ts'
import { clauseKey, NDA_TEMPLATES, type NdaKey, sayNda } from './nda/template.ts'

const KEYS = Object.keys(NDA_TEMPLATES.en) as NdaKey[]

describe.each(NDA_LANGUAGES)('the template in %s', (language) => {
  const own = NDA_TEMPLATES[language]

  it('has every sentence and every gap of the English one', () => {
    expect(Object.keys(own).sort()).toEqual([...KEYS].sort())
    expect(KEYS.filter((key) => String(gapsOf(own[key])) !== String(gapsOf(NDA_TEMPLATES.en[key])))).toEqual([])
    expect(KEYS.filter((key) => own[key].trim() === '' || own[key] !== own[key].trim())).toEqual([])
  })

  it.each(NDA_FORMS)('has every clause of the form %s, filled', (form) => {
    const params = { months: 36, leadFirm: 'A', sme: 'B', need: 'C', day: 'D' }
    const clauses = NDA_CLAUSES.map((clause) => sayNda(language, clauseKey(clause, form), params))
    expect(clauses.every((text) => text.length > 80 && !/[{}]/.test(text))).toBe(true)
    expect(clauses.join(' ')).toContain('36')
  })

  it('is its own language', () => {
    if (language !== 'en') expect(KEYS.filter((key) => own[key] === NDA_TEMPLATES.en[key] && own[key].length > 12)).toEqual([])
  })
})
