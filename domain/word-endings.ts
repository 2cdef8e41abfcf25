/** Endings of words that tell their form, found letter by letter from the back. */
import { codesOf } from './word-numbers.ts'

/** Endings of EN, ES, PT and FR that tell number, gender or form but not the thing; the longest that leaves four letters goes. */
const ENDINGS = ['aciones', 'ations', 'ation', 'acion', 'acoes', 'ings', 'ing', 'ers', 'ies', 'es', 'ed', 'er', 's', 'e', 'a', 'o']

/**
 * The endings read backwards, as a tree: by node and letter (its code's last five bits) the next node, 0 where no ending goes on.
 * `ENDS` has the length of the ending that a node is the end of, 0 where it is none.
 */
const NODES = new Uint8Array(32 * (1 + ENDINGS.join('').length))
const ENDS = new Uint8Array(NODES.length / 32)
let nodes = 1
for (const ending of ENDINGS) {
  let node = 0
  for (const code of codesOf(ending).reverse()) {
    const place = node * 32 + (code & 31)
    if (NODES[place] === 0) NODES[place] = nodes++
    node = NODES[place] as number
  }
  ENDS[node] = ending.length
}

const CODE_OF_S = 's'.charCodeAt(0)
const FIRST_LETTER = 'a'.charCodeAt(0)
const LAST_LETTER = 'z'.charCodeAt(0)

/** How many letters of a word are its ending. Letters other than `a` to `z` end no ending; a word has five letters or more here. */
export function endingLength(codes: ArrayLike<number>, length: number): number {
  if (codes[length - 1] === CODE_OF_S && codes[length - 2] === CODE_OF_S) return 0
  let longest = 0
  for (let at = length - 1, node = 0; at >= 4; at--) {
    const code = codes[at] as number
    node = code >= FIRST_LETTER && code <= LAST_LETTER ? (NODES[node * 32 + (code & 31)] as number) : 0
    if (node === 0) return longest
    longest = Math.max(longest, ENDS[node] as number)
  }
  return longest
}
