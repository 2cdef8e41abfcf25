/** Saving one list of a profile: what is left out filled with its blank, each item checked, and whose word each one is carried on. */
import type { Day } from './day.ts'
import type { FieldFault } from './profile-certificates.ts'
import {
  type CheckContext,
  checkCapacities,
  checkCertificates,
  checkIds,
  checkProcesses,
  checkProducts,
  checkReferences,
} from './profile-checks.ts'
import { BLANK_FACTS, type FactList, type FactOf, type SaidIn } from './profile-lists.ts'
import { carryProvenance } from './profile-provenance.ts'
import type { CompletableSection } from './profiles.ts'

/** An item as it was sent: what is dispensable may be missing, and a new one has no id. */
export type SentItem<L extends FactList> = { id?: string | undefined } & { [F in keyof SaidIn<L>]?: SaidIn<L>[F] | undefined }

export interface SectionBefore<L extends FactList> {
  facts: readonly FactOf[L][]
  /** Ids of items that others own: an item sent under one of them is passed over, the fact stays as it is. */
  untouchable?: ReadonlySet<string>
}

/**
 * The list to store, or the faults beside their fields; nothing is stored while there is one.
 * New items have no id yet; items of others are not in the list.
 */
export function prepareSection<L extends FactList>(
  list: L,
  items: readonly SentItem<L>[],
  before: SectionBefore<L>,
  { context, today }: { context: CheckContext; today: Day },
): { faults: FieldFault[]; items: (Omit<FactOf[L], 'id'> & { id?: string })[] } {
  const known = new Map(before.facts.map((fact) => [fact.id, fact]))
  const filled = items.map((item) => ({ ...BLANK_FACTS[list], ...withoutGaps(item) }) as unknown as SaidIn<L> & { id?: string })
  const isOthers = filled.map(({ id }) => id !== undefined && before.untouchable?.has(id) === true)
  const faults = [...checkIds(filled, new Set(known.keys())), ...(CHECKS[list] as Check<L>)(filled, context)]
  return {
    faults: faults.filter(({ field }) => !isOthers[Number(field.split('/')[2])]),
    items: filled
      .filter((_, at) => !isOthers[at])
      .map((item) => carryProvenance(item, item.id === undefined ? undefined : (known.get(item.id) as never), today) as never),
  }
}

type Completion = Partial<Record<CompletableSection, Day>>

/** Marks a section complete on this day, or no longer so. */
export function completed(before: Completion, section: CompletableSection, on: Day | null): { complete: Completion } {
  const { [section]: _former, ...others } = before
  return { complete: on === null ? others : { ...others, [section]: on } }
}

/** The same for a list of facts; sites are never complete. */
export function completedList(before: Completion, list: FactList, on: Day | null): { complete?: Completion } {
  return list === 'sites' ? {} : completed(before, list === 'capacities' ? 'capacity' : list, on)
}

/** Standards that the sent items name. */
export function standardsIn(items: readonly object[]): string[] {
  return [...new Set(items.flatMap((item) => ('standard' in item && typeof item.standard === 'string' ? item.standard : [])))]
}

function withoutGaps(item: object): object {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined))
}

type Check<L extends FactList> = (items: readonly SaidIn<L>[], context: CheckContext) => FieldFault[]

const CHECKS: { [L in FactList]: Check<L> } = {
  sites: () => [],
  products: checkProducts,
  processes: checkProcesses,
  certificates: checkCertificates,
  capacities: checkCapacities,
  references: checkReferences,
}
