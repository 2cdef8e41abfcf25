import { describe, expect, it } from 'vitest'
import { firmOf } from './import-firms.ts'
import { languageCode } from './import-languages.ts'
import type { ImportRecord } from './import-rows.ts'
import { type AssignedField, wordKey } from './import-values.ts'

const RECORD: ImportRecord = {
  line: 7,
  name: 'Acme Knit-Wear (Pvt.) Ltd.',
  nativeName: null,
  registrationNumber: 'C-1234',
  country: 'BD',
  region: 'Dhaka Division',
  city: 'Dhaka City',
  address: null,
  email: 'office@acme.example',
  phone: null,
  website: null,
  products: ['Shirts', 'Gadgets'],
  processes: ['sewing', 'magic'],
  sector: 'Garments, Footwear',
  employees: 120,
  yearFounded: 1994,
  certificates: ['ISO 9001:2015', 'iso 9001', 'Star of the Year'],
  description: 'Sewn since 1994.',
  textLanguage: 'en',
  categories: [{ name: 'Workwear', awards: 3 }],
  earlierAwards: 3,
  languages: ['English', 'bn', 'Español', 'Klingon'],
  externalRef: 'M-77',
}

const CONFIRMED: Partial<Record<AssignedField, Record<string, string[]>>> = {
  products: { shirts: ['p-woven-shirts', 'p-t-shirts'] },
  processes: { sewing: ['garment-sewing'] },
  sector: { footwear: ['apparel-footwear-leather'] },
  certificates: { 'iso 9001:2015': ['iso-9001'], 'iso 9001': ['iso-9001'], 'star of the year': [] },
}
const codesOf = (field: AssignedField, word: string) => CONFIRMED[field]?.[wordKey(word)] ?? []

describe('the firm of a row', () => {
  const { organization, profile, line } = firmOf(RECORD, codesOf)

  it('is found again by its name and place without what differs between lists', () => {
    expect(line).toBe(7)
    expect(organization).toMatchObject({
      name: RECORD.name,
      nameKey: 'acme knit wear',
      placeKey: 'dhaka',
      contactEmail: 'office@acme.example',
    })
  })

  it('keeps each product in its own words, once for each concept, and without one where none is confirmed', () => {
    expect(profile.products).toEqual([
      { product: 'p-woven-shirts', name: 'Shirts' },
      { product: 'p-t-shirts', name: 'Shirts' },
      { product: null, name: 'Gadgets' },
    ])
  })

  it('has a process, a sector or a certificate only by a confirmed code, each once', () => {
    expect(profile.processes).toEqual([{ process: 'garment-sewing' }])
    expect(profile.sector).toBe('apparel-footwear-leather')
    expect(profile.certificates).toEqual([{ standard: 'iso-9001' }])
  })

  it('speaks the languages that can be told from the words', () => {
    expect(profile.languages).toEqual(['en', 'bn', 'es'])
    expect(languageCode('Français')).toBe('fr')
    expect(languageCode('Inglês')).toBe('en')
  })

  it('leaves out a web address that is too long, rather than cut it', () => {
    const long = firmOf({ ...RECORD, website: `https://acme.example/${'a'.repeat(300)}` }, codesOf)
    expect(long.organization.website).toBe('')
  })
})
