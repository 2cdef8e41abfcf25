/** What the inputs of a profile's forms are called, who can see their answers, and how errors name them. */
import type { Refusal } from '#lib/api/answer.ts'
import type { Profile } from '#lib/api/answers.ts'
import { type Draft, word } from '#lib/profile/drafts.ts'
import type { Speaker } from '#words/speaker.ts'

interface Form {
  words: Speaker
  profile: Profile
  failure: Refusal | null
  /** As `whoSees` names the list. */
  list: 'sites' | 'products' | 'processes' | 'certificates' | 'capacities' | 'references'
}

/** What every input of an item needs: `ask(draft, 'items.0.', 'city')`. */
export function asker({ words, profile, failure, list }: Form) {
  return (draft: Draft, prefix: string, name: string) => ({
    name: prefix + name,
    label: fieldWord(words, list, name),
    value: word(draft, name),
    failure,
    ...tierOf(profile, `${list}.${name}`),
  })
}

/** For a summary of errors: `items.1.city` is `City (Works 2)`. */
export function itemLabels({ words, failure, list }: Omit<Form, 'profile'>, titleOf: (at: number) => string): Record<string, string> {
  const inputs = Object.keys(failure?.fields ?? {})
  return Object.fromEntries(
    inputs.map((input) => {
      const [, at, name] = /^items\.(\d+)\.(.+)$/.exec(input) ?? []
      if (at === undefined || name === undefined) return [input, words.say('profile.an-answer')]
      return [input, `${fieldWord(words, list, name)} (${titleOf(Number(at)) || words.say('profile.unnamed')})`]
    }),
  )
}

/** Some inputs are called differently in each list: a site's name, a reference's name. */
export function fieldWord(words: Speaker, list: string, name: string): string {
  const [, parameter] = /^parameters\.([a-z0-9-]+)/.exec(name) ?? []
  if (parameter !== undefined) return words.code('parameter', parameter)
  const key = [`${list}.${name}`, name].find((one) => words.knows('profile-field', one))
  return key ? words.code('profile-field', key) : words.say('profile.an-answer')
}

/** Who can see an answer, for the chip beside it. */
export function tierOf({ whoSees }: Profile, field: string): { tier?: string } {
  const tier = whoSees[field]
  return tier ? { tier } : {}
}
