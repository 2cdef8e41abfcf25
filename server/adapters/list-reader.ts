/** Reads supplier lists within bounds: the bytes decide what a file is, and a thread with a limit of time and memory reads it. */
import { Worker } from 'node:worker_threads'
import type { ListRead, ListReader, ListRefused } from '../ports/list-reader.ts'
import { LIST_LIMITS } from '../ports/list-reader.ts'
import { type FileKind, kindOf } from './list-reader-kind.ts'
import { refused, tooLarge } from './list-reader-rows.ts'
import type { ListReaderTask } from './list-reader-worker.ts'

/** Trust rule 22: 20 seconds and 512 MB for one list. */
export interface ReadingLimits {
  seconds: number
  megabytes: number
}

const LIMITS: ReadingLimits = { seconds: 20, megabytes: 512 }

export function createListReader(limits: ReadingLimits = LIMITS): ListReader {
  return {
    async read({ bytes }, signal) {
      signal?.throwIfAborted()
      if (bytes.length === 0) return refused('list-empty')
      if (bytes.length > LIST_LIMITS.bytes) return tooLarge('bytes', LIST_LIMITS.bytes)
      const kind = kindOf(bytes)
      if (kind !== 'text' && kind !== 'zip') return refusalOf(kind)
      return readInThread({ kind, bytes }, limits, signal)
    },
  }
}

function refusalOf(kind: Exclude<FileKind, 'text' | 'zip'>): ListRefused {
  if (kind === 'xls') return refused('list-xls-legacy')
  if (kind === 'protected') return refused('list-unreadable', { reason: 'protected' })
  return refused('list-not-a-list', { kind })
}

function readInThread(task: ListReaderTask, limits: ReadingLimits, signal: AbortSignal | undefined): Promise<ListRead> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./list-reader-worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
      // Neither the server's secrets nor its command line are any business of a thread that opens strangers' files.
      env: {},
      execArgv: [],
      argv: [],
    })
    const abort = () => finish(() => reject(signal?.reason))
    const timer = setTimeout(() => finish(() => resolve(refused('list-timeout', { seconds: limits.seconds }))), limits.seconds * 1000)
    const finish = (settle: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      worker.removeAllListeners()
      worker.on('error', () => {})
      worker.terminate().then(settle, reject)
    }
    signal?.addEventListener('abort', abort, { once: true })
    worker.once('message', (read: ListRead) => finish(() => resolve(read)))
    worker.once('error', (error) => finish(() => (isOutOfMemory(error) ? resolve(exhausted(task, limits)) : reject(error))))
    worker.once('exit', (code) => finish(() => reject(new Error(`the reading thread ended with ${code}`))))
  })
}

function exhausted(task: ListReaderTask, limits: ReadingLimits): ListRefused {
  return refused(task.kind === 'zip' ? 'list-xlsx-bomb' : 'list-too-large', { what: 'memory', limit: limits.megabytes })
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
