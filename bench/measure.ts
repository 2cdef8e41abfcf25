/** One measurement in a process of its own, with memory to spare: `measure(kind, options)` here, the work in the child. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { measureBuild } from './build.ts'
import { measureFirstFifty } from './first-fifty.ts'
import { measureIndependence } from './independence.ts'
import { measureSearch } from './search.ts'
import { measureThroughput } from './throughput.ts'
import { measureWhole } from './whole.ts'

const KINDS = {
  build: measureBuild,
  search: measureSearch,
  throughput: measureThroughput,
  independence: measureIndependence,
  fifty: measureFirstFifty,
  whole: measureWhole,
}

type Kinds = typeof KINDS
type Kind = keyof Kinds

const HEAP_MB = 12_000

/** Figures cross the border between processes as JSON. */
export async function measure<K extends Kind>(kind: K, options: Parameters<Kinds[K]>[0]): Promise<Awaited<ReturnType<Kinds[K]>>> {
  const probe = new URL('./memory-probe.ts', import.meta.url).href
  const child = fork(import.meta.filename, [kind, JSON.stringify(options)], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`, '--import', probe],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const [figures] = await Promise.race([once(child, 'message'), ended.then(() => [null])])
  await ended
  if (!figures) throw new Error(`The measurement "${kind}" ended without figures.`)
  return figures
}

if (import.meta.main && process.send) {
  const [kind = '', options = '{}'] = process.argv.slice(2)
  const work = KINDS[kind as Kind] as (options: unknown) => Promise<unknown>
  const figures = await work(JSON.parse(options))
  // What a measurement leaves running must not keep the process alive.
  process.send(figures as object, () => process.exit(0))
}
