/** What the selects and ticks of a profile's forms offer, in the reader's words. */
import type { Profile } from '#lib/api/answers.ts'
import { LANGUAGES } from '#lib/profile/codes.ts'
import type { NameOf } from '#words/reasons.ts'
import type { Speaker } from '#words/speaker.ts'

export interface Option {
  value: string
  label: string
}

/** Codes by their words. */
export function optionsOf(words: Speaker, group: string, codes: readonly string[]): Option[] {
  return codes.map((value) => ({ value, label: words.code(group, value) }))
}

/** Languages by their names; what is recorded stays on offer. */
export function languageOptions(words: Speaker, recorded: readonly string[] = []): Option[] {
  const codes = new Set([...LANGUAGES, ...recorded.filter((code) => code !== '')])
  return [...codes]
    .map((value) => ({ value, label: words.language(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, words.locale))
}

export function unitOptions(words: Speaker, units: readonly string[]): Option[] {
  return units.map((value) => ({ value, label: words.unit(value) }))
}

export function siteOptions({ sites }: Profile): Option[] {
  return sites.map(({ id, name, city }) => ({ value: id, label: [name, city].filter(Boolean).join(', ') }))
}

/** The firm's own processes and products, by their names. */
export function conceptOptions({ processes, products }: Profile, nameOf: NameOf, recorded: readonly string[] = []): Option[] {
  const codes = [...processes.map(({ process }) => process), ...products.flatMap(({ product }) => product ?? []), ...recorded]
  return [...new Set(codes.filter((code) => code !== ''))].map((value) => ({ value, label: nameOf(value) }))
}
