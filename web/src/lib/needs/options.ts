/** What the selects of the need form offer, in the reader's words. */

import type { DraftRequirement, NeedDraft } from '#lib/needs/draft.ts'
import { KINDS } from '#lib/needs/shapes.ts'
import { FUNCTIONS, INCOTERMS, QUANTITY_UNITS, SECTORS } from '#lib/profile/codes.ts'
import { languageOptions, type Option, optionsOf } from '#lib/profile/options.ts'
import type { Speaker } from '#words/speaker.ts'
import { tellWord } from '#words/verdicts/sentence.ts'

const GROUNDS = [
  'corruption',
  'fraud',
  'money-laundering',
  'child-labour',
  'labour-law-breach',
  'environment-law-breach',
  'taxes-unpaid',
  'social-security-unpaid',
  'insolvency',
  'conflict-of-interest',
  'misrepresentation',
]
const CLASSES = ['must', 'developable-must', 'scored', 'exclusion']
const CATEGORIES = ['technical', 'capacity', 'quality', 'track-record', 'kpi', 'logistics', 'management', 'esg']
const EVIDENCE = ['self-declared', 'documented', 'verified-remote', 'verified-on-site', 'third-party-registry']
const HELD_BY = ['award', 'start', 'horizon']
/** Asked for by nearly everyone, whatever the sector. */
const COMMON_STANDARDS = ['iso-9001', 'iso-14001', 'iso-45001']
const QUICK = 9

export type { Option }
export const sectorOptions = (words: Speaker) => optionsOf(words, 'sector', SECTORS)
export const incotermOptions = (words: Speaker) => optionsOf(words, 'incoterm', INCOTERMS)
export const functionOptions = (words: Speaker) => optionsOf(words, 'function', FUNCTIONS)
export const groundOptions = (words: Speaker) => optionsOf(words, 'exclusion', GROUNDS)
export const classOptions = (words: Speaker) => optionsOf(words, 'class', CLASSES)
export const categoryOptions = (words: Speaker) => optionsOf(words, 'category', CATEGORIES)
export const evidenceOptions = (words: Speaker) => optionsOf(words, 'evidence', EVIDENCE)
export const heldByOptions = (words: Speaker) => optionsOf(words, 'held-by', HELD_BY)
export const kindOptions = (words: Speaker) => KINDS.map((value) => ({ value, label: words.code('requirement-kind', value) }))
export const wordOptions = (words: Speaker, codes: readonly string[]) => codes.map((value) => ({ value, label: tellWord(words, value) }))
export const volumeUnitOptions = (words: Speaker) =>
  QUANTITY_UNITS.map((unit) => ({ value: unit as string, label: words.say('per.mo', { quantity: words.unit(unit) }) }))
export { languageOptions }

/** Units as a row offers them; a rate is said in words. */
export function rowUnitOptions(words: Speaker, units: readonly string[]): Option[] {
  return units.map((value) => ({ value, label: UNIT_WORDS[value]?.(words) ?? rate(words, value) ?? words.unit(value) }))
}

const UNIT_WORDS: Record<string, (words: Speaker) => string> = {
  d: (words) => words.say('need-form.days'),
  wk: (words) => words.say('need-form.weeks'),
}

function rate(words: Speaker, unit: string): string | undefined {
  const [, of = '', per = ''] = /^(.+)\/(d|wk|mo|a)$/.exec(unit) ?? []
  return of === '' ? undefined : words.code('per', per, { quantity: words.unit(of) })
}

/** References may be asked in the need's sector, or for what it is about. */
export function referenceOptions(
  words: Speaker,
  draft: NeedDraft,
  names: Record<string, string>,
  chosen: DraftRequirement['code'],
): Option[] {
  const codes = [...new Set([draft.sector, ...draft.products, ...draft.processes, chosen])].filter((code) => code !== '')
  return codes.map((value) => ({ value, label: names[value] ?? words.code('sector', value) }))
}

/** Certificates to tick: those usual in the sector and everywhere, without those asked already. */
export function quickStandards(
  standards: readonly { code: string; name: string; sectors: readonly string[] }[],
  draft: NeedDraft,
): Option[] {
  const asked = new Set(draft.criteria.flatMap(({ requirements }) => requirements.map(({ code }) => code)))
  const usual = standards.filter(({ sectors }) => draft.sector !== '' && sectors.includes(draft.sector))
  const common = standards.filter(({ code }) => COMMON_STANDARDS.includes(code))
  const all = [...new Map([...common, ...usual].map((one) => [one.code, one])).values()]
  return all
    .filter(({ code }) => !asked.has(code))
    .slice(0, QUICK)
    .map(({ code, name }) => ({ value: code, label: name }))
}
