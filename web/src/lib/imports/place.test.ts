/** A place names its country in words. */
import { expect, it } from 'vitest'
import { placeIn } from '#lib/imports/place.ts'

const words = { country: (letters: string) => (letters === 'BD' ? 'Bangladesh' : letters) }

it.each([
  ['Savar, Dhaka, BD', 'Savar, Dhaka, Bangladesh'],
  ['BD', 'Bangladesh'],
  ['Plot 9, EPZ', 'Plot 9, EPZ'],
  ['', ''],
])('%j reads %j', (place, read) => {
  expect(placeIn(words, place)).toBe(read)
})
