/** The words of a list with the codes they may stand for, named for the officer, and what a submitted page of them says. */
import type { FieldError } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { text, texts } from '#lib/api/form.ts'
import { conceptsIn, standardsIn } from '#lib/concepts.server.ts'
import type { AssignedField, ListValue } from '#lib/imports/types.ts'
import type { Speaker } from '#words/speaker.ts'

/** Ticked where a word stands for no code at all. */
export const NOTHING = 'none'
/** From here on the API takes a suggestion when all are accepted at once; the page ticks the same ones. */
const SURE = 0.8
/** More than this is sooner found by typing. */
const OFFERED = 3

export interface WordRow {
  value: string
  count: number
  confirmed: boolean
  /** Confirmed as standing for no code. */
  nothing: boolean
  choices: { code: string; label: string; ticked: boolean }[]
}

/** Codes of a field by what they are called in the reader's language. */
export async function codesOf(field: AssignedField, { api, words }: { api: Api; words: Speaker }): Promise<ReadonlyMap<string, string>> {
  if (field === 'certificates') {
    const standards = await standardsIn(api)
    return new Map([...standards.values()].map(({ code, name }) => [code, name]))
  }
  const concepts = [...(await conceptsIn(api, words.locale)).values()]
  if (field === 'sector') {
    const sectors = concepts.filter(({ kind }) => kind === 'product').map(({ group }) => group)
    return new Map([...new Set(sectors)].map((code) => [code, words.code('sector', code)]))
  }
  const kind = field === 'products' ? 'product' : 'process'
  return new Map(concepts.filter((concept) => concept.kind === kind).map(({ code, label }) => [code, label]))
}

export function wordRow({ value, count, suggestions, concepts }: ListValue, names: ReadonlyMap<string, string>): WordRow {
  const [first] = suggestions
  const sure = first && first.score >= SURE ? [first.code] : []
  const ticked = concepts ?? sure
  const codes = [...new Set([...suggestions.slice(0, OFFERED).map(({ code }) => code), ...(concepts ?? [])])]
  return {
    value,
    count,
    confirmed: concepts !== null,
    nothing: concepts?.length === 0,
    choices: codes.map((code) => ({ code, label: names.get(code) ?? code, ticked: ticked.includes(code) })),
  }
}

export interface ReadWords {
  items: { value: string; concepts: string[] }[]
  /** By the input's name. */
  faults: Record<string, FieldError>
}

/** Words with nothing ticked say nothing yet; a typed name must be one of the offered ones. */
export function readWords(form: FormData, names: ReadonlyMap<string, string>): ReadWords {
  const codes = new Map([...names].map(([code, label]) => [label.toLowerCase(), code]))
  const read: ReadWords = { items: [], faults: {} }
  for (let at = 0; form.has(`value.${at}`); at++) {
    const typed = text(form, `other.${at}`)
    const other = typed && codes.get(typed.toLowerCase())
    if (typed && !other) read.faults[`other.${at}`] = { code: 'not-a-known-word' }
    const ticked = [...texts(form, `concepts.${at}`), ...(other ? [other] : [])]
    const concepts = [...new Set(ticked.filter((code) => code !== NOTHING))]
    if (ticked.length > 0) read.items.push({ value: String(form.get(`value.${at}`)), concepts })
  }
  return read
}
