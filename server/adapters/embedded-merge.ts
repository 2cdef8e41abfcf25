/** Merges segments into one without their dead documents; answers go on over the old ones meanwhile. */
import type { FeatureKey } from '../../domain/match-query.ts'
import { decodeId, encodeIds, type IdCells } from './embedded-ids.ts'
import { certificatesOf, figuresOf } from './embedded-merge-facts.ts'
import { mergeNames } from './embedded-merge-names.ts'
import { countLiving, type Living, type MergePlan, type Moved, planOf } from './embedded-merge-plan.ts'
import { mergeRows } from './embedded-merge-rows.ts'
import { attach, type Segment, type SegmentHandle } from './embedded-segment.ts'
import { idsOf } from './embedded-texts.ts'
import { type Source, writeSegment } from './embedded-write.ts'

export function mergeSegments(id: number, inputs: Living[], averageLength: number): { handle: SegmentHandle; moved: Moved } {
  const plan = planOf(inputs)
  const gather = <T extends Uint8Array | Uint32Array>(into: T, read: (segment: Segment) => T) => {
    const sources = inputs.map(({ segment }) => read(segment))
    for (let doc = 0; doc < plan.docs; doc++) {
      into[doc] = (sources[plan.inputOf[doc] as number] as T)[plan.docOf[doc] as number] as number
    }
    return into
  }
  const source: Source = {
    id,
    docs: plan.docs,
    words: wordsOf(plan),
    averageLength,
    ids: mergeIds(plan),
    lengths: gather(new Uint8Array(plan.docs), (segment) => segment.lengths),
    clusters: gather(new Uint32Array(plan.docs), (segment) => segment.clusters),
    flags: mergeFlags(plan),
    names: { ...mergeNames(plan), lengths: gather(new Uint8Array(plan.docs), (segment) => segment.nameLengths) },
    rows: mergeRows(plan),
    certificates: certificatesOf(plan),
    figures: figuresOf(plan),
    facets: [...new Set<FeatureKey>(inputs.flatMap(({ segment }) => segment.meta.facets))],
  }
  return { handle: writeSegment(source), moved: plan.moved }
}

export function livingOf(handle: SegmentHandle, alive: Int32Array): Living {
  return { segment: attach(handle), alive }
}

/** The words of those who live, as if the dead had had as many as the others. */
function wordsOf({ inputs }: MergePlan): number {
  const share = ({ segment, alive }: Living) => (segment.meta.words * countLiving(alive)) / Math.max(1, segment.docs)
  return Math.round(inputs.reduce((sum, each) => sum + share(each), 0))
}

function mergeIds(plan: MergePlan): IdCells {
  const { inputs, inputOf, docOf, docs } = plan
  const all = inputs.map(({ segment }) => idsOf(segment))
  const modes = new Set(all.map(({ mode }) => mode))
  if (modes.size > 1) {
    return encodeIds(Array.from({ length: docs }, (_, doc) => decodeId(all[inputOf[doc] as number] as IdCells, docOf[doc] as number)))
  }
  const width = all.reduce((widest, each) => Math.max(widest, each.width), 1)
  const cells = new Uint32Array(docs * width)
  for (let doc = 0; doc < docs; doc++) {
    const from = all[inputOf[doc] as number] as IdCells
    const start = (docOf[doc] as number) * from.width
    for (let cell = 0; cell < from.width; cell++) cells[doc * width + cell] = from.cells[start + cell] as number
  }
  return { mode: all[0]?.mode ?? 'uuid', width, cells }
}

function mergeFlags({ inputs, inputOf, docOf, docs }: MergePlan): Int32Array {
  const words = (docs + 31) >>> 5
  const sources = inputs.map(({ segment }) => ({ flags: segment.flags, words: (segment.docs + 31) >>> 5 }))
  const sets = Math.max(...sources.map((each) => (each.words === 0 ? 0 : each.flags.length / each.words)))
  const merged = new Int32Array(words * sets)
  for (let doc = 0; doc < docs; doc++) {
    const source = sources[inputOf[doc] as number] as (typeof sources)[number]
    const from = docOf[doc] as number
    for (let set = 0; set < sets; set++) {
      if (((source.flags[set * source.words + (from >>> 5)] as number) >>> (from & 31)) & 1) {
        const word = set * words + (doc >>> 5)
        merged[word] = (merged[word] as number) | (1 << (doc & 31))
      }
    }
  }
  return merged
}
