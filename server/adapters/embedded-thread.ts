/** A thread of the embedded engine: works the calls of its role in order; {@link callThread} starts and ends it. */
import { parentPort, workerData } from 'node:worker_threads'
import { buffersOf, type CallMessage, type ReplyMessage, ROLES, type Role } from './embedded-calls.ts'

const calls = ROLES[workerData as Role]() as unknown as Record<string, (argument: unknown) => unknown>

parentPort?.on('message', ({ id, name, argument }: CallMessage) => {
  try {
    const result = calls[name]?.(argument)
    parentPort?.postMessage({ id, result } satisfies ReplyMessage, buffersOf(result))
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies ReplyMessage)
  }
})
