/** What crosses between the owner of the embedded index and its threads. */

export interface CallMessage {
  id: number
  name: string
  argument: unknown
}

export type ReplyMessage = { id: number; result: unknown } | { id: number; error: string }

/** The memory of a message's own arrays, which is handed over instead of copied. */
export function buffersOf(message: unknown): ArrayBuffer[] {
  if (typeof message !== 'object' || message === null) return []
  const own = Object.values(message)
  const arrays = [
    ...own,
    ...own.flatMap((value) => (typeof value === 'object' && value !== null && 'hashes' in value ? Object.values(value) : [])),
  ]
  return [...new Set(arrays.flatMap((value) => (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [])))]
}
