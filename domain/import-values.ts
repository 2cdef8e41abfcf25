/** The words of a list and the codes they stand for: what an officer confirms once per word instead of row by row. */
import type { ImportRecord } from './import-rows.ts'
import { splitMulti } from './import-text.ts'
import { type DistinctValue, distinctValues } from './imports.ts'
import { type ConceptIndex, SECTORS, suggestConcepts } from './taxonomy.ts'
import { fold } from './text.ts'

/** Fields whose words stand for codes: product concepts, process concepts, sectors, standards. */
export const ASSIGNED_FIELDS = ['products', 'processes', 'sector', 'certificates'] as const
export type AssignedField = (typeof ASSIGNED_FIELDS)[number]

/** The single words a record has in such a field. */
export function wordsIn(record: Pick<ImportRecord, AssignedField>, field: AssignedField): string[] {
  return field === 'sector' ? splitMulti(record.sector ?? '') : record[field]
}

/** Spellings that differ only in case are one word. */
export function wordKey(value: string): string {
  return value.toLowerCase()
}

/**
 * The words of a field over all records, most frequent first. Beyond 5,000 the rarest are left out: they stay the list's own words.
 * `Shirts` in three records and `shirts` in one are `Shirts`, 4.
 */
export function fieldWords(records: readonly Pick<ImportRecord, AssignedField>[], field: AssignedField): DistinctValue[] {
  return distinctValues(
    records.map((record) => ({ cells: [wordsIn(record, field).join('\n')] })),
    0,
  ).slice(0, MOST_WORDS)
}

export interface WordSuggestion {
  code: string
  /** 0 to 1; from {@link SURE} on it is taken when an officer accepts all suggestions at once. */
  score: number
}

/** What words can stand for. */
export interface CodeSource {
  concepts: ConceptIndex
  /** The public standards of the catalogue. */
  standards: readonly { code: string; name: string }[]
}

/** The codes a word may stand for, best first: `Woven shirts` the product concept, `ISO 9001:2015` the standard iso-9001. */
export function suggestCodes(field: AssignedField, word: string, source: CodeSource, limit = 5): WordSuggestion[] {
  if (field === 'certificates') return suggestStandards(word, source.standards).slice(0, limit)
  const kind = field === 'processes' ? 'process' : 'product'
  const hits = suggestConcepts(word, source.concepts, MANY).flatMap(({ code, score }) => {
    const concept = source.concepts.byCode.get(code)
    return concept?.kind === kind ? [{ code: field === 'sector' ? concept.group : code, score }] : []
  })
  const best = new Map<string, WordSuggestion>()
  for (const hit of hits) if (!best.has(hit.code)) best.set(hit.code, hit)
  return [...best.values()].slice(0, limit)
}

/** The suggestion that "accept all" takes; null where none is sure enough, and the word waits for a person. */
export function sureCode(suggestions: readonly WordSuggestion[]): string | null {
  const [first] = suggestions
  return first && first.score >= SURE ? first.code : null
}

export function isKnownCode(field: AssignedField, code: string, source: CodeSource): boolean {
  if (field === 'certificates') return source.standards.some((standard) => standard.code === code)
  if (field === 'sector') return SECTORS.some((sector) => sector === code)
  return source.concepts.byCode.get(code)?.kind === (field === 'processes' ? 'process' : 'product')
}

/** A standard is named by its code or name standing in the word; the longest such one speaks (`ISO/TS 16949`, not `ISO 16949`). */
function suggestStandards(word: string, standards: CodeSource['standards']): WordSuggestion[] {
  const said = squash(word)
  if (said === '') return []
  return standards
    .flatMap(({ code, name }) => {
      const names = [squash(code), squash(name.replace(/\(.*?\)/g, ''))].filter((one) => one.length > 1)
      const score = Math.max(...names.map((one) => likeness(one, said)))
      return score > 0 ? [{ code, score }] : []
    })
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
}

/** The name within the word counts more than the word within the name; digits of another number are never cut (`ISO 9001` is not `ISO 90010`). */
function likeness(name: string, said: string): number {
  if (name === said) return 1
  const [inner, outer] = name.length < said.length ? [name, said] : [said, name]
  const at = outer.indexOf(inner)
  if (at < 0 || inner.length < 3) return 0
  const edge = `${outer[at - 1] ?? ''}${inner[0]} ${inner.at(-1)}${outer[at + inner.length] ?? ''}`
  // An edition's year may follow: `ISO 9001:2015`.
  if (/\d\d/.test(edge) && !/^(19|20)\d\d/.test(outer.slice(at + inner.length))) return 0
  const share = inner.length / outer.length
  return inner === name ? 0.6 + 0.35 * share : 0.3 + 0.4 * share
}

function squash(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '')
}

const MOST_WORDS = 5_000
const MANY = 200
/** Half right guesses are worse than a word that waits. */
const SURE = 0.8
