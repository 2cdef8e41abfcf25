/** Does the long work of the embedded index beside everything else: builds from all profiles, and merges. */
import type { Batch } from './embedded-batch.ts'
import { buildSegment } from './embedded-build.ts'
import { readSnapshot, type Snapshot, writeSnapshot } from './embedded-files.ts'
import type { Offered } from './embedded-keeper.ts'
import { mergeSegments } from './embedded-merge.ts'
import type { Moved } from './embedded-merge-plan.ts'
import { attach, type SegmentHandle } from './embedded-segment.ts'
import { fullSet } from './embedded-sets.ts'

export interface BuilderCalls {
  /** Takes some of the profiles of a build in. */
  stage(batch: Batch): void
  /** One segment of all that was staged; null when nothing was. */
  finish(): SegmentHandle | null
  merge(asked: { inputs: Offered[]; averageLength: number }): { handle: SegmentHandle; moved: Moved }
  write(asked: { folder: string; snapshot: Snapshot }): void
  read(asked: { folder: string; edition: string; upTo: bigint }): Snapshot | null
}

export function createBuilder(): BuilderCalls {
  let batches: Batch[] = []
  let segments: SegmentHandle[] = []
  const flush = () => {
    if (batches.length > 0) segments.push(buildSegment(0, batches, 0))
    batches = []
  }
  return {
    stage(batch) {
      // Another dictionary begins, and with it another segment.
      if (batch.first === 0) flush()
      batches.push(batch)
    },
    finish() {
      flush()
      const staged = segments
      segments = []
      if (staged.length <= 1) return staged[0] ?? null
      return mergeSegments(
        0,
        staged.map((handle) => ({ segment: attach(handle), alive: fullSet(handle.meta.docs) })),
        0,
      ).handle
    },
    write: ({ folder, snapshot }) => writeSnapshot(folder, snapshot),
    read: ({ folder, edition, upTo }) => readSnapshot(folder, edition, upTo),
    merge({ inputs, averageLength }) {
      return mergeSegments(
        0,
        inputs.map(({ handle, alive }) => ({ segment: attach(handle), alive })),
        averageLength,
      )
    },
  }
}
