/**
 * Keeps files in a folder, each encrypted under a key of its own (AES-256-GCM) that a master key wraps.
 *
 * An object is a head and the sealed bytes. The head names the master key and holds the wrapped key, so that another
 * master key is brought in by writing heads anew, and no file is ever decrypted for it. Name and head are authenticated
 * with the bytes: objects cannot be exchanged for each other.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Clock } from '../ports/clock.ts'
import { FileGoneError, type FileStore, type StoredObject } from '../ports/file-store.ts'

export interface DiskFilesOptions {
  folder: string
  /** The master keys, 32 bytes each: the one in use first, then those that older objects may stand under. */
  keys: readonly [Uint8Array, ...Uint8Array[]]
  clock: Clock
}

const MARK = Buffer.from('HRF1')
const ID = 8
const START = 12
const KEY = 32
const TAG = 16
/** Mark, the master key's id, then the wrapped key: start, key, tag. */
const HEAD = MARK.length + ID + START + KEY + TAG

export function createDiskFiles({ folder, keys, clock }: DiskFilesOptions): FileStore {
  const [current] = keys
  if (keys.some((key) => key.length !== KEY)) throw new Error('A master key for files has 32 bytes.')
  const pathOf = (name: string) => join(folder, name.slice(0, 2), name)
  const write = (name: string, bytes: Uint8Array, at: Date) => writeWhole(pathOf(name), bytes, at)
  return {
    async put(bytes) {
      const name = randomBytes(16).toString('hex')
      await write(name, seal(name, bytes, current), clock.now())
      return name
    },
    async get(name) {
      const bytes = await readObject(pathOf(checked(name)))
      const master = keys.find((key) => idOf(key).equals(bytes.subarray(MARK.length, MARK.length + ID)))
      if (!master) throw new FileGoneError('The object stands under a master key that is not here.')
      return unseal(name, bytes, master)
    },
    async remove(name) {
      await rm(pathOf(checked(name, OR_DRAFT)), { force: true })
    },
    list: () => listObjects(folder),
    async rewrap() {
      let count = 0
      for await (const objects of listObjects(folder)) {
        for (const { name, at } of objects.filter((one) => NAME.test(one.name))) {
          const wrapped = await wrapAnew(pathOf(name), name, keys)
          if (!wrapped) continue
          await write(name, wrapped, at)
          count += 1
        }
      }
      return count
    },
  }
}

/** A name of ours and nothing that leads out of the folder. */
function checked(name: string, pattern = NAME): string {
  if (!pattern.test(name)) throw new FileGoneError('This is no name of an object.')
  return name
}

const NAME = /^[0-9a-f]{32}$/
/** What a stop in the midst of writing leaves behind; listed, so that it is swept like any object that nobody holds. */
const OR_DRAFT = /^[0-9a-f]{32}(\.[0-9a-f]{8})?$/

async function readObject(path: string): Promise<Buffer> {
  try {
    const bytes = await readFile(path)
    if (bytes.length >= HEAD + START + TAG && bytes.subarray(0, MARK.length).equals(MARK)) return bytes
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  throw new FileGoneError('There is no such object.')
}

/** Beside it first, on the disk for certain, then in its place: an object is never half there. */
async function writeWhole(path: string, bytes: Uint8Array, at: Date): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(4).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await utimes(draft, at, at)
  await rename(draft, path)
  const place = await open(folder, 'r')
  try {
    await place.sync()
  } finally {
    await place.close()
  }
}

async function* listObjects(folder: string): AsyncIterable<StoredObject[]> {
  for (const part of await namesIn(folder)) {
    const names = (await namesIn(join(folder, part))).filter((name) => OR_DRAFT.test(name))
    const found = await Promise.all(names.map((name) => stat(join(folder, part, name)).catch(() => null)))
    yield names.flatMap((name, at) => (found[at] ? [{ name, at: found[at].mtime }] : []))
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
}

function idOf(master: Uint8Array): Buffer {
  return createHash('sha256').update('highroad file key ').update(master).digest().subarray(0, ID)
}

function headOf(name: string, key: Uint8Array, master: Uint8Array): Buffer {
  const head = Buffer.concat([MARK, idOf(master)])
  return Buffer.concat([head, encrypt(key, master, Buffer.concat([head, Buffer.from(name)]))])
}

function keyIn(name: string, head: Buffer, master: Uint8Array): Buffer {
  const known = head.subarray(0, MARK.length + ID)
  return decrypt(head.subarray(MARK.length + ID, HEAD), master, Buffer.concat([known, Buffer.from(name)]))
}

function seal(name: string, bytes: Uint8Array, master: Uint8Array): Buffer {
  const key = randomBytes(KEY)
  return Buffer.concat([headOf(name, key, master), encrypt(bytes, key, Buffer.from(name))])
}

function unseal(name: string, bytes: Buffer, master: Uint8Array): Buffer {
  return decrypt(bytes.subarray(HEAD), keyIn(name, bytes.subarray(0, HEAD), master), Buffer.from(name))
}

/** The object with its key under the master key in use; null where it is already. */
async function wrapAnew(path: string, name: string, keys: DiskFilesOptions['keys']): Promise<Buffer | null> {
  const bytes = await readObject(path)
  const id = bytes.subarray(MARK.length, MARK.length + ID)
  const master = keys.find((key) => idOf(key).equals(id))
  if (!master || master === keys[0]) return null
  return Buffer.concat([headOf(name, keyIn(name, bytes.subarray(0, HEAD), master), keys[0]), bytes.subarray(HEAD)])
}

function encrypt(bytes: Uint8Array, key: Uint8Array, known: Uint8Array): Buffer {
  const start = randomBytes(START)
  const cipher = createCipheriv('aes-256-gcm', key, start).setAAD(known)
  return Buffer.concat([start, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function decrypt(bytes: Buffer, key: Uint8Array, known: Uint8Array): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, START)).setAAD(known)
  cipher.setAuthTag(bytes.subarray(-TAG))
  try {
    return Buffer.concat([cipher.update(bytes.subarray(START, -TAG)), cipher.final()])
  } catch (error) {
    throw new FileGoneError('The object is not as it was put.', { cause: error })
  }
}
