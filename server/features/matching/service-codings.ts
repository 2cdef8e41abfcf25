/** Codes that needs and profiles are likely about: reckoned once a text, kept beside the profile, remembered for the needs asked about. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { Transaction } from '../../../db/client.ts'
import type { FactsRow } from '../../../db/match-facts.ts'
import { type CodedText, type CodeIndex, type LikelyCode, likelyCodes } from '../../../domain/likely-codes.ts'
import { type Coding, codingStore as store } from './store-codings.ts'

export interface Codings {
  /** Takes in the official list, if there is one by now. */
  load(): Promise<void>
  of(text: CodedText): readonly LikelyCode[]
  ofRow(row: FactsRow): readonly LikelyCode[]
  /** The same for many, from what is kept; what is missing or of another version is reckoned and kept. */
  ofRows(tx: Transaction, rows: readonly FactsRow[]): Promise<(row: FactsRow) => readonly LikelyCode[]>
}

export function createCodings(codes: () => Promise<CodeIndex | null>): Codings {
  let index: CodeIndex | null = null
  const remembered = new Map<string, readonly LikelyCode[]>()
  const of = (text: CodedText): readonly LikelyCode[] => {
    if (!index) return []
    const key = `${text.language}\n${text.title}\n${text.description}`
    const known = remembered.get(key)
    if (known) return known
    const found = likelyCodes(text, index)
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(key, found)
    return found
  }
  return {
    async load() {
      index ??= await codes()
    },
    of,
    ofRow: (row) => of(wordsOf(row)),
    async ofRows(tx, rows) {
      if (!index) return () => []
      const versions = new Map(rows.map((row) => [row.profileId, row.version]))
      const kept = (await store.of(tx, [...versions.keys()])).filter((one) => versions.get(one.profileId) === one.version)
      const known = new Map(kept.map((one) => [one.profileId, one.likely]))
      const made = await reckon(
        rows.filter((row) => !known.has(row.profileId)),
        index,
      )
      await store.keep(tx, made)
      for (const { profileId, likely } of made) known.set(profileId, likely)
      return (row) => known.get(row.profileId) ?? []
    },
  }
}

async function reckon(rows: readonly FactsRow[], index: CodeIndex): Promise<Coding[]> {
  const made: Coding[] = []
  for (const row of rows) {
    made.push({ profileId: row.profileId, version: row.version, likely: likelyCodes(wordsOf(row), index) })
    // A few milliseconds each: who asks meanwhile must not wait for a whole list.
    if (made.length % AT_ONCE === 0) await breathe()
  }
  return made
}

/** The firm's name stands where a need has its title; its products are words like any other. */
function wordsOf({ texts, facts }: FactsRow): CodedText {
  const [first] = texts
  const description = [...texts.map((text) => text.description), ...facts.products.map((product) => product.name)].join('\n')
  return { title: first?.name ?? '', description, language: first?.language ?? '' }
}

const AT_ONCE = 5
const MOST_REMEMBERED = 1_000
