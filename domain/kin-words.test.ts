/** A word finds its other forms, its compounds and its slips among the words that profiles use, and nothing that only sounds the part. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildKinIndex, kinIndexOf, kinOf } from './kin-words.ts'

const vocabulary = (...words: string[]) => buildKinIndex(new Map(words.map((word) => [word, 1])))
const kinAmong = (word: string, ...words: string[]) => kinOf(word, vocabulary(...words)).map((one) => one.word)

describe('the kin of a word', () => {
  test.each([
    ['another form', 'asfalt', ['asfalti'], ['asfalti']],
    ['a compound it stands in', 'wasser', ['abwasser', 'strasse'], ['abwasser']],
    ['the head of a compound', 'klarwerk', ['klaranlage', 'netz'], ['klaranlage']],
    ['a slip of the pen', 'syrnge', ['syringe', 'bandage'], ['syringe']],
    ['nothing, where only an ending is shared', 'docking', ['ring', 'crimping'], []],
    ['nothing, where no piece is shared', 'bolt', ['screw'], []],
    ['nothing, for an identifier', '6061-t5', ['6061-t6', '6061'], []],
    ['no key of a structured feature', 'likely', ['likely:cpv:45', 'likelyx'], ['likelyx']],
  ])('is %s: %s among %j finds %j', (_, word, words, kin) => expect(kinAmong(word, ...words)).toEqual(kin))

  test('is nearest first, and a piece that few words have brings a word nearer than one that many have', () => {
    const crowd = Array.from({ length: 30 }, (_, at) => `pump${String.fromCharCode(107 + (at % 10), 107 + Math.floor(at / 10))}`)
    const kin = kinOf('pumpvalve', vocabulary(...crowd, 'valvex'))
    expect(kin[0]?.word).toBe('valvex')
  })

  test('does not rest on a piece that more than fifty words have', () => {
    const crowd = Array.from({ length: 60 }, (_, at) => `${String.fromCharCode(97 + (at % 26), 97 + Math.floor(at / 26))}tion`)
    expect(kinAmong('tion', ...crowd)).toEqual([])
    expect(kinAmong('tion', ...crowd.slice(0, 20))).not.toEqual([])
  })

  test('is made once for the statistics of a day', () => {
    const frequencies = new Map([['pump', 2]])
    expect(kinIndexOf({ frequencies })).toBe(kinIndexOf({ frequencies }))
    expect(kinIndexOf({ frequencies: new Map(frequencies) })).not.toBe(kinIndexOf({ frequencies }))
  })
})

const letters = fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 1, maxLength: 9 })

describe('for any vocabulary', () => {
  test('kin are at most twelve of its words, never the word itself, between the least likeness and 1, nearest first', () => {
    fc.assert(
      fc.property(letters, fc.uniqueArray(letters, { maxLength: 80 }), (word, words) => {
        const kin = kinOf(word, vocabulary(...words))
        expect(kin.length).toBeLessThanOrEqual(12)
        expect(kin.every((one) => words.includes(one.word) && one.word !== word)).toBe(true)
        expect(kin.every(({ likeness }) => likeness >= 0.2 && likeness <= 1)).toBe(true)
        expect(kin.map(({ likeness }) => likeness)).toEqual(kin.map(({ likeness }) => likeness).sort((a, b) => b - a))
      }),
      { numRuns: 300 },
    )
  })

  test('the answer is the same whatever was asked before, and in whatever order the words came', () => {
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 1, maxLength: 6 }),
        fc.uniqueArray(letters, { minLength: 1, maxLength: 40 }),
        (asked, words) => {
          const used = vocabulary(...words)
          const answers = asked.map((word) => kinOf(word, used))
          const likeness = (of: ReturnType<typeof kinOf>) => of.map((one) => [one.word, one.likeness.toFixed(9)])
          for (const [at, word] of asked.entries()) {
            expect(likeness(answers[at] ?? [])).toEqual(likeness(kinOf(word, vocabulary(...[...words].reverse()))))
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})
