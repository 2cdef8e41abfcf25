/** A form leads back to the very view it was sent from. */
import { expect, it } from 'vitest'
import { actionHere, pathHere } from '#lib/imports/here.ts'

const at = (address: string) => new URL(address, 'http://here.example')

it.each([
  ['/imports/1/check', '?/decide'],
  ['/imports/1/check?view=duplicates&ground=similar', '?view=duplicates&ground=similar&/decide'],
  ['/imports/1/check?view=duplicates&/decide=', '?view=duplicates&/decide'],
  ['/imports/1/check?done=saved', '?/decide'],
])('an action on %s keeps what the address asks for', (address, action) => {
  expect(actionHere(at(address), 'decide')).toBe(action)
})

it.each([
  ['/imports/1/check?view=duplicates&/decide=', {}, '/imports/1/check?view=duplicates'],
  ['/imports/1/values?field=sector&cursor=a', { cursor: 'b' }, '/imports/1/values?field=sector&cursor=b'],
  ['/imports/1/values?cursor=a', { cursor: null }, '/imports/1/values'],
])('the way back from %s', (address, changes, path) => {
  expect(pathHere(at(address), changes)).toBe(path)
})
