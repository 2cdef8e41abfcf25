/** The two search libraries beside us: the same words, the same firms knocked out, nothing slowed down on purpose. */
import { components, create, insertMultiple, search } from '@orama/orama'
import MiniSearch from 'minisearch'
import type { ProfileFeatures } from '../domain/match-query.ts'
import { numberOf } from './corpus.ts'

/** Says who may be shown; handed in ready made, so that no library pays for working it out. */
export interface Allowed {
  has(number: number): boolean
}

export interface Peer {
  name: 'minisearch' | 'orama'
  add(profiles: readonly ProfileFeatures[]): void | Promise<void>
  search(words: readonly string[], allowed: Allowed, k: number): unknown
}

/** Words come analysed by our own rules, so that all search the very same ones. */
export function wordsOf({ terms }: ProfileFeatures): string {
  return terms.flatMap(([word, count]) => Array.from({ length: count }, () => word)).join(' ')
}

export function openMiniSearch(): Peer {
  const index = new MiniSearch<{ id: number; words: string }>({
    fields: ['words'],
    tokenize: (text) => text.split(' '),
    processTerm: (word) => word,
  })
  return {
    name: 'minisearch',
    add: (profiles) => index.addAll(profiles.map((profile) => ({ id: numberOf(profile.profileId), words: wordsOf(profile) }))),
    search: (words, allowed, k) =>
      index.search(words.join(' '), { combineWith: 'OR', filter: ({ id }) => allowed.has(Number(id)) }).slice(0, k),
  }
}

const ANYBODY: Allowed = { has: () => true }

/** Orama as it is, but for two shortcuts in its favour: words are looked up whole instead of as beginnings, and its filter is a ready set. */
export async function openOrama(): Promise<Peer> {
  let allowed = ANYBODY
  // Orama numbers its documents from 1 in the order in which they come.
  const set = { has: (internal: number) => allowed.has(internal - 1) } as Set<number>
  const plain = components.index
  const index: typeof plain = {
    ...plain,
    search: (...[data, term, tokenizer, language, properties, _exact, ...rest]: Parameters<typeof plain.search>) =>
      plain.search(data, term, tokenizer, language, properties, true, ...rest),
    searchByWhereClause: () => set,
  }
  const db = await create({
    schema: { words: 'string' },
    components: {
      index,
      tokenizer: { language: 'english', normalizationCache: new Map(), tokenize: (text: string) => text.split(' ') },
    },
  })
  return {
    name: 'orama',
    async add(profiles) {
      await insertMultiple(
        db,
        profiles.map((profile) => ({ id: profile.profileId, words: wordsOf(profile) })),
        profiles.length,
      )
    },
    search(words, who, k) {
      allowed = who
      return search(db, { term: words.join(' '), limit: k, where: { words: 'ready' } })
    },
  }
}
