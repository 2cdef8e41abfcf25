/** The form of the page becomes what the API is told. */
import { expect, it } from 'vitest'
import { choicesFrom } from './choices.ts'

it('reads the groups that were asked about, and nothing else', () => {
  const form = new FormData()
  form.set('mail.offers', 'daily')
  form.set('mail.messages', 'instant')
  form.set('text.messages', 'on')
  form.set('mail.meetings', 'hourly')
  form.set('mail.gossip', 'daily')
  expect(choicesFrom(form)).toEqual([
    { group: 'offers', mail: 'daily', text: false },
    { group: 'messages', mail: 'instant', text: true },
  ])
})
