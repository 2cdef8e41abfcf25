/** Opens what people bring: the bytes decide what a file is, each kind has its guard, and a thread with limits takes PDFs apart. */
import { Worker } from 'node:worker_threads'
import { isImage, MEDIA_TYPES } from '../../domain/files.ts'
import type { FileInspector, Inspected } from '../ports/file-inspector.ts'
import { kindFault, refused } from './file-inspector-bytes.ts'
import { redraw } from './file-inspector-images.ts'
import { officeFault } from './file-inspector-office.ts'

export interface InspectingLimits {
  seconds: number
  megabytes: number
}

const LIMITS: InspectingLimits = { seconds: 20, megabytes: 512 }

export function createFileInspector(limits: InspectingLimits = LIMITS): FileInspector {
  return {
    async inspect({ kind, mediaType, bytes }) {
      if (mediaType !== MEDIA_TYPES[kind]) return refused('document-wrong-kind', { kind })
      const fault = await kindFault(kind, bytes)
      if (fault) return fault
      if (isImage(kind)) return redraw(kind, bytes)
      return ((kind === 'docx' || kind === 'xlsx') && (await officeFault(kind, bytes))) || { ok: true, bytes }
    },
    anonymise: (bytes) => inThread(bytes, limits),
  }
}

function inThread(bytes: Uint8Array, { seconds, megabytes }: InspectingLimits): Promise<Inspected> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./file-inspector-worker.ts', import.meta.url), {
      workerData: { bytes },
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      // Neither the server's secrets nor its command line are any business of a thread that opens strangers' files.
      env: {},
      execArgv: [],
      argv: [],
    })
    const timer = setTimeout(() => finish(() => resolve(refused('document-unreadable', { kind: 'pdf' }))), seconds * 1000)
    const finish = (settle: () => void) => {
      clearTimeout(timer)
      worker.removeAllListeners()
      worker.on('error', () => {})
      worker.terminate().then(settle, reject)
    }
    worker.once('message', (done: Inspected) => finish(() => resolve(done)))
    worker.once('error', (error) => finish(() => (isOutOfMemory(error) ? resolve(refused('document-bomb')) : reject(error))))
    worker.once('exit', (code) => finish(() => reject(new Error(`The inspecting thread ended with ${code}.`))))
  })
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
