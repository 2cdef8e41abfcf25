/** Calls into a thread of the embedded engine, or into the same work on this one. */
import { Worker } from 'node:worker_threads'
import { EngineAwayError } from '../ports/match-engine.ts'
import { type BuilderCalls, createBuilder } from './embedded-builder.ts'
import { createKeeper, type KeeperCalls } from './embedded-keeper.ts'
import { buffersOf, type CallMessage, type ReplyMessage } from './embedded-messages.ts'
import { createReader, type ReaderCalls } from './embedded-reader.ts'

export interface Roles {
  keeper: KeeperCalls
  reader: ReaderCalls
  builder: BuilderCalls
}
export type Role = keyof Roles

/** What each role does in this very thread. */
const ROLES: { [R in Role]: () => Roles[R] } = { keeper: createKeeper, reader: createReader, builder: createBuilder }

type Call = (argument: never) => unknown

/** A role at work somewhere; calls are worked in the order they are made. */
export interface Caller<R extends Role> {
  call<N extends keyof Roles[R] & string>(
    name: N,
    ...argument: Roles[R][N] extends Call ? Parameters<Roles[R][N]> : never
  ): Promise<Roles[R][N] extends Call ? ReturnType<Roles[R][N]> : never>
  /** Null while it works; what ended it otherwise. */
  ended(): Error | null
  close(): Promise<void>
}

/** The role in this very thread: for tests, and where there is nothing to wait for. */
export function callHere<R extends Role>(role: R): Caller<R> {
  const calls = ROLES[role]() as unknown as Record<string, Call>
  return {
    async call(name, ...argument) {
      return (calls[name] as Call)(argument[0] as never) as never
    },
    ended: () => null,
    close: async () => {},
  }
}

/** The role in a thread of its own. When the thread ends unasked, waiting calls fail and so do all later ones. */
export function callThread<R extends Role>(role: R): Caller<R> {
  const worker = new Worker(new URL('./embedded-thread.ts', import.meta.url), { workerData: role, env: {}, execArgv: [], argv: [] })
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  let ended: Error | null = null
  let next = 1
  const end = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  worker.on('message', (reply: ReplyMessage) => {
    const call = waiting.get(reply.id)
    waiting.delete(reply.id)
    // A thread that nobody waits for does not keep the process alive.
    if (waiting.size === 0) worker.unref()
    if ('error' in reply) call?.reject(new EngineAwayError({ cause: new Error(reply.error) }))
    else call?.resolve(reply.result)
  })
  worker.on('error', (error) => end(new EngineAwayError({ cause: error })))
  worker.on('exit', (code) => end(new EngineAwayError({ cause: new Error(`the ${role} thread ended with ${code}`) })))
  worker.unref()
  return {
    call(name, ...argument) {
      return new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        if (waiting.size === 0) worker.ref()
        const id = next++
        waiting.set(id, { resolve: resolve as (result: unknown) => void, reject })
        worker.postMessage({ id, name, argument: argument[0] } satisfies CallMessage, buffersOf(argument[0]))
      })
    },
    ended: () => ended,
    async close() {
      end(new EngineAwayError({ cause: new Error('the engine was closed') }))
      await worker.terminate()
    },
  }
}
