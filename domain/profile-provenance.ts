/** Who said a fact of the profile, and what becomes of that when the firm saves, confirms, or somebody checks (domain reference 2, trust model of Catena-X). */
import type { Day } from './day.ts'
import type { EvidenceLevel, Provenance } from './evidence.ts'

/** What somebody else who looked may say of a fact; a bare claim is nobody's check. */
export const CHECK_LEVELS = [
  'documented',
  'verified-remote',
  'verified-on-site',
  'third-party-registry',
] as const satisfies readonly EvidenceLevel[]
export type CheckLevel = (typeof CHECK_LEVELS)[number]

export const CHECKABLE_FACTS = ['profile', 'site', 'product', 'process', 'certificate', 'capacity', 'commercial', 'reference'] as const
export type CheckableFact = (typeof CHECKABLE_FACTS)[number]

/** Sources whose facts are the firm's to confirm; what a certification body or a register said stays theirs. */
export const FIRM_SOURCES = ['firm', 'list', 'agency'] as const

/** The firm says so itself, today, and nobody has looked. */
export function selfDeclared(today: Day): Provenance {
  return { source: 'firm', sourceNote: '', level: 'self-declared', statedOn: today, checkedBy: null, checkedOn: null }
}

/** A fact out of an agency's list: on record, but not yet the firm's own word. */
export function listed(list: string, statedOn: Day): Provenance {
  return { ...selfDeclared(statedOn), source: 'list', sourceNote: list }
}

/** A lead firm approved the supplier under its own standard: the issuer's own record is the register of that. */
export function approvedBy(issuer: string, on: Day): Provenance {
  return { source: 'certification-body', sourceNote: issuer, level: 'third-party-registry', statedOn: on, checkedBy: issuer, checkedOn: on }
}

/** Somebody looked: the level is his, the statement stays whose it was. */
export function checked(before: Provenance, check: { level: CheckLevel; by: string; on: Day; note: string }): Provenance {
  return { ...before, level: check.level, checkedBy: check.by, checkedOn: check.on, sourceNote: check.note }
}

/** The firm says "still true": stated today, by the firm; a check that was made goes on standing. */
export function confirmed(before: Provenance, today: Day): Provenance {
  if (!FIRM_SOURCES.some((source) => source === before.source)) return before
  return { ...before, source: 'firm', statedOn: today, sourceNote: before.checkedOn === null ? '' : before.sourceNote }
}

/**
 * What a saved list carries on: an item that says what it said before keeps its provenance, checks and all;
 * a changed or new one is the firm's own word of today.
 * @example Press force 200 t, seen on site, saved again as 200 t stays seen on site; saved as 250 t it is self-declared.
 */
export function carryProvenance<T extends object>(
  item: T,
  before: (T & { provenance: Provenance }) | undefined,
  today: Day,
): T & { provenance: Provenance } {
  if (!before) return { ...item, provenance: selfDeclared(today) }
  const { provenance, ...said } = before
  return { ...item, provenance: saysTheSame(item, said) ? provenance : selfDeclared(today) }
}

/** Compares content; the order of words in a list of words tells nothing. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const parts = value.map(canonical)
    return `[${(value.every((one) => typeof one === 'string' || isParameter(one)) ? parts.sort() : parts).join(',')}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return `{${entries
    .map(([key, one]) => `${key}:${canonical(one)}`)
    .sort()
    .join(',')}}`
}

/** Parameters are told apart by their code, not by their place. */
function isParameter(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'parameter' in value
}
