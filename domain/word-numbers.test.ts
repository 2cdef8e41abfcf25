/** A word has one number, however it is asked for and however many there are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesOf, wordNumbers } from './word-numbers.ts'

describe('numbers for words', () => {
  it('are the same for the same word, and no two words share one', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'z', '1', 'é', '-'), minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const numbers = wordNumbers([])
        const given = words.map(numbers.of)
        const distinct = [...new Set(words)]
        expect(given).toEqual(words.map((each) => distinct.indexOf(each)))
        expect(given.map(numbers.text)).toEqual(words)
        expect(numbers.size()).toBe(distinct.length)
      }),
    )
  })

  it('hold over many words, and are found by letters as by text', () => {
    const numbers = wordNumbers(['the', 'nosotros'])
    const words = Array.from({ length: 20_000 }, (_, at) =>
      Array.from(String(at).padStart(5, '0'), (digit) => 'abcdefghij'[Number(digit)]).join(''),
    )
    const first = words.map((word) => numbers.spelt(codesOf(word), word.length))
    expect(first).toEqual(words.map((_, at) => at + 2))
    expect(words.map(numbers.of)).toEqual(first)
    expect(['the', 'nosotros'].map(numbers.of)).toEqual([0, 1])
  })

  it('tell identifiers apart, and find them by letters as by text', () => {
    const numbers = wordNumbers([])
    const words = ['6061-t5', '6061', 't5', '1/2', '1+2', '1.2', '12', 'a1', '1a', '12345-1234', '12345-12345', '1234512345', '0', '00']
    const first = words.map((word) => numbers.joined(codesOf(`x${word}`), 1, word.length + 1))
    expect(first).toEqual([...words.keys()])
    expect(words.map(numbers.of)).toEqual(first)
    expect(first.map(numbers.text)).toEqual(words)
  })

  it('begin anew with the same first words, in another turn', () => {
    const numbers = wordNumbers(['the', 'nosotros'])
    const [press, m12] = ['press', 'm12'].map(numbers.of)
    const before = numbers.turn()
    numbers.forget()
    expect(numbers.size()).toBe(2)
    expect(numbers.turn()).not.toBe(before)
    expect(['m12', 'press', 'nosotros', 'the'].map(numbers.of)).toEqual([press, m12, 1, 0])
    expect([0, 1, 2, 3, 4].map(numbers.text)).toEqual(['the', 'nosotros', 'm12', 'press', ''])
  })
})
