/** Words found letter by letter are the very words that folding the whole text finds. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyse, fold, stem, tokens } from './text.ts'
import { cutter, remembering } from './text-runs.ts'

/** The plain rule, with nothing remembered and the whole text folded at once. */
function plainly(text: string): string[] {
  return tokens(text)
    .filter((word) => word.length > 1 || /\p{N}/u.test(word))
    .map(stem)
}

const SIGNS = [...'aBeéÉñßøŁœÆ09½²ªŀŉ-./+…· \t\n,;’–™ﬁＣ①Σσςİıß\u0301\u00a0\u00ad\u200b한글字Ж😀']

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

  it.each([
    ['Tôle, 6061-T5 plate', ['Tôle', '6061-T5', 'plate plain']],
    ['a- b -c', ['a plain', 'b plain', 'c plain']],
    ['x+y. z/', ['x+y', 'z plain']],
    ['', []],
  ])('%s is cut into %j', (text, pieces) => {
    const seen: string[] = []
    expect(cutter(fold)(text, (piece, isPlain) => seen.push(isPlain ? `${piece} plain` : piece))).toBe(true)
    expect(seen).toEqual(pieces)
  })

  it.each(['a\u0301', '½', '😀', 'ΟΔΟΣ'])('%s is left to the whole text', (text) => {
    const seen: string[] = []
    expect(cutter(fold)(`first ${text}`, (piece) => seen.push(piece))).toBe(false)
    expect(seen).toEqual([])
  })
})

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
