/** A verdict as one whole sentence: what is asked, what was found, how far off, how long it takes, who says so and when. */
import { type NameOf, type TellableReason, tellReason } from '../reasons.ts'
import type { Speaker } from '../speaker.ts'
import { VALUE_SIGNS } from './signs.ts'

/** The part of a requirement that a sentence names. */
export interface TellableRequirement {
  kind: string
  code: string
  within: string
  operator: string
  value: number | null
  valueTo: number | null
  values: readonly string[]
  unit: string
}

/** The part of a verdict that a sentence names. */
export interface TellableVerdict {
  verdict: string
  reason: TellableReason
  fact: { statedOn: string; checkedOn: string | null; source: string; sourceNote: string; level: string } | null
  gap: { amount: number; unit: string } | null
  monthsToClose: number | null
}

/**
 * `Near: Press force (Stamping), at least 250 t. 240 t, just short of 250 t, 10 t off (Seen on site, 10 May 2026; Told by the firm).`
 * `nameOf` names concepts and standards; parameters, materials and words of a list are known here.
 */
export function tellVerdict(words: Speaker, requirement: TellableRequirement, verdict: TellableVerdict, nameOf: NameOf): string {
  return words.code('verdict-line', verdict.fact ? 'told' : 'told-bare', {
    verdict: words.code('verdict', verdict.verdict),
    asked: tellRequirement(words, requirement, nameOf),
    found: capitalised(found(words, verdict.reason, nameOf)),
    gap: gapOf(words, verdict.gap),
    months: monthsOf(words, verdict),
    proof: verdict.fact ? proofOf(words, verdict.fact) : '',
  })
}

/** `Press force (Stamping), at least 250 t`; `ISO 9001`; `Material, one of: steel, copper`. */
export function tellRequirement(words: Speaker, requirement: TellableRequirement, nameOf: NameOf): string {
  return `${tellSubject(words, requirement, nameOf)}${limitOf(words, requirement)}`
}

/** The reader's word for a value of a parameter or a material; the code itself where no word is known. */
export function tellWord(words: Speaker, code: string): string {
  if (words.knows('parameter-value', code)) return words.code('parameter-value', code)
  if (words.knows('material', code)) return words.code('material', code)
  return VALUE_SIGNS[code] ?? code
}

/** What is asked about, without its limit: `Press force (Stamping)`, `ISO 9001`. */
export function tellSubject(words: Speaker, requirement: TellableRequirement, nameOf: NameOf): string {
  const within = requirement.within === '' ? '' : ` (${nameOf(requirement.within)})`
  return `${subjectOf(words, requirement, nameOf)}${within}`
}

/** What was found, how far off it is and how long it takes, for a cell of its own: `240 t, just short of 250 t, 10 t off`. */
export function tellFound(words: Speaker, verdict: Pick<TellableVerdict, 'reason' | 'gap' | 'monthsToClose'>, nameOf: NameOf): string {
  return `${capitalised(found(words, verdict.reason, nameOf))}${gapOf(words, verdict.gap)}${monthsOf(words, verdict)}`
}

const NAMED = ['process', 'product', 'certificate']

function subjectOf(words: Speaker, { kind, code }: TellableRequirement, nameOf: NameOf): string {
  if (NAMED.includes(kind)) return nameOf(code)
  if (kind === 'parameter') return words.code('parameter', code)
  if (kind === 'function') return words.code('function', code)
  if (kind === 'exclusion-ground') return words.code('exclusion', code)
  const label = words.code('requirement-kind', kind)
  if (code === '') return label
  return `${label} (${words.knows('sector', code) ? words.code('sector', code) : nameOf(code)})`
}

function limitOf(words: Speaker, requirement: TellableRequirement): string {
  const { kind, operator, value, valueTo, values, unit } = requirement
  const how = words.code('operator', operator)
  if (values.length > 0) return `, ${words.code('verdict-line', 'list', { how, list: listed(words, kind, values, unit) })}`
  if (value === null) return ''
  const to = valueTo === null ? '' : ` – ${quantity(words, valueTo, unit)}`
  return `, ${how} ${quantity(words, value, unit)}${to}`
}

function listed(words: Speaker, kind: string, values: readonly string[], unit: string): string {
  const sides = values.map(Number)
  if (kind === 'parameter' && !sides.some(Number.isNaN))
    return `${sides.map((side) => words.number(side)).join(' × ')} ${words.quantity(0, unit).replace(/^0\s*/, '')}`.trim()
  return words.list(values.map((code) => LISTED[kind]?.(words, code) ?? tellWord(words, code)))
}

const LISTED: Record<string, (words: Speaker, code: string) => string> = {
  language: (words, code) => words.language(code),
  country: (words, code) => words.country(code),
}

function quantity(words: Speaker, value: number, unit: string): string {
  return unit === '' ? words.number(value) : words.quantity(value, unit)
}

/** The phrase of the reason; lists of words are put into the reader's language before. */
function found(words: Speaker, reason: TellableReason, nameOf: NameOf): string {
  const translated = { ...reason.params }
  for (const name of ['value', 'limit'] as const) {
    const value = translated[name]
    if (typeof value === 'string' && !value.includes('×'))
      translated[name] = value
        .split(', ')
        .map((code) => tellWord(words, code))
        .join(', ')
  }
  const number = reason.params.number ? ` (${words.code('verdict-line', 'number', { number: String(reason.params.number) })})` : ''
  return tellReason(words, { code: reason.code, params: translated }, (code) => nameOrWord(words, code, nameOf)) + number
}

/** Concepts and standards first: a process may share its code with a word of a list. */
function nameOrWord(words: Speaker, code: string, nameOf: NameOf): string {
  const name = nameOf(code)
  if (name !== code) return name
  return words.knows('parameter', code) ? words.code('parameter', code) : tellWord(words, code)
}

function capitalised(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1)
}

function gapOf(words: Speaker, gap: TellableVerdict['gap']): string {
  return gap && gap.amount > 0 ? words.code('verdict-line', 'gap', { gap: quantity(words, gap.amount, gap.unit) }) : ''
}

/** Where the phrase itself speaks of months, they are not said twice. */
function monthsOf(words: Speaker, { monthsToClose, reason }: Pick<TellableVerdict, 'reason' | 'monthsToClose'>): string {
  if (monthsToClose === null || typeof reason.params.months === 'number') return ''
  return words.code('verdict-line', 'months', { n: monthsToClose })
}

function proofOf(words: Speaker, { level, source, sourceNote, statedOn, checkedOn }: NonNullable<TellableVerdict['fact']>): string {
  const said = words.code('fact-source', source)
  const params = {
    level: words.code('evidence', level),
    source: sourceNote === '' ? said : words.code('verdict-line', 'noted', { source: said, note: sourceNote }),
    day: words.day(checkedOn ?? statedOn),
  }
  return words.code('verdict-line', checkedOn === null ? 'stated' : 'checked', params)
}
