/** Posting lists: the documents that have a feature, and how often. */

/** Rising document numbers; `counts` stand beside them for words. */
export interface Postings {
  docs: Uint32Array
  counts: Uint8Array | null
  size: number
}

export function plainPostings(): Postings {
  return { docs: new Uint32Array(2), counts: null, size: 0 }
}

export function countedPostings(): Postings {
  return { docs: new Uint32Array(2), counts: new Uint8Array(2), size: 0 }
}

export function post(postings: Postings, doc: number, count: number | null): void {
  if (postings.size === postings.docs.length) {
    const docs = new Uint32Array(postings.size * 2)
    docs.set(postings.docs)
    postings.docs = docs
    if (postings.counts) {
      const counts = new Uint8Array(postings.size * 2)
      counts.set(postings.counts)
      postings.counts = counts
    }
  }
  postings.docs[postings.size] = doc
  if (postings.counts) postings.counts[postings.size] = count ?? 0
  postings.size++
}

export function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
