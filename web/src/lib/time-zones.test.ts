/** A country's usual time zone is where most of its people live. */
import { expect, it } from 'vitest'
import { timeZoneOptions, usualTimeZone } from './time-zones.ts'

it.each([
  ['IN', /^Asia\/(Kolkata|Calcutta)$/],
  ['MX', /^America\/Mexico_City$/],
  ['BR', /^America\/Sao_Paulo$/],
  ['KE', /^Africa\/Nairobi$/],
])('of %s is %s', (country, zone) => {
  expect(usualTimeZone(country)).toMatch(zone)
})

it('is not guessed for what is no country', () => {
  expect(usualTimeZone('')).toBeUndefined()
})

it('names zones by places that a reader can find', () => {
  expect(timeZoneOptions()).toContainEqual({ value: 'America/Mexico_City', label: 'America/Mexico City' })
})
