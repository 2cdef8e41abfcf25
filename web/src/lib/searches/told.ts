/** A saved search in words: what it looks through and for, and the address of the page that it came from. */
import type { Answered } from '#lib/api/answers.ts'
import type { NameOf } from '#words/reasons.ts'
import type { Speaker } from '#words/speaker.ts'

export type SavedSearch = Answered<'listSearches'>['items'][number]
export type SearchQuery = SavedSearch['query']
export type SearchKind = SavedSearch['kind']

const LISTS = ['country', 'sector', 'process', 'standard', 'state'] as const

/** What the address of a search page asks for, as the API keeps it. */
export function queryIn(asked: URLSearchParams, lang: string): SearchQuery {
  const text = asked.get('text')?.trim().slice(0, 200)
  const lists = LISTS.flatMap((name) => {
    const values = asked.getAll(name).filter((value) => value !== '')
    return values.length > 0 ? [[name, values.slice(0, 20)] as const] : []
  })
  return { ...(text && { text, lang }), ...Object.fromEntries(lists) }
}

/** The page itself, with the same filters. */
export function addressOf(kind: SearchKind, query: SearchQuery): string {
  const asked = new URLSearchParams()
  if (query.text) asked.set('text', query.text)
  for (const name of LISTS) for (const value of query[name] ?? []) asked.append(name, value)
  const text = asked.toString()
  return text === '' ? `/${kind}` : `/${kind}?${text}`
}

/** Codes of processes and standards, which have names of their own. */
export function namedIn(query: SearchQuery): string[] {
  return [...(query.process ?? []), ...(query.standard ?? [])]
}

/** The filters in one line: `"brackets", Stamping, India`. */
export function tellQuery(words: Speaker, query: SearchQuery, nameOf: NameOf): string {
  const parts = [
    ...(query.text ? [`"${query.text}"`] : []),
    ...(query.sector ?? []).map((code) => words.code('sector', code)),
    ...namedIn(query).map(nameOf),
    ...(query.country ?? []).map((code) => words.country(code)),
    ...(query.state ?? []).map((code) => words.code('directory-state', code)),
  ]
  return parts.length > 0 ? parts.join(', ') : words.say('saved-searches.everything')
}
