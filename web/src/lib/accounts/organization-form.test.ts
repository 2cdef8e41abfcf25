/** An organization's form is read into what the API takes: empty answers, the usual time zone, an address without its scheme. */
import { expect, it } from 'vitest'
import { organizationFrom } from './organization-form.ts'

function form(answers: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(answers)) data.append(name, value)
  return data
}

it('lets an edit take an optional answer back, and does not speak of what was not asked', () => {
  expect(organizationFrom(form({ name: ' Tamhini ', country: 'KE', city: '' }))).toEqual({
    name: 'Tamhini',
    country: 'KE',
    city: '',
    timeZone: 'Africa/Nairobi',
  })
})

it('keeps the time zone that was chosen', () => {
  expect(organizationFrom(form({ name: 'Tamhini', country: 'KE', timeZone: 'Europe/Paris' })).timeZone).toBe('Europe/Paris')
})

it.each([
  ['www.firm.com', 'https://www.firm.com'],
  ['firm.co.in/about', 'https://firm.co.in/about'],
  ['http://firm.com', 'http://firm.com'],
  ['', ''],
  ['not an address', 'not an address'],
])('reads the website %s as %s', (typed, read) => {
  expect(organizationFrom(form({ name: 'Tamhini', country: 'KE', website: typed })).website).toBe(read)
})
