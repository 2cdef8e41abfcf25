/** Finds rows of a list that may be one firm, among themselves and among the firms already known. Shown to an officer, never merged. */
import { type FirmIdentity, type FirmPrint, LIKELY_SAME, printOf, similarity } from './import-similarity.ts'

/** Why two entries may be one firm, the surest first (domain reference 2.1: registration number, then normalised name and place). */
export const DUPLICATE_GROUNDS = ['registration-number', 'name-and-place', 'similar'] as const
export type DuplicateGround = (typeof DUPLICATE_GROUNDS)[number]

export interface Duplicate {
  /** Index of the record within the list. */
  record: number
  /** An earlier record of the same list, or a firm already known. */
  of: { kind: 'record'; record: number } | { kind: 'firm'; id: string }
  ground: DuplicateGround
  /** 1 for the same registration number or the same name and place, else {@link similarity}. */
  score: number
}

/**
 * For each record, the (at most three) earlier records and known firms that it may be the same as.
 *
 * The same registration number within a country is the same firm. Else the same normalised name at the same place or address is; else
 * a similarity from {@link LIKELY_SAME} on. Two different registration numbers rule out mere similarity.
 * Each record is compared only with those that share its rarest words and letter groups, so that the work grows with the list, not with its square.
 */
export function findDuplicates(records: readonly FirmIdentity[], existing: readonly (FirmIdentity & { id: string })[]): Duplicate[] {
  const index = createIndex()
  for (const firm of existing) index.add(printOf(firm), { kind: 'firm', id: firm.id })
  return records.flatMap((record, at) => {
    const print = printOf(record)
    const hits = index
      .candidates(print)
      .map(({ entry, of }) => ({ record: at, of, ...judge(print, entry) }))
      .filter((hit) => hit.score > 0)
      .sort((a, b) => DUPLICATE_GROUNDS.indexOf(a.ground) - DUPLICATE_GROUNDS.indexOf(b.ground) || b.score - a.score)
    index.add(print, { kind: 'record', record: at })
    return hits.slice(0, MOST_SHOWN)
  })
}

function judge(a: FirmPrint, b: FirmPrint): { ground: DuplicateGround; score: number } {
  const numbered = a.registrationNumber !== '' && b.registrationNumber !== ''
  if (numbered && a.registrationNumber === b.registrationNumber) return { ground: 'registration-number', score: 1 }
  if (a.compactName === b.compactName && samePlace(a, b)) return { ground: 'name-and-place', score: 1 }
  const score = numbered ? 0 : similarity(a, b)
  return { ground: 'similar', score: score >= LIKELY_SAME ? score : 0 }
}

function samePlace(a: FirmPrint, b: FirmPrint): boolean {
  if (a.address !== '' && a.address === b.address) return true
  return a.place !== '' && a.place === b.place
}

interface Known {
  entry: FirmPrint
  of: Duplicate['of']
}

/** Firms by what their names and addresses are made of, a shelf for each country. */
function createIndex(): { add(entry: FirmPrint, of: Duplicate['of']): void; candidates(print: FirmPrint): Known[] } {
  const known: Known[] = []
  const shelves = new Map<string, Map<string, number[]>>()
  return {
    add(entry, of) {
      const shelf = shelves.get(entry.country) ?? new Map<string, number[]>()
      shelves.set(entry.country, shelf)
      const number = known.push({ entry, of }) - 1
      for (const key of keysOf(entry)) {
        const entries = shelf.get(key)
        if (entries) entries.push(number)
        else shelf.set(key, [number])
      }
    },
    candidates(print) {
      const shelf = shelves.get(print.country)
      return shelf ? nearest(shelf, print).flatMap((number) => known[number] ?? []) : []
    },
  }
}

/** The entries that share most of the rare keys; what half the country's firms share (`garment`, `dhaka`) is not looked at. */
function nearest(shelf: Map<string, number[]>, print: FirmPrint): number[] {
  const postings = keysOf(print).flatMap((key) => {
    const entries = shelf.get(key)
    return entries ? [entries] : []
  })
  postings.sort((a, b) => a.length - b.length)
  const weights = new Map<number, number>()
  let looked = 0
  for (const entries of postings) {
    looked += entries.length
    if (looked > MOST_LOOKED && weights.size > 0) break
    const weight = 1 / Math.log2(entries.length + 1)
    for (const entry of entries.slice(0, MOST_LOOKED)) weights.set(entry, (weights.get(entry) ?? 0) + weight)
  }
  return [...weights]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_COMPARED)
    .map(([entry]) => entry)
}

/** Registration number, whole name, its words and groups of five letters, and pairs of neighbouring words of the address. */
function keysOf({ registrationNumber, name, compactName, address }: FirmPrint): string[] {
  const keys = new Set<string>([`=${compactName}`])
  if (registrationNumber !== '') keys.add(`#${registrationNumber}`)
  for (const word of name.split(' ')) if (word.length > 2) keys.add(word)
  for (let at = 0; at + 5 <= compactName.length; at += 1) keys.add(`~${compactName.slice(at, at + 5)}`)
  const words = address.split(' ')
  for (let at = 0; at + 1 < words.length; at += 1) keys.add(`@${words[at]} ${words[at + 1]}`)
  return [...keys]
}

const MOST_SHOWN = 3
const MOST_COMPARED = 20
const MOST_LOOKED = 400
