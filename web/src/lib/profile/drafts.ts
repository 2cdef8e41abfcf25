/** What was typed into a form of many items, kept as typed: items are added and taken out before anything is saved. */
import type { FieldError } from '#lib/api/answer.ts'
import { formatNumber, readNumber } from '#words/figures.ts'
import type { Locale } from '#words/locales.ts'

/** One item by the names of its inputs: `{ name: 'Brackets', 'functions.design': 'own', materials: ['steel'] }`. */
export type Draft = Record<string, string | string[]>

/** The items of a form in their order: the input `items.2.name` is the answer `name` of the third. */
export function readItems(form: FormData): Draft[] {
  const items = new Map<number, Draft>()
  for (const [key, value] of form) {
    const [, at, name] = /^items\.(\d+)\.(.+)$/.exec(key) ?? []
    if (at === undefined || name === undefined || typeof value !== 'string') continue
    const item = items.get(Number(at)) ?? {}
    const before = item[name]
    item[name] = before === undefined ? value : [before, value].flat()
    items.set(Number(at), item)
  }
  return [...items].sort(([one], [other]) => one - other).map(([, item]) => item)
}

/** The items as the values of a form, numbered anew. */
export function valuesOf(items: readonly Draft[]): Record<string, string | string[]> {
  return Object.fromEntries(items.flatMap((item, at) => Object.entries(item).map(([name, value]) => [`items.${at}.${name}`, value])))
}

/** An answer of one line, without stray spaces; empty where none was given. */
export function word(draft: Draft, name: string): string {
  return ([draft[name] ?? ''].flat()[0] ?? '').trim()
}

/** The answers of a group of ticks. */
export function words(draft: Draft, name: string): string[] {
  return [draft[name] ?? []].flat().filter((value) => value.trim() !== '')
}

/** Reads answers as the API wants them and notes those it cannot read, beside their inputs. */
export interface Reading {
  draft: Draft
  locale: Locale
  /** What stands before the input's name: `items.2.`. */
  prefix: string
  faults: Record<string, FieldError>
}

export function textIn({ draft }: Reading, name: string): string {
  return word(draft, name)
}

/** Null where nothing was chosen or written. */
export function choiceIn<Code extends string = string>(reading: Reading, name: string): Code | null {
  return (word(reading.draft, name) as Code) || null
}

/** A figure as the reader's language writes it; null where none was written. */
export function numberIn({ draft, locale, prefix, faults }: Reading, name: string): number | null {
  const typed = word(draft, name)
  if (typed === '') return null
  const value = readNumber(locale, typed)
  if (value === undefined) faults[prefix + name] = { code: 'not-a-number' }
  return value ?? null
}

/** A figure that must be there. */
export function figureIn(reading: Reading, name: string): number {
  const value = numberIn(reading, name)
  if (value === null) reading.faults[reading.prefix + name] ??= { code: 'required' }
  return value ?? 0
}

/** A figure as an input shows it; empty where none is recorded. */
export function typedNumber(value: number | null | undefined, locale: Locale): string {
  return value === null || value === undefined ? '' : formatNumber(locale, value, { maximumFractionDigits: 9 })
}

/** A year as an input shows it: never grouped. */
export function typedYear(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}
