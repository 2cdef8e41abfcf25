/** Names in a merge: the texts copied, their order merged from the orders that the segments already have. */
import { decodeId } from './embedded-ids.ts'
import { type MergePlan, NONE } from './embedded-merge-plan.ts'
import { idsOf, nameOf, nameWordsOf, packWords, sortName } from './embedded-texts.ts'
import type { Source } from './embedded-write.ts'

type Names = Omit<Source['names'], 'lengths'>

export function mergeNames(plan: MergePlan): Names {
  return { ...mergeTexts(plan), order: mergeOrders(plan), words: packWords(plan.inputs.flatMap(({ segment }) => nameWordsOf(segment))) }
}

function mergeTexts({ inputs, inputOf, docOf, docs }: MergePlan): Pick<Names, 'starts' | 'bytes'> {
  const starts = new Uint32Array(docs + 1)
  const segmentOf = (doc: number) => (inputs[inputOf[doc] as number] as MergePlan['inputs'][number]).segment
  for (let doc = 0; doc < docs; doc++) {
    const from = docOf[doc] as number
    const { nameStarts } = segmentOf(doc)
    starts[doc + 1] = (starts[doc] as number) + (nameStarts[from + 1] as number) - (nameStarts[from] as number)
  }
  const bytes = new Uint8Array(starts[docs] as number)
  for (let doc = 0; doc < docs; doc++) {
    const from = docOf[doc] as number
    const { nameStarts, nameBytes } = segmentOf(doc)
    let to = starts[doc] as number
    for (let at = nameStarts[from] as number; at < (nameStarts[from + 1] as number); at++) bytes[to++] = nameBytes[at] as number
  }
  return { starts, bytes }
}

/** The next document of one input, by name. */
interface Head {
  input: number
  at: number
  doc: number
  name: string
}

function mergeOrders(plan: MergePlan): Uint32Array {
  const { inputs, moved, docs } = plan
  const order = new Uint32Array(docs)
  const heads = inputs.flatMap((_, input) => advance(plan, { input, at: -1, doc: 0, name: '' }) ?? [])
  if (heads.length === 1) return onlyOne(plan, heads[0] as Head)
  const isBefore = (a: Head, b: Head) => (a.name === b.name ? idOf(plan, a) < idOf(plan, b) : a.name < b.name)
  heads.sort((a, b) => (isBefore(a, b) ? -1 : 1))
  for (let place = 0; place < docs; place++) {
    const head = heads.shift() as Head
    order[place] = (moved[head.input] as Uint32Array)[head.doc] as number
    const next = advance(plan, head)
    if (!next) continue
    let [low, high] = [0, heads.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(heads[middle] as Head, next)) low = middle + 1
      else high = middle
    }
    heads.splice(low, 0, next)
  }
  return order
}

/** Of a single input the order stays. */
function onlyOne({ inputs, moved, docs }: MergePlan, { input }: Head): Uint32Array {
  const { byName } = (inputs[input] as MergePlan['inputs'][number]).segment
  const target = moved[input] as Uint32Array
  const order = new Uint32Array(docs)
  let place = 0
  for (const doc of byName) if (target[doc] !== NONE) order[place++] = target[doc] as number
  return order
}

/** The next living one of the same input, or null at the end. */
function advance({ inputs, moved }: MergePlan, { input, at }: Head): Head | null {
  const { segment } = inputs[input] as MergePlan['inputs'][number]
  const target = moved[input] as Uint32Array
  for (let next = at + 1; next < segment.docs; next++) {
    const doc = segment.byName[next] as number
    if (target[doc] !== NONE) return { input, at: next, doc, name: sortName(nameOf(segment, doc)) }
  }
  return null
}

function idOf({ inputs }: MergePlan, { input, doc }: Head): string {
  return decodeId(idsOf((inputs[input] as MergePlan['inputs'][number]).segment), doc)
}
