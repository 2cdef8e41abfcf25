/** How alike two entries of a firm are: letters of the name and of the address, three at a time. */
import { distinctivePart, normaliseAddress, normaliseName, normalisePlace } from './import-names.ts'

/** What two lists can be compared by. */
export interface FirmIdentity {
  name: string
  /** ISO 3166 alpha-2; firms of different countries are never duplicates. */
  country: string
  registrationNumber: string | null
  city: string | null
  region: string | null
  address: string | null
}

/** An identity made ready for comparing. */
export interface FirmPrint {
  country: string
  registrationNumber: string
  /** Normalised: without legal form. */
  name: string
  /** The name without blanks: lists differ in where they put them (`Sangwoo`, `Sang Woo`). */
  compactName: string
  address: string
  place: string
  /** Numbers within the name tell sites apart: `Unit 6`, `Unit 10`. */
  numbers: string[]
  nameGrams: Int32Array | null
  ownGrams: Int32Array | null
  addressGrams: Int32Array | null
}

export function printOf(firm: FirmIdentity): FirmPrint {
  const name = normaliseName(firm.name)
  return {
    country: firm.country,
    registrationNumber: (firm.registrationNumber ?? '').toUpperCase().replace(/[^\p{L}\p{N}]+/gu, ''),
    name,
    compactName: name.replaceAll(' ', ''),
    address: normaliseAddress(firm.address ?? ''),
    place: normalisePlace(firm.city ?? firm.region ?? ''),
    numbers: name.match(/\d+/g) ?? [],
    nameGrams: null,
    ownGrams: null,
    addressGrams: null,
  }
}

/**
 * From 0 to 1: the mean of how alike names and addresses are (Jaccard of letter trigrams), 0 for firms of different countries,
 * for sites whose names carry different numbers, and for different names at one address. Without two addresses the town
 * stands in for them, and without two towns the name alone must do, at a discount.
 */
export function similarity(a: FirmPrint, b: FirmPrint): number {
  if (a.country !== b.country || tellApart(a.numbers, b.numbers)) return 0
  a.nameGrams ??= gramsOf(a.compactName)
  b.nameGrams ??= gramsOf(b.compactName)
  const name = jaccard(a.nameGrams, b.nameGrams)
  if (name < LEAST_NAME || ownNameSimilarity(a, b) < LEAST_NAME) return 0
  return (name + placeSimilarity(a, b, name)) / 2
}

/**
 * From here on two entries are shown as perhaps the same firm; the same name within a country always is. On 39 pairs judged by people
 * (Open Supply Hub) every threshold from .30 to .60 gives an F1 between .88 and .92: the middle of the scale was taken, not the best.
 * The word tables of import-names.ts were written with the same pairs in view, so expect less on lists never seen.
 */
export const LIKELY_SAME = 0.5

function placeSimilarity(a: FirmPrint, b: FirmPrint, name: number): number {
  if (a.address !== '' && b.address !== '') {
    a.addressGrams ??= gramsOf(a.address)
    b.addressGrams ??= gramsOf(b.address)
    return jaccard(a.addressGrams, b.addressGrams)
  }
  if (a.place !== '' && b.place !== '') return a.place === b.place ? SAME_TOWN : 0
  return name > 0.8 ? name * NO_PLACE : 0
}

/** Without the words of the trade, which half the firms of a street have in common. */
function ownNameSimilarity(a: FirmPrint, b: FirmPrint): number {
  a.ownGrams ??= gramsOf(distinctivePart(a.name).replaceAll(' ', ''))
  b.ownGrams ??= gramsOf(distinctivePart(b.name).replaceAll(' ', ''))
  return jaccard(a.ownGrams, b.ownGrams)
}

function tellApart(a: string[], b: string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((number) => b.includes(number))
}

/** The text's letter trigrams, each once, as ascending numbers; a blank is set at both ends. */
function gramsOf(text: string): Int32Array {
  const padded = ` ${text} `
  const codes = new Int32Array(Math.max(padded.length - 2, 0))
  for (let at = 0; at < codes.length; at += 1) {
    codes[at] = (padded.charCodeAt(at) * 961 + padded.charCodeAt(at + 1)) * 961 + padded.charCodeAt(at + 2)
  }
  codes.sort()
  return codes.filter((code, at) => at === 0 || code !== codes[at - 1])
}

/** Shared trigrams over all trigrams of both. */
function jaccard(a: Int32Array, b: Int32Array): number {
  let shared = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0)
    if (difference === 0) shared += 1
    if (difference <= 0) i += 1
    if (difference >= 0) j += 1
  }
  const all = a.length + b.length - shared
  return all === 0 ? 0 : shared / all
}

/** Tenants of one building share an address, not a name. */
const LEAST_NAME = 0.25
const SAME_TOWN = 0.5
const NO_PLACE = 0.6
