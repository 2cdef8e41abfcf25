/** What an index was planned with, as texts beside its segments: open needs, a line each, and the frozen statistics. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { MatchQuery } from '../../domain/match-query.ts'
import type { Frozen } from '../ports/match-engine.ts'
import { noNeeds, type OpenNeeds, openNeeds, putNeed } from './embedded-open-needs.ts'

/** Needs or words handled between two pauses: a few milliseconds of work. */
const NEEDS_AT_ONCE = 50
const WORDS_AT_ONCE = 10_000

type Pause = () => Promise<void>

/** The needs as they stand now; those of later are not in it. */
export async function writeNeeds(needs: OpenNeeds, pause: Pause): Promise<string> {
  const lines: string[] = []
  const asOfNow = Array.from(openNeeds(needs))
  for (const need of asOfNow) {
    lines.push(JSON.stringify(need))
    if (lines.length % NEEDS_AT_ONCE === 0) await pause()
  }
  return lines.join('\n')
}

export async function readNeeds(text: string, pause: Pause): Promise<OpenNeeds> {
  const needs = noNeeds()
  for (const [at, line] of text.split('\n').entries()) {
    if (line === '') continue
    const [id, query] = JSON.parse(line) as [string, MatchQuery]
    putNeed(needs, id, query)
    if (at % NEEDS_AT_ONCE === 0) await pause()
  }
  return needs
}

export async function writeFrozen({ on, statistics }: Frozen, pause: Pause): Promise<string> {
  const { documents, averageLength, frequencies } = statistics
  const lines = [JSON.stringify({ on, documents, averageLength })]
  for (const [word, frequency] of frequencies) {
    lines.push(`${word}\t${frequency}`)
    if (lines.length % WORDS_AT_ONCE === 0) await pause()
  }
  return lines.join('\n')
}

export async function readFrozen(text: string, pause: Pause): Promise<Frozen> {
  const [first = '{}', ...lines] = text.split('\n')
  const { on, documents, averageLength } = JSON.parse(first) as { on: string; documents: number; averageLength: number }
  const frequencies = new Map<string, number>()
  for (const [at, line] of lines.entries()) {
    const tab = line.lastIndexOf('\t')
    frequencies.set(line.slice(0, tab), Number(line.slice(tab + 1)))
    if (at % WORDS_AT_ONCE === 0) await pause()
  }
  return { on, statistics: { documents, averageLength, frequencies } }
}

/** Where the rules stand that decide what is in an index. */
const RULES = ['../../domain/', '../../db/seed/taxonomy/', './']

/**
 * One name for all rules that an index was built by: another analysis, thesaurus or layout means another index.
 * Of the files beside this one only the embedded engine's own count.
 */
export function editionOf(database: string): string {
  const hash = createHash('sha256').update(database)
  for (const place of RULES) {
    const folder = new URL(place, import.meta.url)
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!entry.isFile() || entry.name.includes('.test.') || (place === './' && !entry.name.startsWith('embedded-'))) continue
      hash.update(entry.name).update(readFileSync(new URL(entry.name, folder)))
    }
  }
  return hash.digest('hex')
}
