/** Asks for proposals over HTTP from a process of its own, so that the asking does not slow the answering. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { type Percentiles, percentiles, timed } from './figures.ts'

export interface AnswerRun {
  /** Where the server under test listens, for example `http://127.0.0.1:3000`. */
  baseUrl: string
  /** The session cookie of a member who may see the proposals, as `name=value`. */
  cookie: string
  /** Needs whose proposals are asked for, in turn. */
  needIds: readonly string[]
  /** Questions asked at the same time. */
  clients: number
  /** How many questions in all. */
  questions: number
}

export interface AnswerFigures {
  latency: Percentiles
  /** The first question of this run about each need. */
  first: Percentiles
  perSecond: number
  /** Answers that were not 200. */
  refused: number
  /** Mean size of an answer. */
  kilobytes: number
}

/** The address of a need's first fifty proposals; one place, so that a change of the API is made here. */
export function proposalsPath(needId: string): string {
  return `/api/v1/sourcing-needs/${needId}/proposals?limit=50`
}

/** Runs the questions in a child process and gives what it saw. */
export async function measureAnswers(run: AnswerRun): Promise<AnswerFigures> {
  const child = fork(import.meta.filename, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.send(run)
  const ended = once(child, 'exit')
  const [figures] = (await Promise.race([once(child, 'message'), ended.then(() => [null])])) as [AnswerFigures | null]
  if (!figures) throw new Error('The asking process ended without figures.')
  await ended
  return figures
}

/** One question; the status and the size of its answer. */
export function ask(
  { baseUrl, cookie }: Pick<AnswerRun, 'baseUrl' | 'cookie'>,
  path: string,
  agent: Agent,
): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = get(new URL(path, baseUrl), { agent, headers: { cookie } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }))
    })
    request.on('error', reject)
  })
}

/** Asks until all questions are answered; each client waits for its answer before it asks again. */
async function askAll(run: AnswerRun): Promise<AnswerFigures> {
  const { needIds, clients, questions } = run
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const times: number[] = []
  let refused = 0
  let asked = 0
  let bytes = 0
  const one = async (needId: string) => {
    const { status, body } = await ask(run, proposalsPath(needId), agent)
    bytes += body.length
    if (status !== 200) refused++
  }
  const client = async () => {
    while (asked < questions) {
      const needId = needIds[asked++ % needIds.length] ?? ''
      times.push(await timed(() => one(needId)))
    }
  }
  const whole = await timed(() => Promise.all(Array.from({ length: clients }, client)))
  agent.destroy()
  return {
    latency: percentiles(times),
    first: percentiles(times.slice(0, needIds.length)),
    perSecond: Math.round((1000 * questions) / whole),
    refused,
    kilobytes: Math.round(bytes / questions / 1000),
  }
}

if (import.meta.main && process.send) {
  const [run] = (await once(process, 'message')) as [AnswerRun]
  const figures = await askAll(run)
  process.send(figures, undefined, undefined, () => process.disconnect?.())
}
