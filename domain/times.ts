/** Times that count: how fast each side answers, how far linkages come, why they end, and how much demand an active SME meets. */
import { addMonths, type Day } from './day.ts'
import type { LinkageStage } from './linkages.ts'
import { LEAST_IN_STATISTICS } from './small-cells.ts'

/** Stages that every linkage on its way to a contract passes; others may be skipped (rulings, Processes). */
export const MILESTONE_STAGES = [
  'offered-to-sme',
  'sme-interested',
  'lead-firm-accepted',
  'introduced',
  'quoted',
  'approved',
  'contracted',
] as const satisfies readonly LinkageStage[]
export type MilestoneStage = (typeof MILESTONE_STAGES)[number]

export const ENDED_STAGES = ['sme-declined', 'lead-firm-declined', 'lost', 'lapsed'] as const satisfies readonly LinkageStage[]

/** A cell of a report: how many, and how many SMEs stand behind it. */
export interface Cell {
  count: number
  firms: number
}

/** The usual period: a year up to today. */
export function periodOf(asked: { fromOn?: Day; untilOn?: Day }, today: Day): { fromOn: Day; untilOn: Day } {
  const untilOn = asked.untilOn ?? today
  return { fromOn: asked.fromOn ?? addMonths(untilOn, -12), untilOn }
}

/** A firm reads its own figures whole; an agency reads none that fewer than five firms make. An empty cell tells of nobody. */
export function isShown({ count, firms }: Cell, reader: 'firm' | 'agency'): boolean {
  return reader === 'firm' || count === 0 || firms >= LEAST_IN_STATISTICS
}

/**
 * Of those that were begun, what share came so far: each stage counts whoever passed it or a later one, since stages are skipped.
 * @example 10 begun, 4 interested, of whom 1 was invited at once and never "offered": offered counts 10 and interested 4.
 */
export function conversionOf(
  reached: ReadonlyMap<MilestoneStage, Cell>,
  begun: Cell,
  reader: 'firm' | 'agency',
): { stage: MilestoneStage; count: number | null; share: number | null }[] {
  return MILESTONE_STAGES.map((stage) => {
    const cell = reached.get(stage) ?? { count: 0, firms: 0 }
    const shown = isShown(cell, reader) && isShown(begun, reader)
    return { stage, count: shown ? cell.count : null, share: shown && begun.count > 0 ? cell.count / begun.count : null }
  })
}

/** Open needs for each SME that did anything in the period; null where none did. */
export function demandOf(openNeeds: number, activeSmes: number): number | null {
  return activeSmes === 0 ? null : openNeeds / activeSmes
}
