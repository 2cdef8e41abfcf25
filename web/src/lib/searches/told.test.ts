/** Saved searches: from the address of a page and back to it, and in words. */
import { expect, it } from 'vitest'
import { loadDictionary, speaker } from '#words/speaker.ts'
import { keepHref } from './keep.ts'
import { addressOf, queryIn, tellQuery } from './told.ts'

const asked = new URLSearchParams('text=+brackets+&process=stamping&country=IN&country=MX&cursor=x&state=claimed')

it('keeps the filters of an address and no page of its results', () => {
  expect(queryIn(asked, 'en')).toEqual({ text: 'brackets', lang: 'en', process: ['stamping'], country: ['IN', 'MX'], state: ['claimed'] })
  expect(queryIn(new URLSearchParams(), 'en')).toEqual({})
})

it('leads back to the page with the same filters', () => {
  expect(addressOf('suppliers', queryIn(asked, 'en'))).toBe('/suppliers?text=brackets&country=IN&country=MX&process=stamping&state=claimed')
  expect(addressOf('open-needs', {})).toBe('/open-needs')
})

it('says what it looks for', async () => {
  const words = speaker('en', await loadDictionary('en'))
  expect(tellQuery(words, queryIn(asked, 'en'), () => 'Stamping')).toMatch(/^"brackets", Stamping, India, Mexico, /)
  expect(tellQuery(words, {}, (code) => code)).toBe('Everything')
})

it('is offered to those who have use for it', () => {
  const url = new URL('https://highroad.example/suppliers?text=a&cursor=b')
  const me = (kind: string) => ({ acting: { kind } }) as never
  expect(keepHref(me('agency'), 'suppliers', url)).toBe('/saved-searches/new?text=a&kind=suppliers')
  expect(keepHref(me('sme'), 'suppliers', url)).toBeNull()
  expect(keepHref(null, 'open-needs', url)).toBeNull()
})
