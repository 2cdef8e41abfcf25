/** Certificates and figures in a merge, by the documents' new numbers. */
import { type MergePlan, NONE } from './embedded-merge-plan.ts'
import type { Segment } from './embedded-segment.ts'
import type { Source } from './embedded-write.ts'

/** More entries than one standard has holders; a document times this plus a place stays a whole number. */
const PLACES = 2 ** 29

export function certificatesOf({ inputs, moved }: MergePlan): Source['certificates'] {
  const segments = inputs.map(({ segment }) => segment)
  const standards = [...new Set(segments.flatMap(({ meta }) => meta.standards))].sort()
  const lists = standards.map((standard) => holdersOf(segments, moved, standard)).filter(({ docs }) => docs.length > 0)
  const starts = new Uint32Array(lists.length + 1)
  for (const [at, { docs }] of lists.entries()) starts[at + 1] = (starts[at] as number) + docs.length
  const whole = { docs: new Uint32Array(starts[lists.length] as number), from: new Uint16Array(0), until: new Uint16Array(0) }
  whole.from = new Uint16Array(whole.docs.length)
  whole.until = new Uint16Array(whole.docs.length)
  for (const [at, { docs, from, until }] of lists.entries()) {
    whole.docs.set(docs, starts[at])
    whole.from.set(from, starts[at])
    whole.until.set(until, starts[at])
  }
  return { standards: lists.map(({ standard }) => standard), starts, ...whole }
}

interface Holders {
  standard: string
  docs: Uint32Array
  from: Uint16Array
  until: Uint16Array
}

function holdersOf(segments: Segment[], moved: Uint32Array[], standard: string): Holders {
  const parts = segments.map((segment) => {
    const at = segment.meta.standards.indexOf(standard)
    return at < 0 ? [0, 0] : [segment.certificateStarts[at] as number, segment.certificateStarts[at + 1] as number]
  })
  const total = parts.reduce((sum, [start = 0, end = 0]) => sum + end - start, 0)
  const keys = new Float64Array(total)
  const from = new Uint16Array(total)
  const until = new Uint16Array(total)
  let size = 0
  for (const [input, segment] of segments.entries()) {
    const [start = 0, end = 0] = parts[input] ?? []
    for (let at = start; at < end; at++) {
      const doc = (moved[input] as Uint32Array)[segment.certificateDocs[at] as number] as number
      if (doc === NONE) continue
      from[size] = segment.certificateFrom[at] as number
      until[size] = segment.certificateUntil[at] as number
      keys[size] = doc * PLACES + size++
    }
  }
  const sorted = keys.subarray(0, size).sort()
  const placeAt = (at: number) => (sorted[at] as number) % PLACES
  const docs = Uint32Array.from(sorted, (key) => Math.floor(key / PLACES))
  const inOrder = (values: Uint16Array) => {
    const ordered = new Uint16Array(size)
    for (let at = 0; at < size; at++) ordered[at] = values[placeAt(at)] as number
    return ordered
  }
  return { standard, docs, from: inOrder(from), until: inOrder(until) }
}

export function figuresOf({ inputs, moved, docs }: MergePlan): Source['figures'] {
  const columns = Math.max(...inputs.map(({ segment }) => segment.columns.length))
  const values = new Float64Array(docs)
  return Array.from({ length: columns }, (_, column) => {
    values.fill(Number.NaN)
    for (const [input, { segment }] of inputs.entries()) spread(segment, column, moved[input] as Uint32Array, values)
    const known: number[] = []
    for (let doc = 0; doc < docs; doc++) if (!Number.isNaN(values[doc] as number)) known.push(doc)
    const list = Uint32Array.from(known)
    return { docs: list, values: Float64Array.from(list, (doc) => values[doc] as number) }
  })
}

/** One input's figures, each at its document's new number. */
function spread({ columns }: Segment, at: number, moved: Uint32Array, into: Float64Array): void {
  const column = columns[at]
  if (!column) return
  let place = 0
  for (let word = 0; word < column.known.length; word++) {
    for (let bits = column.known[word] as number; bits !== 0; bits &= bits - 1) {
      const doc = moved[word * 32 + 31 - Math.clz32(bits & -bits)] as number
      const value = column.values[place++] as number
      if (doc !== NONE) into[doc] = value
    }
  }
}
