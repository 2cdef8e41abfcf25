/** A thread of the embedded engine: works the calls of its role in order; `callThread` starts and ends it. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Role, Roles } from './embedded-calls.ts'
import { buffersOf, type CallMessage, type ReplyMessage } from './embedded-messages.ts'

/** Each role loads what it needs and no more: a builder is started for every build and merge. */
const ROLES: { [R in Role]: () => Promise<Roles[R]> } = {
  keeper: async () => (await import('./embedded-keeper.ts')).createKeeper(),
  reader: async () => (await import('./embedded-reader.ts')).createReader(),
  builder: async () => (await import('./embedded-builder.ts')).createBuilder(),
}

const calls = (await ROLES[workerData as Role]()) as unknown as Record<string, (argument: unknown) => unknown>

parentPort?.on('message', ({ id, name, argument }: CallMessage) => {
  try {
    const result = calls[name]?.(argument)
    parentPort?.postMessage({ id, result } satisfies ReplyMessage, buffersOf(result))
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies ReplyMessage)
  }
})
