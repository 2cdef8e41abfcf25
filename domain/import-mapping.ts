/** Proposes what each column of a supplier list says, so that an officer corrects instead of beginning from nothing. */
import { recognizeCountry } from './import-countries.ts'
import { HEADINGS } from './import-headings.ts'
import { cleanCell, isBlank } from './import-text.ts'
import { type ListField, type ListMapping, takesSeveralColumns } from './imports.ts'

/** A proposal for one column; `ground` says whether its heading or its content spoke for it. */
export interface ColumnGuess {
  column: number
  header: string
  field: ListField | null
  ground: 'heading' | 'content' | 'none'
}

/**
 * Proposes what each column says, by its heading in English, Spanish, Portuguese or French and, where that is silent, by its content.
 * `Company Name`, `Razón social` are the name; `Principal Exportable Product` the products; a column full of e-mail addresses is e-mail.
 * A field that takes one column gets the one that fits best; the others stay unmapped.
 */
export function guessMapping(header: readonly string[], sample: readonly (readonly string[])[]): ColumnGuess[] {
  const claims = header.flatMap((heading, column) => [...headingClaims(heading, column), ...contentClaims(sample, column)])
  claims.sort((a, b) => b.strength - a.strength || a.column - b.column)
  const guesses: ColumnGuess[] = header.map((heading, column) => ({ column, header: heading, field: null, ground: 'none' }))
  const taken = new Set<ListField>()
  for (const { column, field, ground } of claims) {
    const guess = guesses[column]
    if (!guess || guess.field || (taken.has(field) && !takesSeveralColumns(field))) continue
    // Content alone never makes a second column of a field that a heading has already named.
    if (taken.has(field) && ground === 'content') continue
    guess.field = field
    guess.ground = ground
    taken.add(field)
  }
  return guesses
}

/** The mapping that the guesses amount to, for an officer to correct. */
export function mappingOf(guesses: readonly ColumnGuess[], constants: ListMapping['constants'] = {}): ListMapping {
  return { columns: guesses.map((guess) => guess.field), constants }
}

interface Claim {
  column: number
  field: ListField
  ground: 'heading' | 'content'
  strength: number
}

/** A heading that is a telling phrase counts most, then one that is a general word (`Firm`), then one that contains a phrase, by how much of it. */
function headingClaims(heading: string, column: number): Claim[] {
  const words = headingWords(heading)
  if (words === '') return []
  const claims: Claim[] = []
  for (const { field, exact, within } of HEADING_RULES) {
    if (exact.has(words)) claims.push({ column, field, ground: 'heading', strength: within.includes(words) ? 3 : WHOLE_HEADING })
    const phrase = within.find((candidate) => ` ${words} `.includes(` ${candidate} `))
    if (phrase) claims.push({ column, field, ground: 'heading', strength: 1.5 + Math.min(phrase.length / words.length, 1) })
  }
  return claims.filter((claim) => claim.strength >= WHOLE_HEADING || !NOT_OF_THE_FIRM.test(words))
}

const WHOLE_HEADING = 2.75

/** `* Nº. de Empleados (2024)` and `numero de empleados` are the same heading. */
function headingWords(heading: string): string {
  return heading
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\((?:s|es|if any|optional|required|\*|\d{4})\)/g, '')
    .replace(/\bn[o\u00ba\u00b0]?[.\u00ba\u00b0]|#|\bnum\b|\bnro\b|\bnr\b/g, ' number ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<=\p{L})\s?\d{1,2}$/u, '')
    .trim()
}

/** What most of a column's filled cells look like; the heading, if it says anything, goes first. */
function contentClaims(sample: readonly (readonly string[])[], column: number): Claim[] {
  const cells = sample.map((row) => cleanCell(row[column] ?? '')).filter((cell) => !isBlank(cell))
  if (cells.length < 2) return []
  const rule = CONTENT_RULES.find(({ looksSo }) => cells.filter(looksSo).length >= cells.length * 0.8)
  return rule ? [{ column, field: rule.field, ground: 'content', strength: 1 }] : []
}

const CONTENT_RULES: { field: ListField; looksSo: (cell: string) => boolean }[] = [
  { field: 'email', looksSo: (cell) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(cell) },
  { field: 'website', looksSo: (cell) => /^(https?:\/\/|www\.)\S+\.\S+$/i.test(cell) },
  { field: 'phone', looksSo: (cell) => /^\+\d[\d\s().-]{7,}$/.test(cell) },
  { field: 'country', looksSo: (cell) => recognizeCountry(cell) !== null },
]

/** Headings of somebody else or of something of the list's own: `Contact person`, `Parent company name`, `Buyer's address`. */
const NOT_OF_THE_FIRM =
  /\b(contact|parent|buyer|client|customer|owner|director|agent|person|contacto|contato|persona|pessoa|dueno|proprietaire|cliente)\b/

const HEADING_RULES = HEADINGS.map(({ field, exact, within }) => ({
  field,
  exact: new Set([...exact.split('|'), ...within.split('|')]),
  // The longest phrase first: it says most of what the heading says.
  within: within.split('|').sort((a, b) => b.length - a.length),
}))
