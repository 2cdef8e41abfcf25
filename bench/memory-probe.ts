/** Loaded into every thread of a measured process (`--import`): collects garbage and tells the bytes it holds when asked. */
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads'

/** Asks all threads at once; one that is busy or asleep for longer than this is left out. */
const PATIENCE_MS = 3_000

interface Held {
  thread: number
  heap: number
  buffers: number
}

const collect = (globalThis as { gc?: () => void }).gc ?? (() => {})
const channel = new BroadcastChannel('highroad-bench-memory') as BroadcastChannel & { unref(): void }
let answers: Held[] = []

channel.onmessage = (event) => {
  const { data } = event as { data: 'tell' | Held }
  if (data === 'tell') channel.postMessage(held())
  else if (isMainThread) answers.push(data)
}
channel.unref()

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
