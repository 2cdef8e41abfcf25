/** Snapshots of the embedded index: one file a state, named by its sequence number, believed only when its sums are right. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Offered } from './embedded-keeper.ts'
import type { SegmentMeta } from './embedded-segment.ts'

/** What a snapshot keeps of the index and of what was planned with it. */
export interface Snapshot {
  /** Of this layout, these rules and this database; one that differs in any is not read. */
  edition: string
  position: string
  segments: Offered[]
  /** Open needs and frozen statistics as texts; only their owner reads them. */
  needs: string
  frozen: string
}

/** Begins every file; a new layout gets a new number. */
const MAGIC = 'highroad-search-1\n'

interface Body {
  bytes: number
  sum: number
}

interface Header {
  edition: string
  position: string
  segments: { id: number; meta: SegmentMeta; buffer: Body; alive: Body }[]
  needs: Body
  frozen: Body
}

/** Writes beside, then renames, so that whatever ends the process leaves a whole file; older ones are removed afterwards. */
export function writeSnapshot(folder: string, snapshot: Snapshot): void {
  mkdirSync(folder, { recursive: true })
  const bodies: Uint8Array[] = []
  const body = (bytes: Uint8Array): Body => {
    bodies.push(bytes)
    return { bytes: bytes.byteLength, sum: crc32(bytes) }
  }
  const text = new TextEncoder()
  const header: Header = {
    edition: snapshot.edition,
    position: snapshot.position,
    segments: snapshot.segments.map(({ handle: { id, meta, buffer }, alive }) => ({
      id,
      meta,
      buffer: body(new Uint8Array(buffer)),
      alive: body(new Uint8Array(alive.buffer, alive.byteOffset, alive.byteLength)),
    })),
    needs: body(text.encode(snapshot.needs)),
    frozen: body(text.encode(snapshot.frozen)),
  }
  const head = text.encode(JSON.stringify(header))
  const name = `${snapshot.position}.seg`
  const beside = join(folder, `${name}.${process.pid}.part`)
  writeAll(beside, [text.encode(`${MAGIC}${head.byteLength} ${crc32(head)}\n`), head, ...bodies])
  renameSync(beside, join(folder, name))
  syncFolder(folder)
  for (const other of readdirSync(folder)) if (other !== name && isOver(other)) rmSync(join(folder, other), { force: true })
}

/** The newest whole snapshot of this edition that is not ahead of the database; null where there is none. */
export function readSnapshot(folder: string, edition: string, upTo: bigint): Snapshot | null {
  if (!existsSync(folder)) return null
  const names = readdirSync(folder).filter((name) => /^\d+\.seg$/.test(name))
  names.sort((a, b) => (BigInt(a.slice(0, -4)) < BigInt(b.slice(0, -4)) ? 1 : -1))
  for (const name of names) {
    const snapshot = readOne(join(folder, name), edition)
    if (snapshot && BigInt(snapshot.position) <= upTo) return snapshot
  }
  return null
}

/** Older snapshots, and what processes that are gone left half written. */
function isOver(name: string): boolean {
  const writer = name.match(/^\d+\.seg\.(\d+)\.part$/)?.[1]
  return writer === undefined ? /^\d+\.seg$/.test(name) : Number(writer) === process.pid || !isRunning(Number(writer))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function writeAll(path: string, parts: readonly Uint8Array[]): void {
  const file = openSync(path, 'w', 0o600)
  try {
    for (const part of parts) {
      for (let at = 0; at < part.byteLength; ) at += writeSync(file, part, at, Math.min(PIECE, part.byteLength - at))
    }
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** The system takes at most 2 GiB at once. */
const PIECE = 2 ** 28

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Whatever is wrong with a file, the index can be built without it. */
function readOne(path: string, edition: string): Snapshot | null {
  const file = openSync(path, 'r')
  try {
    return readFrom(file, statSync(path).size, edition)
  } catch {
    return null
  } finally {
    closeSync(file)
  }
}

function readFrom(file: number, size: number, edition: string): Snapshot | null {
  const first = Buffer.alloc(64)
  readSync(file, first, 0, 64, 0)
  const line = first.toString('latin1').match(/^highroad-search-1\n(\d+) (\d+)\n/)
  if (!line) return null
  let at = line[0].length
  const take = <T extends Uint8Array>(bytes: T, sum: number): T => {
    if (at + bytes.byteLength > size) throw new RangeError('The snapshot is too short.')
    for (let done = 0; done < bytes.byteLength; ) {
      const read = readSync(file, bytes, done, Math.min(PIECE, bytes.byteLength - done), at + done)
      if (read === 0) throw new RangeError('The snapshot ends early.')
      done += read
    }
    at += bytes.byteLength
    if (crc32(bytes) !== sum) throw new RangeError('The snapshot is damaged.')
    return bytes
  }
  if (Number(line[1]) > size) return null
  const header = JSON.parse(Buffer.from(take(new Uint8Array(Number(line[1])), Number(line[2]))).toString('utf8')) as Header
  if (header.edition !== edition) return null
  const segments = header.segments.map(({ id, meta, buffer, alive }): Offered => {
    const block = new SharedArrayBuffer(buffer.bytes)
    take(new Uint8Array(block), buffer.sum)
    const living = take(new Uint8Array(alive.bytes), alive.sum)
    return { handle: { id, meta, buffer: block }, alive: new Int32Array(living.buffer) }
  })
  const text = ({ bytes, sum }: Body) => Buffer.from(take(new Uint8Array(bytes), sum).buffer).toString('utf8')
  return { edition, position: header.position, segments, needs: text(header.needs), frozen: text(header.frozen) }
}
