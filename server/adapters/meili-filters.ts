/** A need's musts as filters of Meilisearch: who meets them, who nearly does, and who is not known to fail. */
import { daysBetween } from '../../domain/day.ts'
import type { Condition, FeatureKey, KnockOut } from '../../domain/match-query.ts'
import type { Knowledge } from '../../domain/topic.ts'

/** An expression, or true and false where nothing is left to ask. */
export type Filter = string | boolean

/** All of these hold. */
export function all(list: readonly Filter[]): Filter {
  if (list.includes(false)) return false
  const asked = [...new Set(list.filter((one) => typeof one === 'string'))]
  return asked.length === 0 ? true : asked.length === 1 ? (asked[0] ?? true) : `(${asked.join(' AND ')})`
}

/** At least one of these holds. */
export function any(list: readonly Filter[]): Filter {
  if (list.includes(true)) return true
  const asked = [...new Set(list.filter((one) => typeof one === 'string'))]
  return asked.length === 0 ? false : asked.length === 1 ? (asked[0] ?? false) : `(${asked.join(' OR ')})`
}

export function not(filter: Filter): Filter {
  return typeof filter === 'boolean' ? !filter : `NOT ${filter}`
}

/** One of the values; no code or word has a quote or a backslash, so that one with them is looked for without. */
export function oneOf(attribute: string, values: readonly string[]): Filter {
  return values.length === 0 ? false : `${attribute} IN [${values.map(quoted).join(', ')}]`
}

export function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, ' ')}"`
}

/** Who has one of these features, in full or in part, or the word. */
export function hasFeature(keys: readonly FeatureKey[]): Filter {
  const words = keys.filter((key) => key.startsWith('term:')).map((key) => key.slice(5))
  const rest = keys.filter((key) => !key.startsWith('term:'))
  return any([oneOf('tags', rest), oneOf('parts', rest), oneOf('terms', words)])
}

/** Filters by how a profile stands to the musts, each wider than the one before (the three recalls of the rulings). */
export function filtersOf(knockOuts: readonly KnockOut[]): { met: Filter; near: Filter; possible: Filter } {
  const plain = knockOuts.filter((knockOut) => !knockOut.developable)
  return {
    met: all(knockOuts.map((knockOut) => atLeast(knockOut, 'met'))),
    near: all(plain.map((knockOut) => atLeast(knockOut, 'near'))),
    possible: all(plain.map((knockOut) => atLeast(knockOut, 'open'))),
  }
}

type Known = Exclude<Knowledge, 'failed'>

/** All conditions of a group, one of the groups. */
function atLeast({ groups }: KnockOut, known: Known): Filter {
  if (groups.length === 0) return known === 'open'
  return any(groups.map((group) => all(group.map((condition) => conditionFilter(condition, known)))))
}

function conditionFilter(condition: Condition, known: Known): Filter {
  switch (condition.kind) {
    case 'feature':
      return featureFilter(condition, known)
    case 'without':
      return not(oneOf('tags', [condition.feature]))
    case 'certificate':
      return certificateFilter(condition, known)
    case 'number':
      return numberFilter(condition, known)
  }
}

function featureFilter({ anyOf, near, unsaid, section }: Extract<Condition, { kind: 'feature' }>, known: Known): Filter {
  if (known === 'met') return oneOf('tags', anyOf)
  if (known === 'near') return oneOf('tags', [...anyOf, ...near])
  return any([oneOf('tags', [...anyOf, ...near, ...unsaid]), section === null ? false : isOpen(section)])
}

function certificateFilter({ anyOf, near, validOn }: Extract<Condition, { kind: 'certificate' }>, known: Known): Filter {
  const met = any(anyOf.map((standard) => heldOn(standard, validOn)))
  if (known === 'met') return met
  const day = dayNumber(validOn)
  const coming = anyOf.map((standard) => `${attributeOf(standard, 'begins')} > ${day}`)
  const almost = any([met, ...coming, oneOf('certPending', anyOf), oneOf('certAny', near)])
  return known === 'near' ? almost : any([almost, isOpen('certificates')])
}

/** Whether a certificate for the standard counts on a day. */
export function heldOn(standard: string, day: string): Filter {
  const at = dayNumber(day)
  return all([`${attributeOf(standard, 'from')} <= ${at}`, `${attributeOf(standard, 'until')} >= ${at}`])
}

/** Two certificates of one standard are told as one span; the exact evaluation looks at each. */
function attributeOf(standard: string, end: 'from' | 'until' | 'begins'): string {
  return quoted(`cert.${standard}.${end}`)
}

function numberFilter(condition: Extract<Condition, { kind: 'number' }>, known: Known): Filter {
  const column = quoted(`number.${condition.column}`)
  const met = within(column, condition.min, condition.max)
  if (known === 'met') return met
  const almost = any([met, within(column, condition.nearMin, condition.nearMax)])
  if (known === 'near') return almost
  const unsure = condition.sure === 'never' ? true : condition.sure === 'always' ? false : isOpen(condition.sure)
  return any([almost, `${column} NOT EXISTS`, unsure])
}

function within(column: string, min: number | null, max: number | null): Filter {
  if (min === null && max === null) return `${column} EXISTS`
  return all([min === null ? true : `${column} >= ${min}`, max === null ? true : `${column} <= ${max}`])
}

/** The section is not marked complete: what is not there is unknown. */
function isOpen(section: string): Filter {
  return not(oneOf('complete', [section]))
}

/** Days since 1970; what never begins or ends lies beyond every day. */
export function dayNumber(day: string): number {
  return daysBetween('1970-01-01', day)
}
export const ALWAYS = 1_000_000
