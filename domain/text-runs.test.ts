/** Words found letter by letter are the very words that folding the whole text finds. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyse, countWords, fold, stem, tokens } from './text.ts'
import { cutter, remembering } from './text-runs.ts'

/** The plain rule, with nothing remembered and the whole text folded at once. */
function plainly(text: string): string[] {
  return tokens(text)
    .filter((word) => word.length > 1 || /\p{N}/u.test(word))
    .map(stem)
}

const SIGNS = [...'aBeéÉñßøŁœÆ09½²ªŀŉ-./+…· \t\n,;’–™ﬁＣ①Σσςİıß\u0301\u00a0\u00ad\u200b한글字Ж😀']

/** A word of the letters `a` to `z` for each number. */
function spelt(number: number): string {
  return Array.from(String(number).padStart(6, '0'), (digit) => 'bcdfghijkl'[Number(digit)]).join('')
}

describe('words of a text', () => {
  it('are those of the whole text folded, for texts of everyday signs', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SIGNS), { maxLength: 30 }), (signs) => {
        const text = signs.join('')
        expect(analyse(text, 'xx')).toEqual(plainly(text))
      }),
      { numRuns: 3_000 },
    )
  })

  it('are those of the whole text folded, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(analyse(text, 'xx')).toEqual(plainly(text))
      }),
      { numRuns: 500 },
    )
  })

  it('are counted as often as they stand there, over texts of several languages', () => {
    const signs = fc.array(fc.constantFrom(...SIGNS, 'the ', 'la ', 'de', 'ings '), { maxLength: 30 })
    const written = fc.record({ text: signs.map((list) => list.join('')), language: fc.constantFrom('en', 'es-MX', 'xx') })
    fc.assert(
      fc.property(fc.array(written, { maxLength: 4 }), (texts) => {
        const counts = new Map<string, number>()
        for (const { text, language } of texts) for (const word of analyse(text, language)) counts.set(word, (counts.get(word) ?? 0) + 1)
        expect(countWords(texts)).toEqual([...counts])
      }),
      { numRuns: 1_000 },
    )
  })

  it('are the same after more of them than are remembered', () => {
    const before = analyse('stamping 6061-T5 sheet-metal', 'en')
    for (let at = 0; at < 30; at++)
      analyse(Array.from({ length: 3_000 }, (_, word) => `w${at}x${word} ${spelt(at * 3_000 + word)}`).join(' '), 'en')
    expect(analyse('stamping 6061-T5 sheet-metal', 'en')).toEqual(before)
    expect(countWords([{ text: 'press the presses PRESS', language: 'en' }])).toEqual([['press', 3]])
  })

  it('stop being counted at 255', () => {
    expect(countWords([{ text: 'press '.repeat(300), language: 'en' }])).toEqual([['press', 255]])
  })

  it.each([
    ['Tôle, 6061-T5 plate', ['tole plain', '6061-t5 joined', 'plate plain']],
    ['a- b -c', ['a plain', 'b plain', 'c plain']],
    ['x+y. z/', ['x+y joined', 'z plain']],
    ['a1 b²/³', ['a1 joined', 'b2/3 joined']],
    ['x-한글', ['x-한글']],
    ['Straße ŒUVRE', ['Straße', 'ŒUVRE']],
    ['o'.repeat(64), [`${'o'.repeat(64)} plain`]],
    ['o'.repeat(65), ['o'.repeat(65)]],
    ['', []],
  ])('%s is cut into %j', (text, pieces) => expect(cut(text)).toEqual(pieces))

  it.each(['a\u0301', '½', '😀', 'ΟΔΟΣ', 'a½', '1-\u0301'])('%s is left to the whole text', (text) => {
    expect(cut(`first ${text}`)).toBe(null)
    expect(cut('first')).toEqual(['first plain'])
  })
})

const pieces: string[] = []
const note = (sort: string) => (codes: Uint8Array, length: number) => {
  pieces.push(`${String.fromCharCode(...codes.subarray(0, length))} ${sort}`)
}
const cutAll = cutter(fold, { plain: note('plain'), joined: note('joined'), other: (piece) => pieces.push(piece) })

function cut(text: string): string[] | null {
  pieces.length = 0
  return cutAll(text) ? [...pieces] : null
}

describe('remembering', () => {
  it('works each piece out once, and again after it forgot', () => {
    const seen: string[] = []
    const upper = remembering((piece) => {
      seen.push(piece)
      return piece.toUpperCase()
    }, 2)
    expect(['a', 'a', 'b', 'c', 'a'].map(upper)).toEqual(['A', 'A', 'B', 'C', 'A'])
    expect(seen).toEqual(['a', 'b', 'c', 'a'])
  })
})
