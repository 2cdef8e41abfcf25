import { describe, expect, it } from 'vitest'
import { conceptTree, isRelated, kinshipOf } from './kinship.ts'
import { materialKinship } from './materials.ts'
import { CONCEPTS } from './verdict.fixtures.ts'

describe('two concepts', () => {
  it.each([
    ['turning', 'turning', 'same'],
    ['machining', 'cnc-turning', 'child'],
    ['cnc-turning', 'machining', 'parent'],
    ['turning', 'milling', 'sibling'],
    ['cnc-turning', 'milling', null],
    ['stamping', 'casting', null],
    ['brake-parts', 'nobody-knows-it', null],
  ])('%s asked, %s recorded: %s', (asked, recorded, kinship) => {
    expect(kinshipOf(CONCEPTS, asked, recorded)).toBe(kinship)
    expect(isRelated(CONCEPTS, asked, recorded)).toBe(kinship !== null && kinship !== 'sibling')
  })

  it('know their family when they are processes', () => {
    expect(['cnc-turning', 'machining', 'brake-discs', 'nobody-knows-it'].map(CONCEPTS.familyOf)).toEqual([
      'machining',
      'machining',
      null,
      null,
    ])
  })

  it('of a circle are walked once', () => {
    const circle = conceptTree([
      { code: 'a', kind: 'process', group: 'machining', parent: 'b' },
      { code: 'b', kind: 'process', group: 'machining', parent: 'a' },
    ])
    expect(circle.ancestorsOf('a')).toEqual(['b', 'a'])
  })
})

describe('two materials', () => {
  it.each([
    ['steel', 'steel', 'same'],
    ['steel', 'tool-steel', 'same'],
    ['tool-steel', 'steel', 'family'],
    ['tool-steel', 'spring-steel', 'sibling'],
    ['steel', 'aluminium', null],
    ['a-grade', 'a-grade', 'same'],
    ['a-grade', 'steel', null],
  ])('%s asked, %s worked: %s', (asked, worked, kinship) => {
    expect(materialKinship(asked, worked)).toBe(kinship)
  })
})
