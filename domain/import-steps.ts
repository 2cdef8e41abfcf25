/** What becomes of a list after it was uploaded: its states, what may be done next, which rows are left out, and what an undo leaves standing. */
import type { DuplicateGround } from './import-duplicates.ts'

/** `failed` ends nothing: a run that broke off left nothing behind and the list is mapped again. */
export const IMPORT_STATES = ['uploaded', 'mapped', 'running', 'done', 'failed', 'undone'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const IMPORT_STEPS = ['map', 'run', 'discard', 'undo'] as const
export type ImportStep = (typeof IMPORT_STEPS)[number]

/** Where an import stands; `updatedAt` moves with the progress of a run. */
export interface ImportStanding {
  state: ImportState
  updatedAt: Date
  finishedAt: Date | null
}

/** The steps that stand open now. A run without progress for five minutes has died with its process and may be started again. */
export function openImportSteps({ state, updatedAt, finishedAt }: ImportStanding, at: Date): ImportStep[] {
  if (state === 'uploaded') return ['map', 'discard']
  if (state === 'mapped' || state === 'failed') return ['map', 'run', 'discard']
  if (state === 'running') return at.getTime() - updatedAt.getTime() >= STALE_MS ? ['run'] : []
  return state === 'done' && finishedAt && at < undoUntil(finishedAt) ? ['undo'] : []
}

/** An import can be taken back for 24 hours: finished on Monday at 9:00, until Tuesday at 9:00. */
export function undoUntil(finishedAt: Date): Date {
  return new Date(finishedAt.getTime() + UNDO_HOURS * 3_600_000)
}

export const DUPLICATE_DECISIONS = ['skip', 'import'] as const
export type DuplicateDecision = (typeof DUPLICATE_DECISIONS)[number]

/** Rows whose duplicate is sure are left out unless the officer says otherwise; what is merely alike comes in. */
export const SKIPPED_GROUNDS = ['registration-number', 'name-and-place'] as const satisfies readonly DuplicateGround[]

/** Whether a row with this surest duplicate is left out. */
export function isSkipped(ground: DuplicateGround | null, decided: DuplicateDecision | null): boolean {
  if (ground === null) return false
  return decided === null ? SKIPPED_GROUNDS.some((sure) => sure === ground) : decided === 'skip'
}

/** What a row may be a duplicate of, with what an officer needs to tell: an earlier row of the list, or a firm on the platform. */
export interface RowDuplicate {
  of: { kind: 'row'; line: number } | { kind: 'firm'; id: string }
  name: string
  place: string
  ground: DuplicateGround
  score: number
}

/** Why an undo leaves a firm standing, the weightiest first. */
export const KEPT_REASONS = ['claimed', 'claim-open', 'linked', 'changed'] as const
export type KeptReason = (typeof KEPT_REASONS)[number]

export interface ImportedStanding {
  claimed: boolean
  /** Somebody has asked for it and waits for the officer's answer. */
  claimOpen: boolean
  linkages: number
  version: number
  profileVersion: number | null
  importedVersion: number | null
}

/** An undo removes only what is still as the import left it; null when the firm goes. */
export function keptReason(firm: ImportedStanding): KeptReason | null {
  if (firm.claimed) return 'claimed'
  if (firm.claimOpen) return 'claim-open'
  if (firm.linkages > 0) return 'linked'
  return firm.version > 1 || (firm.profileVersion ?? 0) > (firm.importedVersion ?? 0) ? 'changed' : null
}

const UNDO_HOURS = 24
const STALE_MS = 5 * 60_000
