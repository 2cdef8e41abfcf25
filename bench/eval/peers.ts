/** The peers in the same run: minisearch over words, words cut to six letters and character 4-grams, and orama, each with all the words there are. */
import { create, insertMultiple, search } from '@orama/orama'
import MiniSearch from 'minisearch'
import { fold, grams } from '../../domain/text.ts'
import type { Rankings } from './metrics.ts'
import { candidateName, candidateText, type EvalQuery, type EvalSet, queryText } from './sets.ts'

export const PEERS = ['minisearch-words', 'minisearch-six-letters', 'minisearch-4-grams', 'orama'] as const
export type Peer = (typeof PEERS)[number]

/** Places kept of each ranking: the measures look no further. */
const DEPTH = 100

/** How a peer's words are made of a folded text. */
const CUTS: Record<Exclude<Peer, 'orama'>, (text: string) => string[]> = {
  'minisearch-words': wordsOf,
  'minisearch-six-letters': (text) => wordsOf(text).map((word) => word.slice(0, 6)),
  'minisearch-4-grams': (text) => wordsOf(text).flatMap((word) => grams(word, 4)),
}

export async function rankByPeer(peer: Peer, set: EvalSet): Promise<Rankings> {
  return peer === 'orama' ? rankByOrama(set) : rankByMinisearch(set, CUTS[peer])
}

function rankByMinisearch(set: EvalSet, cut: (text: string) => string[]): Rankings {
  const engine = new MiniSearch<{ id: string; text: string }>({ fields: ['text'], tokenize: cut, processTerm: (word) => word })
  engine.addAll(documents(set))
  return ranked(set.queries, (query) =>
    engine
      .search(queryText(query), { combineWith: 'OR' })
      .slice(0, DEPTH)
      .map(({ id }) => String(id)),
  )
}

async function rankByOrama(set: EvalSet): Promise<Rankings> {
  const engine = create({ schema: { id: 'string', text: 'string' } as const })
  await insertMultiple(engine, documents(set))
  const rankings = new Map<string, string[]>()
  for (const query of set.queries) {
    const { hits } = await search(engine, { term: queryText(query), properties: ['text'], limit: DEPTH })
    rankings.set(
      query.id,
      hits.map(({ document }) => document.id),
    )
  }
  return rankings
}

function documents({ candidates }: EvalSet): { id: string; text: string }[] {
  return candidates.map((candidate) => ({ id: candidate.id, text: `${candidateName(candidate)}\n${candidateText(candidate)}` }))
}

function ranked(queries: readonly EvalQuery[], find: (query: EvalQuery) => string[]): Rankings {
  return new Map(queries.map((query) => [query.id, find(query)]))
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
