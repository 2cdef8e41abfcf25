/** The product as its users start it: `npm start` in a folder of its own, seen from outside as a process. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../db/embedded.ts'

const root = new URL('..', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'highroad-start-'))
const running = new Set<ChildProcess>()

interface Run {
  child: ChildProcess
  /** Everything it wrote so far. */
  log(): string
  /** Resolves with the exit code. */
  ended: Promise<number | null>
}

function start(env: Record<string, string>): Run {
  const { DATABASE_URL: _, ...own } = process.env
  const child = spawn('node', ['scripts/run.mjs', 'start'], {
    cwd: root,
    env: { ...own, DATA_DIR: folder, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log += chunk
    })
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      running.delete(child)
      resolve(code)
    })
  })
  return { child, log: () => log, ended }
}

async function isUp(run: Run): Promise<string> {
  for (let tries = 0; tries < 600; tries++) {
    const address = /Highroad is at (\S+)/.exec(run.log())?.[1]
    if (address) return address
    if (run.child.exitCode !== null) break
    await sleep(100)
  }
  throw new Error(`It did not start: ${run.log()}`)
}

/** Command lines of what runs on our folder: PostgreSQL names it. */
function postgresProcesses(): string[] {
  const all = execFileSync('ps', ['-e', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n')
  return all.filter((line) => line.includes('bin/postgres') && line.includes(folder))
}

async function noPostgresWithin(milliseconds: number): Promise<string[]> {
  for (let waited = 0; waited < milliseconds && postgresProcesses().length > 0; waited += 100) await sleep(100)
  return postgresProcesses()
}

function serverProcessOf(run: Run): number {
  const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const line = all.find((one) => Number(one.trim().split(/\s+/)[1]) === run.child.pid && one.includes('server/main.ts'))
  return Number(line?.trim().split(/\s+/)[0])
}

afterAll(async () => {
  for (const child of running) child.kill('SIGTERM')
  await noPostgresWithin(5_000)
  rmSync(folder, { recursive: true, force: true })
})

test('npm start serves, keeps its port and folder to itself, and stops when asked', { timeout: 120_000 }, async () => {
  const port = await freePort()
  const run = start({ PORT: String(port) })
  const address = await isUp(run)
  expect(address).toBe(`http://localhost:${port}`)
  expect(await (await fetch(`${address}/livez`)).json()).toEqual({ ok: true })
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  expect((await fetch(address)).headers.get('content-type')).toContain('text/html')
  expect(run.log()).toMatch(/First administrator, once: \S+\/setup\?token=/)

  const sameFolder = start({ PORT: String(await freePort()) })
  expect(await sameFolder.ended).toBe(1)
  expect(complaints(sameFolder)).toEqual([expect.stringMatching(/^The data folder .* is in use by process \d+\. Stop it, or /)])
  const samePort = start({ PORT: String(port), DATA_DIR: join(folder, 'another') })
  expect(await samePort.ended).toBe(1)
  expect(complaints(samePort)).toEqual([expect.stringMatching(new RegExp(`^Port ${port} is taken\\. Stop the other program or `))])

  const asked = performance.now()
  run.child.kill('SIGTERM')
  expect(await run.ended).toBe(0)
  expect(performance.now() - asked).toBeLessThan(10_000)
  expect(postgresProcesses()).toEqual([])
})

test('whatever is killed, nothing is left that hinders the next start', { timeout: 120_000 }, async () => {
  const port = String(await freePort())
  const first = start({ PORT: port })
  await isUp(first)
  process.kill(serverProcessOf(first), 'SIGKILL')
  expect(await first.ended).toBe(1)
  expect(await noPostgresWithin(5_000)).toEqual([])

  const second = start({ PORT: port })
  const address = await isUp(second)
  expect(second.log(), 'the link of the first administrator is shown until it is used').toContain('/setup?token=')
  second.child.kill('SIGKILL')
  expect(await noPostgresWithin(10_000), 'without the script that started it, the server stops too').toEqual([])

  const third = start({ PORT: port })
  await isUp(third)
  expect((await fetch(`${address}/livez`)).status).toBe(200)
  third.child.kill('SIGINT')
  expect(await third.ended).toBe(0)
  expect(postgresProcesses()).toEqual([])
})

test('a setting that cannot be used ends with one line that names it', { timeout: 30_000 }, async () => {
  const wrong = start({ PORT: 'eighty', DATA_DIR: join(folder, 'wrong') })
  expect(await wrong.ended).toBe(1)
  expect(complaints(wrong)).toEqual(['PORT is not a port number: eighty'])
})

test('a port that is taken only on IPv4 is taken', { timeout: 30_000 }, async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen({ host: '127.0.0.1', port: 0 }, resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const refused = start({ PORT: String(port), DATA_DIR: join(folder, 'ipv4') })
  expect(await refused.ended).toBe(1)
  expect(complaints(refused)).toHaveLength(1)
  await new Promise((resolve) => other.close(resolve))
})

/** What it wrote beside its progress. */
function complaints(run: Run): string[] {
  return run
    .log()
    .split('\n')
    .filter((line) => line !== '' && !/^ *\d+ s {2}/.test(line) && !line.endsWith(' ...'))
}
