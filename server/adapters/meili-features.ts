/** Profiles and needs as the index holds them, read once for each version: what candidates are scored from. */
import type { MeiliClient } from './meili-client.ts'

/** What is needed to know a stored version. */
export interface Version {
  id: string
  seq: number
}

export interface Kept<T> {
  /** The contents of these versions, or of newer ones, by id; what is gone is left out. */
  of(versions: readonly Version[], signal: AbortSignal): Promise<Map<string, T>>
  clear(): void
}

const AT_ONCE = 1_000

/** The most recently asked `most` are kept; a version that changed is read again. */
export function keepRead<D extends Version, T>(
  client: MeiliClient,
  from: { index: string; fields: readonly (keyof D & string)[]; most: number; read: (document: D) => T },
): Kept<T> {
  const held = new Map<string, { seq: number; content: T }>()
  const load = async (ids: string[], signal: AbortSignal) => {
    const asked = {
      path: `indexes/${from.index}/documents/fetch`,
      body: { ids, fields: from.fields, limit: ids.length },
      extraRequestInit: { signal },
    }
    const { results } = await client.search(async ({ httpRequest }) => httpRequest.post<{ results: D[] }>(asked))
    return results.map((document) => ({ id: document.id, seq: document.seq, content: from.read(document) }))
  }
  return {
    async of(versions, signal) {
      const found = new Map<string, T>()
      const missing: string[] = []
      for (const { id, seq } of versions) {
        const known = held.get(id)
        if (!known || known.seq < seq) {
          missing.push(id)
          continue
        }
        found.set(id, known.content)
        held.delete(id)
        held.set(id, known)
      }
      for (let at = 0; at < missing.length; at += AT_ONCE) {
        for (const { id, seq, content } of await load(missing.slice(at, at + AT_ONCE), signal)) {
          found.set(id, content)
          held.set(id, { seq, content })
        }
      }
      for (const id of held.keys()) {
        if (held.size <= from.most) break
        held.delete(id)
      }
      return found
    },
    clear: () => held.clear(),
  }
}
