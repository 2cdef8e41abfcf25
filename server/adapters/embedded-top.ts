/** The first k of many by a total order, without sorting them all. */

/** Keeps the first k of what it is offered; `before(a, b)` says whether a comes before b. */
export interface Top {
  offer(doc: number): void
  /** In order, first one first. */
  list(): number[]
}

export function keepTop(k: number, before: (a: number, b: number) => boolean): Top {
  // The heap's root is the last of those kept, so that a newcomer is compared with it alone.
  const heap: number[] = []
  const isLater = (a: number, b: number) => before(heap[b] ?? 0, heap[a] ?? 0)
  const swap = (a: number, b: number) => {
    const held = heap[a] ?? 0
    heap[a] = heap[b] ?? 0
    heap[b] = held
  }
  const rise = (from: number) => {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!isLater(at, parent)) return
      swap(at, parent)
      at = parent
    }
  }
  const sink = () => {
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      if (left >= heap.length) return
      const child = left + 1 < heap.length && isLater(left + 1, left) ? left + 1 : left
      if (!isLater(child, at)) return
      swap(at, child)
      at = child
    }
  }
  return {
    offer(doc) {
      if (heap.length < k) {
        heap.push(doc)
        rise(heap.length - 1)
      } else if (k > 0 && before(doc, heap[0] ?? 0)) {
        heap[0] = doc
        sink()
      }
    },
    list: () => [...heap].sort((a, b) => (before(a, b) ? -1 : 1)),
  }
}
