/** Reads the official lists of product and activity codes (CPV, HS, ISIC, UNSPSC) in the forms in which their keepers publish them. */
import { fold } from './text.ts'

export type ClassificationScheme = 'cpv' | 'hs' | 'isic' | 'unspsc'

export interface ClassificationCode {
  code: string
  /** The nearest code above it that the list holds; null at the top. */
  parent: string | null
  /** What the code stands for, by language (ISO 639-1). */
  labels: Record<string, string>
}

export type ClassificationFault = 'no-code-column' | 'no-label-column' | 'malformed-code' | 'repeated-code' | 'no-label'

export interface ClassificationError {
  /** The row's place in the file; the header is row 1. */
  row: number
  /** The cell as it stands in the file; empty where the header itself is at fault. */
  code: string
  reason: ClassificationFault
}

/**
 * Reads a list. Blank rows are left out; a row whose code is malformed, has no label or stood before is refused with its number.
 * A parent follows from the code alone, by the scheme's own rule; where the list skips a level, the next one above counts
 * (CPV has 30192121 and 30192100 but no 30192120).
 * Example: `CODE,EN` / `03000000-1,Agricultural products` gives `{ code: '03000000', parent: null, labels: { en: 'Agricultural products' } }`.
 */
export function parseClassification(
  scheme: ClassificationScheme,
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): { rows: ClassificationCode[]; errors: ClassificationError[] } {
  const form = readForm(scheme, header)
  if (typeof form === 'string') return { rows: [], errors: [{ row: 1, code: '', reason: form }] }
  const rules = SCHEMES[scheme]
  const listed = new Map<string, Record<string, string>>()
  const errors: ClassificationError[] = []
  let row = 1
  for (const cells of rows) {
    row += 1
    if (cells.every((cell) => clean(cell) === '')) continue
    for (const entry of form.entries) {
      const fault = take(entry, cells, { read: rules.read, listed, manyPerRow: form.entries.length > 1 })
      if (fault) errors.push({ row, code: clean(cells[entry.code]), reason: fault })
    }
  }
  const codes = [...listed].map(([code, labels]) => ({ code, parent: nearestAbove(code, rules.above, listed), labels }))
  return { rows: codes, errors }
}

/** Where a row tells a code and its labels; the wide UNSPSC form tells four in each row. */
interface Entry {
  code: number
  /** Column of the label, by language. */
  labels: Map<string, number>
}

interface Taking {
  read: (cell: string) => string | null
  listed: Map<string, Record<string, string>>
  /** A wide row repeats the segment, family and class of its commodity; that is no fault. */
  manyPerRow: boolean
}

function take(entry: Entry, cells: readonly string[], { read, listed, manyPerRow }: Taking): ClassificationFault | null {
  const cell = clean(cells[entry.code])
  if (cell === '' && manyPerRow) return null
  const code = read(cell)
  if (code === null) return 'malformed-code'
  if (listed.has(code)) return manyPerRow ? null : 'repeated-code'
  const labels: Record<string, string> = {}
  for (const [language, column] of entry.labels) {
    const label = clean(cells[column])
    if (label !== '') labels[language] = label
  }
  if (Object.keys(labels).length === 0) return 'no-label'
  listed.set(code, labels)
  return null
}

function nearestAbove(code: string, above: (code: string) => string | null, listed: ReadonlyMap<string, unknown>): string | null {
  let parent = above(code)
  while (parent !== null && !listed.has(parent)) parent = above(parent)
  return parent
}

function readForm(scheme: ClassificationScheme, header: readonly string[]): { entries: Entry[] } | ClassificationFault {
  const headings = header.map((heading) => fold(clean(heading)).match(/[a-z0-9]+/g) ?? [])
  const wide = scheme === 'unspsc' ? wideEntries(headings) : []
  if (wide.length > 0) return { entries: wide }
  const code = headings.findIndex((words) => words.length > 0 && words.every((word) => CODE_WORDS.has(word)))
  if (code < 0) return 'no-code-column'
  const labels = labelColumns(headings)
  return labels.size > 0 ? { entries: [{ code, labels }] } : 'no-label-column'
}

/** `Segment, Segment Title, Family, Family Title ...`, or `Código Segmento, Nombre Segmento ...`: a level counts when code and title are both there. */
function wideEntries(headings: readonly (readonly string[])[]): Entry[] {
  return WIDE_LEVELS.flatMap((level) => {
    const ofLevel = (words: readonly string[]) => words.some((word) => level.has(word))
    const code = headings.findIndex((words) => ofLevel(words) && words.every((word) => level.has(word) || CODE_WORDS.has(word)))
    const label = headings.findIndex((words) => ofLevel(words) && languageOfLabel(words.filter((word) => !level.has(word))) !== null)
    const language = languageOfLabel((headings[label] ?? []).filter((word) => !level.has(word)))
    return code < 0 || language === null ? [] : [{ code, labels: new Map([[language, label]]) }]
  })
}

/** A language's own column goes before a country's variant of it (`es` before `es_co`), and both before a plain `Description`. */
function labelColumns(headings: readonly (readonly string[])[]): Map<string, number> {
  const labels = new Map<string, number>()
  for (const languageOf of [languageAlone, languageWithCountry, languageOfLabel]) {
    headings.forEach((words, column) => {
      const language = languageOf(words)
      if (language !== null && !labels.has(language)) labels.set(language, column)
    })
  }
  return labels
}

function languageAlone([first, ...rest]: readonly string[]): string | null {
  return first !== undefined && rest.length === 0 ? (LANGUAGES.get(first) ?? null) : null
}

/** `es_co` is Spanish as Colombia writes it. */
function languageWithCountry([first = '', second = '', ...rest]: readonly string[]): string | null {
  return /^[a-z]{2}$/.test(first) && /^[a-z]{2}$/.test(second) && rest.length === 0 ? (LANGUAGES.get(first) ?? null) : null
}

/** `Description` is taken as English, `Descripción` as Spanish, `Title FR` as French. */
function languageOfLabel(words: readonly string[]): string | null {
  const word = words.find((each) => LABEL_WORDS.has(each))
  if (word === undefined) return null
  const others = words.filter((each) => each !== word && !FILLERS.has(each))
  if (others.length === 0) return LABEL_WORDS.get(word) ?? null
  return languageAlone(others)
}

function clean(cell: string | undefined): string {
  return (cell ?? '').replaceAll('\u{feff}', '').replace(/\s+/gu, ' ').trim()
}

/** The division of a CPV code is its first two digits; each further digit is a level, and the last one that is not nought falls away. */
function aboveCpv(code: string): string | null {
  const significant = code.replace(/0+$/, '')
  return significant.length <= 2 ? null : significant.slice(0, Math.max(2, significant.length - 1)).padEnd(8, '0')
}

/** UNSPSC counts in pairs of digits: segment, family, class, commodity. */
function aboveUnspsc(code: string): string | null {
  const significant = code.replace(/(?:00)+$/, '')
  return significant.length <= 2 ? null : significant.slice(0, -2).padEnd(8, '0')
}

/** Heading of six digits, heading of four, chapter of two; the Roman sections of the list are no codes. */
function aboveHs(code: string): string | null {
  return code.length <= 2 ? null : code.slice(0, -2)
}

/** Class of four digits, group, division of two, section by letter. */
function aboveIsic(code: string): string | null {
  if (code.length === 1) return null
  return code.length > 2 ? code.slice(0, -1) : sectionOf(code)
}

/** The letter under which ISIC Rev.4 files a division: `25` stands in section C. */
function sectionOf(division: string): string | null {
  const number = Number(division)
  return ISIC_SECTIONS.find(([, first, last]) => number >= first && number <= last)?.[0] ?? null
}

function readIsic(cell: string): string | null {
  if (ISIC_SECTIONS.some(([letter]) => letter === cell)) return cell
  return /^\d{2,4}$/.test(cell) && sectionOf(cell.slice(0, 2)) !== null ? cell : null
}

/** What a well-formed code looks like, and the code above it. No cell is repaired: a lost leading nought makes another code. */
const SCHEMES: Record<ClassificationScheme, { read: (cell: string) => string | null; above: (code: string) => string | null }> = {
  cpv: { read: (cell) => /^((?!00)\d{8})(?:-\d)?$/.exec(cell)?.[1] ?? null, above: aboveCpv },
  hs: { read: (cell) => /^(?!00)\d\d(?:\d\d){0,2}$/.exec(cell.replace(/[. ]/g, ''))?.[0] ?? null, above: aboveHs },
  isic: { read: readIsic, above: aboveIsic },
  unspsc: { read: (cell) => /^(?!00)\d{8}$/.exec(cell)?.[0] ?? null, above: aboveUnspsc },
}

/** ISIC Rev.4: section, first and last division (United Nations, Statistical Papers M 4/Rev.4). */
const ISIC_SECTIONS: readonly (readonly [letter: string, first: number, last: number])[] = [
  ['A', 1, 3],
  ['B', 5, 9],
  ['C', 10, 33],
  ['D', 35, 35],
  ['E', 36, 39],
  ['F', 41, 43],
  ['G', 45, 47],
  ['H', 49, 53],
  ['I', 55, 56],
  ['J', 58, 63],
  ['K', 64, 66],
  ['L', 68, 68],
  ['M', 69, 75],
  ['N', 77, 82],
  ['O', 84, 84],
  ['P', 85, 85],
  ['Q', 86, 88],
  ['R', 90, 93],
  ['S', 94, 96],
  ['T', 97, 98],
  ['U', 99, 99],
]

/** A heading made of nothing but these names the code: `CODE`, `hscode`, `ISIC Rev.4 code`, `Código CPV`. */
const CODE_WORDS = new Set('code codigo cod cpv hs hscode hs6 hs2022 isic isic4 ciiu rev rev4 4 2008 2022 unspsc'.split(' '))

/** Words that head a label, with the language they are written in. */
const LABEL_WORDS = new Map([
  ...'description title label name'.split(' ').map((word) => [word, 'en'] as const),
  ...'descripcion nombre denominacion titulo'.split(' ').map((word) => [word, 'es'] as const),
  ...'descricao nome denominacao'.split(' ').map((word) => [word, 'pt'] as const),
  ...'libelle intitule designation nom'.split(' ').map((word) => [word, 'fr'] as const),
])

const FILLERS = new Set('de del do da du la le of the'.split(' '))

const LANGUAGES = new Map([
  ...'ar bg cs da de el en es et fi fr ga hr hu it ja lt lv mt nl pl pt ro ru sk sl sv tr uk zh'
    .split(' ')
    .map((code) => [code, code] as const),
  ...Object.entries({ english: 'en', spanish: 'es', espanol: 'es', portuguese: 'pt', portugues: 'pt', french: 'fr', francais: 'fr' }),
])

/** The four levels of a wide UNSPSC row, coarse first, as English and Spanish or Portuguese files head them. */
const WIDE_LEVELS = ['segment segmento', 'family familia', 'class clase classe', 'commodity producto produto mercancia'].map(
  (words) => new Set(words.split(' ')),
)
