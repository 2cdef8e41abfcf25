/** Which words of a directory query Meilisearch is asked for: as typed for names, cut to their stems for texts, fewer where no firm has all. */
import { analyse, tokens } from '../../domain/text.ts'
import type { DirectoryQuery } from '../ports/match-engine.ts'
import type { MeiliClient } from './meili-client.ts'

export interface Asked {
  /** Empty where no words were asked. */
  text: string
  /** True when words had to be left out. */
  relaxed: boolean
}

/** Meilisearch reads the first ten words of a text. */
const MOST_WORDS = 10

/** Null when no firm has any of the words. */
export async function wordsToAsk(
  from: { client: MeiliClient; index: string },
  query: Pick<DirectoryQuery, 'text' | 'language'>,
  signal: AbortSignal,
): Promise<Asked | null> {
  const words = askedWords(query)
  if (words.length === 0) return { text: '', relaxed: false }
  const count = (texts: readonly string[]) => counts(from, texts, signal)
  const stems = words.map((word) => analyse(word, query.language)[0] ?? word)
  const whole = await most(count, [words.join(' '), stems.join(' ')])
  if (whole) return { text: whole, relaxed: false }
  return fewer(count, words, stems)
}

/** Filler words count only where nothing else was typed. */
function askedWords({ text, language }: Pick<DirectoryQuery, 'text' | 'language'>): string[] {
  const typed = [...new Set(tokens(text))]
  const telling = typed.filter((word) => analyse(word, language).length > 0)
  return (telling.length > 0 ? telling : typed).slice(0, MOST_WORDS)
}

type Count = (texts: readonly string[]) => Promise<number[]>

/** Each word in the form that more firms have; the words of most firms are left out first. */
async function fewer(count: Count, words: readonly string[], stems: readonly string[]): Promise<Asked | null> {
  const found = await count([...words, ...stems])
  const forms = words
    .map((word, at) => {
      const [typed = 0, cut = 0] = [found[at], found[words.length + at]]
      return typed >= cut ? { form: word, firms: typed } : { form: stems[at] ?? word, firms: cut }
    })
    .filter(({ firms }) => firms > 0)
  const kept = forms.toSorted((a, b) => a.firms - b.firms)
  const tries = kept.map((_, left) => forms.filter((one) => kept.indexOf(one) < kept.length - left).map(({ form }) => form))
  const totals = tries.length === 0 ? [] : await count(tries.map((one) => one.join(' ')))
  const at = totals.findIndex((total) => total > 0)
  const text = tries[at]?.join(' ')
  return text === undefined ? null : { text, relaxed: (tries[at]?.length ?? 0) < words.length }
}

async function most(count: Count, texts: readonly string[]): Promise<string | null> {
  const different = [...new Set(texts)]
  const totals = await count(different)
  const best = Math.max(...totals)
  return best > 0 ? (different[totals.indexOf(best)] ?? null) : null
}

async function counts(
  { client, index }: { client: MeiliClient; index: string },
  texts: readonly string[],
  signal: AbortSignal,
): Promise<number[]> {
  const queries = texts.map((q) => ({ indexUid: index, q, matchingStrategy: 'all' as const, limit: 0 }))
  const { results } = await client.search((search) => search.multiSearch<{ queries: typeof queries }>({ queries }, { signal }))
  return results.map((one) => one.estimatedTotalHits ?? 0)
}
