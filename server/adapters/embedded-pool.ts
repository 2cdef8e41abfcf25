/** Threads that answer side by side over the same segments; questions wait here until one is free, and may be taken back. */
import { EngineAwayError } from '../ports/match-engine.ts'
import { type Caller, callHere, callThread, type Roles } from './embedded-calls.ts'
import type { Offered, ViewChange } from './embedded-keeper.ts'
import { drop } from './embedded-sets.ts'

type Reader = Roles['reader']
type Asks = Exclude<keyof Reader, 'view'>

export interface Pool {
  ask<N extends Asks>(name: N, argument: Parameters<Reader[N]>[0], signal: AbortSignal | null): Promise<ReturnType<Reader[N]>>
  /** Shows a change to all readers: whoever asks from now on is answered with it. */
  show(changes: readonly ViewChange[]): void
  /** The segments shown, and who of them lives. */
  shown(): Offered[]
  close(): Promise<void>
}

interface Waiting {
  start(reader: Caller<'reader'>): Promise<unknown>
  fail(error: Error): void
}

/** A reader and how many questions it has at hand. */
interface Reading {
  caller: Caller<'reader'>
  asked: number
}

/** Questions that a reader has at hand: the next one is there when it has done the first. */
const AT_HAND = 2

export function createPool(size: number, isHere: boolean): Pool {
  const state: State = { isHere, segments: new Map(), readers: Array.from({ length: size }, () => null), queue: [], isClosed: false }
  const { segments, readers, queue } = state
  return {
    ask: (name, argument, signal) => ask(state, name, argument, signal),
    show(changes) {
      for (const change of changes) {
        keep(segments, change)
        for (const reader of readers) if (reader && !reader.caller.ended()) reader.caller.call('view', change).catch(() => {})
      }
    },
    shown: () => [...segments.values()],
    async close() {
      state.isClosed = true
      for (const { fail } of queue.splice(0)) fail(closed())
      await Promise.all(readers.map((reader) => reader?.caller.close()))
      segments.clear()
    },
  }
}

interface State {
  isHere: boolean
  segments: Map<number, Offered>
  readers: (Reading | null)[]
  queue: Waiting[]
  isClosed: boolean
}

function ask<N extends Asks>(
  state: State,
  name: N,
  argument: Parameters<Reader[N]>[0],
  signal: AbortSignal | null,
): Promise<ReturnType<Reader[N]>> {
  const { queue } = state
  return new Promise((resolve, reject) => {
    if (state.isClosed) return reject(closed())
    if (signal?.aborted) return reject(signal.reason)
    const settle = (done: () => void) => {
      signal?.removeEventListener('abort', give)
      done()
    }
    const waiting: Waiting = {
      start: (reader) =>
        (reader.call as (name: string, argument: unknown) => Promise<never>)(name, argument).then(
          (answer) => settle(() => resolve(answer)),
          waiting.fail,
        ),
      fail: (error) => settle(() => reject(error)),
    }
    const give = () => {
      if (queue.includes(waiting)) queue.splice(queue.indexOf(waiting), 1)
      waiting.fail(signal?.reason)
    }
    signal?.addEventListener('abort', give)
    queue.push(waiting)
    dispatch(state)
  })
}

/** Hands questions to the readers that have the fewest. */
function dispatch(state: State): void {
  while (state.queue.length > 0) {
    const free = state.readers.map((_, at) => readerAt(state, at)).sort((a, b) => a.asked - b.asked)[0]
    if (!free || free.asked >= AT_HAND) return
    free.asked++
    const done = () => {
      free.asked--
      dispatch(state)
    }
    state.queue.shift()?.start(free.caller).then(done, done)
  }
}

/** A reader that ended is replaced by one that is shown everything. */
function readerAt({ readers, segments, isHere }: State, at: number): Reading {
  const known = readers[at]
  if (known && !known.caller.ended()) return known
  const reader = { caller: isHere ? callHere('reader') : callThread('reader'), asked: 0 }
  readers[at] = reader
  reader.caller.call('view', { add: [...segments.values()], drop: [], kills: [] }).catch(() => {})
  return reader
}

function closed(): EngineAwayError {
  return new EngineAwayError({ cause: new Error('the engine was closed') })
}

function keep(segments: Map<number, Offered>, { add, drop: dropped, kills }: ViewChange): void {
  for (const { handle, alive } of add) segments.set(handle.id, { handle, alive: alive.slice() })
  for (const { segment, docs } of kills) {
    const shown = segments.get(segment)
    for (const doc of shown ? docs : []) drop((shown as Offered).alive, doc)
  }
  for (const id of dropped) segments.delete(id)
}
