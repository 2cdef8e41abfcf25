/** Reads the seeded thesaurus: every tab-separated file of `taxonomy/`, processes and products alike. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Concept } from '../../domain/taxonomy.ts'
import { CONCEPT_LANGUAGES, type ConceptLanguage } from '../../domain/taxonomy-words.ts'

const FOLDER = new URL('./taxonomy/', import.meta.url)

export function loadTaxonomy(): Concept[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) => readConcepts(readFileSync(new URL(name, FOLDER), 'utf8'), name))
}

/** One file's concepts; a row with too few or too many cells is a fault of the seed and stops the reading. */
export function readConcepts(content: string, name: string): Concept[] {
  const [header = '', ...lines] = content.trimEnd().split(/\r?\n/)
  const columns = header.split('\t')
  return lines.map((line, at) => {
    const cells = line.split('\t')
    if (cells.length !== columns.length) throw new Error(`${name}, line ${at + 2}: ${cells.length} cells, expected ${columns.length}`)
    return conceptOf(new Map(columns.map((column, cell) => [column, (cells[cell] ?? '').trim()])))
  })
}

function conceptOf(row: ReadonlyMap<string, string>): Concept {
  const cell = (column: string): string => row.get(column) ?? ''
  return {
    code: cell('code'),
    kind: cell('kind') === 'process' ? 'process' : 'product',
    group: cell('group'),
    parent: cell('parent') || null,
    labels: inLanguages(cell),
    synonyms: inLanguages((language) => listOf(cell(`syn_${language}`), '|')),
    isic: listOf(cell('isic'), ' '),
    hs: listOf(cell('hs'), ' '),
    cpv: listOf(cell('cpv'), ' '),
  }
}

function inLanguages<T>(of: (language: ConceptLanguage) => T): Record<ConceptLanguage, T> {
  return Object.fromEntries(CONCEPT_LANGUAGES.map((language) => [language, of(language)])) as Record<ConceptLanguage, T>
}

function listOf(cell: string, separator: string): string[] {
  return cell
    .split(separator)
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
