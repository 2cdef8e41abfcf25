/** What the inputs of a form of many items are called where its errors are summed up. */
import type { Refusal } from '#lib/api/answer.ts'
import type { Speaker } from '#words/speaker.ts'

/** `items.1.city` is `City (Works 2)`. */
export function itemLabels(words: Speaker, failure: Refusal | null, titleOf: (at: number) => string): Record<string, string> {
  return Object.fromEntries(Object.keys(failure?.fields ?? {}).map((input) => [input, labelOf(words, input, titleOf)]))
}

function labelOf(words: Speaker, input: string, titleOf: (at: number) => string): string {
  const [, at, name] = /^items\.(\d+)\.(.+)$/.exec(input) ?? []
  if (at === undefined || name === undefined) return fieldWord(words, input)
  const title = titleOf(Number(at)) || words.say('profile.unnamed')
  return `${fieldWord(words, name)} (${title})`
}

function fieldWord(words: Speaker, name: string): string {
  const [, code] = /^parameters\.([a-z0-9-]+)/.exec(name) ?? []
  if (code !== undefined) return words.code('parameter', code)
  return words.knows('profile-field', name) ? words.code('profile-field', name) : words.say('profile.an-answer')
}
