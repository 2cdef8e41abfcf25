/** A form leads back to this site alone. */
import { describe, expect, it } from 'vitest'
import { localPath, withDone } from './local-path.ts'

describe('the way back', () => {
  it.each([
    ['/home', '/home'],
    ['/sourcing-needs?state=open', '/sourcing-needs?state=open'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['https://elsewhere.example/home', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
    [null, '/'],
  ])('of %j is %s', (asked, path) => {
    expect(localPath(asked)).toBe(path)
  })

  it('may say what was done there', () => {
    expect(withDone('/account/team?x=1', 'member-removed')).toBe('/account/team?x=1&done=member-removed')
    expect(withDone('/account?done=old', 'saved')).toBe('/account?done=saved')
  })
})
