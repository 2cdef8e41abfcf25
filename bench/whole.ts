/** The whole answer over HTTP (T10), how soon a change shows in it, and how soon a restarted product gives it again (T11). */
import { Agent } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import pg from 'pg'
import { type AnswerFigures, ask, measureAnswers, proposalsPath } from './answer.ts'
import { makeSource } from './corpus.ts'
import { ownCpu, type Percentiles, percentiles, rounded } from './figures.ts'
import { loadFirms } from './load.ts'
import { type Ground, leadFirmCookie, openGround, publish, type Served, serve } from './served.ts'

export interface WholeFigures {
  profiles: number
  postgres: string
  /** Seconds to load the firms into PostgreSQL, and from nothing to an index built from it. */
  load: number
  build: number
  oneClient: AnswerFigures
  /** Milliseconds of the server's processor time an answer, PostgreSQL's aside. */
  cpuPerAnswer: number
  twentyClients: AnswerFigures
  /** Milliseconds that the serving event loop was late with twenty clients. */
  loopDelay: { p99: number; max: number }
  /** Milliseconds from commit to the end of the first answer that shows the change. */
  changeShown: Percentiles
  /** Seconds from a restart to the same answers as before; `same` is false when they were not. */
  restart: { seconds: number; same: boolean }
}

export interface WholeOptions {
  size: number
  needs: number
  questions: number
  changes: number
}

export async function measureWhole({ size, needs, questions, changes }: WholeOptions): Promise<WholeFigures> {
  const source = makeSource(size)
  const ground = await openGround()
  try {
    const load = await seconds(() => loadFirms(ground.url('owner'), source))
    const served = await serve(ground)
    const cookie = await leadFirmCookie(served.baseUrl)
    const asked = Array.from({ length: needs }, (_, number) => source.need(number))
    const needIds = await publish(served.baseUrl, cookie, asked)
    const run = { baseUrl: served.baseUrl, cookie, needIds, questions }
    const first = (await measureAnswers({ ...run, questions: needs, clients: 1 })).latency
    const cpu = ownCpu()
    const oneClient = await measureAnswers({ ...run, clients: 1 })
    const cpuPerAnswer = rounded((ownCpu() - cpu) / questions, 2)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const twentyClients = await measureAnswers({ ...run, clients: 20 })
    delay.disable()
    const changeShown = await measureChanges(ground, { ...run, changes })
    return {
      profiles: size,
      postgres: await versionOf(ground),
      load,
      build: served.start,
      oneClient: { ...oneClient, first },
      cpuPerAnswer,
      twentyClients,
      loopDelay: { p99: rounded(delay.percentile(99) / 1e6, 1), max: rounded(delay.max / 1e6, 1) },
      changeShown,
      restart: await measureRestart(ground, served, cookie, needIds),
    }
  } finally {
    await ground.clear()
  }
}

interface Asking {
  baseUrl: string
  cookie: string
  needIds: readonly string[]
}

interface Proposals {
  items: { organizationId: string }[]
}

async function proposals(asking: Asking, needId: string, agent: Agent): Promise<string[]> {
  const { status, body } = await ask(asking, proposalsPath(needId), agent)
  if (status !== 200) throw new Error(`Proposals were refused: ${status} ${body}`)
  return (JSON.parse(String(body)) as Proposals).items.map((item) => item.organizationId)
}

/** A proposed firm withdraws and comes back, straight in the database: each time until the answer says so. */
async function measureChanges(ground: Ground, asking: Asking & { changes: number }): Promise<Percentiles> {
  const agent = new Agent({ keepAlive: true })
  const pool = new pg.Pool({ connectionString: ground.url('owner'), max: 1 })
  const times: number[] = []
  for (let at = 0; at < asking.changes; at++) {
    const needId = asking.needIds[at % asking.needIds.length] ?? ''
    const [firm] = await proposals(asking, needId, agent)
    if (!firm) continue
    for (const isPublished of [false, true]) {
      await setPublished(pool, firm, isPublished)
      const committed = performance.now()
      const isShown = async () => (await proposals(asking, needId, agent)).includes(firm) === isPublished
      if (!(await until(isShown, 60_000))) throw new Error('A change did not show within a minute.')
      times.push(performance.now() - committed)
    }
  }
  agent.destroy()
  await pool.end()
  return percentiles(times)
}

async function until(holds: () => Promise<boolean>, patience: number): Promise<boolean> {
  const end = performance.now() + patience
  while (!(await holds())) if (performance.now() > end) return false
  return true
}

async function setPublished(pool: pg.Pool, organizationId: string, isPublished: boolean): Promise<void> {
  await pool.query(
    `with changed as (update match_facts set published = $2, version = version + 1 where organization_id = $1 returning profile_id, version),
     told as (select pg_notify('changes', ''))
     insert into changes (kind, subject_id, version) select 'profile', profile_id, version from changed, told`,
    [organizationId, isPublished],
  )
}

/** Stops the product and starts it again on the same folder and database. */
async function measureRestart(
  ground: Ground,
  before: Served,
  cookie: string,
  needIds: readonly string[],
): Promise<{ seconds: number; same: boolean }> {
  const some = needIds.slice(0, 5)
  const answersOf = async ({ baseUrl }: Served) => {
    const agent = new Agent({ keepAlive: true })
    const answers: string[][] = []
    for (const needId of some) answers.push(await proposals({ baseUrl, cookie, needIds: some }, needId, agent))
    agent.destroy()
    return JSON.stringify(answers)
  }
  const expected = await answersOf(before)
  await before.stop()
  const again = await serve(ground)
  const same = (await answersOf(again)) === expected
  await again.stop()
  return { seconds: again.start, same }
}

async function versionOf(ground: Ground): Promise<string> {
  const client = new pg.Client({ connectionString: ground.url('owner') })
  await client.connect()
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') version`)
  await client.end()
  return rows[0]?.version ?? ''
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round(performance.now() - start) / 1000
}
