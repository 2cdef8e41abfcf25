/** The directory's address: read with care, and toggled value by value. */
import { describe, expect, it } from 'vitest'
import { addressWith, chosenIn, isFiltered } from './filters.ts'

const asked = (query: string) => new URLSearchParams(query)

describe('what the address asks for', () => {
  it('is read by facet, each value once, without what cannot be meant', () => {
    const chosen = chosenIn(asked('country=IN&country=IN&country=India&process=stamping&state=claimed&state=maybe&text=seat'))
    expect(chosen).toEqual({ country: ['IN'], process: ['stamping'], sector: [], standard: [], state: ['claimed'] })
    expect([isFiltered(chosen), isFiltered(chosenIn(asked('text=seat')))]).toEqual([true, false])
  })
})

describe('a value of a facet', () => {
  it('is chosen beside the others, from the first page on', () => {
    expect(addressWith(asked('text=seat&country=IN&cursor=abc'), 'country', 'MX')).toBe('/suppliers?text=seat&country=IN&country=MX')
  })

  it('is taken back when it was chosen', () => {
    expect(addressWith(asked('country=IN&country=MX'), 'country', 'IN')).toBe('/suppliers?country=MX')
    expect(addressWith(asked('country=IN'), 'country', 'IN')).toBe('/suppliers')
  })
})
