/** What the product asks of whoever keeps files: bytes under a name that says nothing, readable by this installation alone. */

export interface StoredObject {
  name: string
  /** When it was put there. */
  at: Date
}

export interface FileStore {
  /** Keeps the bytes for good before it answers; answers the object's name. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes as they were put. Throws where there is no such object, or where it was altered. */
  get(name: string): Promise<Uint8Array>
  /** Takes an object away; one that is not there is gone already. */
  remove(name: string): Promise<void>
  /** Every object there is, in batches. */
  list(): AsyncIterable<StoredObject[]>
  /** Wraps the keys of objects that stand under an older master key anew; answers how many. Safe to repeat after a stop half way. */
  rewrap(): Promise<number>
}

/** There is no such object, or not as it was put. */
export class FileGoneError extends Error {}
