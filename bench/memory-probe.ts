/** Loaded first in a measured process (`--import`) and by it in every thread: collects garbage and tells the bytes held when asked. */
import { syncBuiltinESMExports } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import threads, { BroadcastChannel, isMainThread, threadId, Worker, type WorkerOptions } from 'node:worker_threads'

/** A thread that is busy or asleep for longer than this is left out. */
const PATIENCE_MS = 3_000

interface Held {
  thread: number
  heap: number
  buffers: number
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
let answers: Held[] = []
const channel = new BroadcastChannel('highroad-bench-memory') as BroadcastChannel & { unref(): void }

channel.onmessage = (event) => {
  const { data } = event as { data: 'tell' | Held }
  if (data === 'tell') channel.postMessage(held())
  else if (isMainThread) answers.push(data)
}
channel.unref()

/** An engine may start its threads without our flags; here each gets the probe all the same. */
if (isMainThread) {
  threads.Worker = class extends Worker {
    constructor(file: string | URL, options: WorkerOptions = {}) {
      super(file, { ...options, execArgv: [...(options.execArgv ?? []), '--import', import.meta.url] })
    }
  }
  syncBuiltinESMExports()
}

function held(): Held {
  // Twice, for buffers are let go of only after the collection that finds them.
  collect()
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return { thread: threadId, heap: heapUsed, buffers: arrayBuffers }
}

/** Bytes held in heaps and buffers of all threads, shared buffers counted where they were made. */
export async function memoryOfAllThreads(): Promise<{ bytes: number; threads: number }> {
  answers = []
  channel.postMessage('tell')
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  const all = [held(), ...answers]
  return { bytes: all.reduce((sum, one) => sum + one.heap + one.buffers, 0), threads: all.length }
}
