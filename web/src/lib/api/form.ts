/** Reads a submitted form: the headers that guard it, and its answers as the API wants them. */
import { readNumber } from '#words/figures.ts'
import type { Locale } from '#words/locales.ts'

export type Guards = { 'if-match'?: string; 'idempotency-key'?: string }

/** The hidden `version` and `once` as headers: nobody's change is overwritten, and a double click counts once. */
export function guards(form: FormData): Guards {
  const version = text(form, 'version')
  const once = text(form, 'once')
  return { ...(version ? { 'if-match': `"${version}"` } : {}), ...(once ? { 'idempotency-key': once } : {}) }
}

/** A version alone, for an operation that demands one. */
export function ifMatch(form: FormData): { 'if-match': string } {
  return { 'if-match': `"${text(form, 'version') ?? ''}"` }
}

/** A trimmed answer; undefined where nothing was written. */
export function text(form: FormData, name: string): string | undefined {
  const value = form.get(name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** All answers of a group of ticks, or of a repeated field. */
export function texts(form: FormData, name: string): string[] {
  return form
    .getAll(name)
    .filter((value): value is string => typeof value === 'string' && value.trim() !== '')
    .map((value) => value.trim())
}

/**
 * A number as the reader's language writes it. What is no number comes through as NaN, which JSON makes null:
 * pages that want the field’s own sentence ask {@link unreadable} first.
 */
export function figure(form: FormData, name: string, locale: Locale): number | undefined {
  const value = text(form, name)
  return value === undefined ? undefined : (readNumber(locale, value) ?? Number.NaN)
}

/** The names of those fields that hold something, but no number. */
export function unreadable(form: FormData, names: readonly string[], locale: Locale): string[] {
  return names.filter((name) => Number.isNaN(figure(form, name, locale)))
}

export function ticked(form: FormData, name: string): boolean {
  return form.get(name) !== null && form.get(name) !== 'false'
}
