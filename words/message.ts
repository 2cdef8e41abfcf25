/** How a sentence with gaps is filled: `{name}`, and a plural as `{n, plural, one {# firm} other {# firms}}`. */
import { INTL_LOCALES, type Locale } from './locales.ts'

export type Params = Record<string, string | number>

/**
 * Fills a pattern. A number in a gap is written as its language writes numbers; a gap that nobody filled stays
 * visible, so that it is seen and reported instead of read over.
 */
export function fill(locale: Locale, pattern: string, params: Params = {}): string {
  return typeset(locale, fillParts(locale, pattern, params))
}

/** The names of the gaps of a pattern, sorted: what a translation must keep. */
export function gapsOf(pattern: string): string[] {
  const names = new Set<string>()
  for (const part of partsOf(pattern)) {
    if (typeof part === 'string') continue
    names.add(part.name)
    for (const branch of Object.values(part.branches ?? {})) for (const name of gapsOf(branch)) names.add(name)
  }
  return [...names].sort()
}

/** The plural forms a pattern spells out, by the name of the gap. */
export function pluralFormsOf(pattern: string): Record<string, string[]> {
  const forms: Record<string, string[]> = {}
  for (const part of partsOf(pattern)) if (typeof part !== 'string' && part.branches) forms[part.name] = Object.keys(part.branches)
  return forms
}

interface Gap {
  name: string
  /** Sentences by plural form (`one`, `other`, or `=0`); absent in a plain gap. */
  branches?: Record<string, string>
}

function fillParts(locale: Locale, pattern: string, params: Params): string {
  return partsOf(pattern)
    .map((part) => (typeof part === 'string' ? part : fillGap(locale, part, params)))
    .join('')
}

function fillGap(locale: Locale, gap: Gap, params: Params): string {
  const value = params[gap.name]
  if (value === undefined) return `{${gap.name}}`
  if (!gap.branches) return written(locale, value)
  const count = Number(value)
  const form = new Intl.PluralRules(INTL_LOCALES[locale]).select(count)
  const branch = gap.branches[`=${count}`] ?? gap.branches[form] ?? gap.branches.other ?? ''
  return fillParts(locale, branch.replaceAll('#', written(locale, count)), params)
}

function written(locale: Locale, value: string | number): string {
  return typeof value === 'number' ? new Intl.NumberFormat(INTL_LOCALES[locale]).format(value) : value
}

function partsOf(pattern: string): (string | Gap)[] {
  const parts: (string | Gap)[] = []
  let from = 0
  for (let open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
    const close = closingOf(pattern, open)
    parts.push(pattern.slice(from, open), gapFrom(pattern.slice(open + 1, close)))
    from = close + 1
  }
  parts.push(pattern.slice(from))
  return parts.filter((part) => part !== '')
}

function gapFrom(inside: string): Gap {
  const plural = /^\s*(\w+)\s*,\s*plural\s*,/.exec(inside)
  if (!plural) return { name: inside.trim() }
  const branches: Record<string, string> = {}
  let from = plural[0].length
  for (let open = inside.indexOf('{', from); open >= 0; open = inside.indexOf('{', from)) {
    const close = closingOf(inside, open)
    branches[inside.slice(from, open).trim()] = inside.slice(open + 1, close)
    from = close + 1
  }
  return { name: plural[1] ?? '', branches }
}

function closingOf(pattern: string, open: number): number {
  let depth = 0
  for (let at = open; at < pattern.length; at++) {
    if (pattern[at] === '{') depth++
    if (pattern[at] === '}' && --depth === 0) return at
  }
  throw new Error(`A gap is never closed in: ${pattern}`)
}

/** French puts a no-break space before its double signs; writers type a plain one. */
function typeset(locale: Locale, text: string): string {
  if (locale !== 'fr') return text
  return text.replace(/ ([:;!?»%])/g, `${NO_BREAK_SPACE}$1`).replace(/« /g, `«${NO_BREAK_SPACE}`)
}

const NO_BREAK_SPACE = '\u00a0'
