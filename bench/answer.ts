/** The whole answer over HTTP: plan, recall, evaluation from PostgreSQL, ranking, explanation, as a signed-in lead firm gets it. */
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
  first: Percentiles
  perSecond: number
  /** Answers that were not 200. */
  refused: number
}

/** The address of a need's proposals; one place, so that a change of the API is made here. */
export function proposalsPath(needId: string): string {
  return `/api/v1/sourcing-needs/${needId}/proposals`
}

/** Asks until all questions are answered; each client waits for its answer before it asks again. */
export async function measureAnswers({ baseUrl, cookie, needIds, clients, questions }: AnswerRun): Promise<AnswerFigures> {
  const times: number[] = []
  let refused = 0
  let asked = 0
  const ask = async (needId: string) => {
    const response = await fetch(new URL(proposalsPath(needId), baseUrl), { headers: { cookie } })
    await response.arrayBuffer()
    if (response.status !== 200) refused++
  }
  const client = async () => {
    while (asked < questions) {
      const needId = needIds[asked++ % needIds.length] ?? ''
      times.push(await timed(() => ask(needId)))
    }
  }
  const whole = await timed(() => Promise.all(Array.from({ length: clients }, client)))
  return {
    latency: percentiles(times),
    first: percentiles(times.slice(0, needIds.length)),
    perSecond: Math.round((1000 * questions) / whole),
    refused,
  }
}
