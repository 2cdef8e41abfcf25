/** The whole product as people meet it: the real server process with its pages, with its embedded database, in a fresh data folder on a free port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../db/embedded.ts'

export interface Site {
  origin: string
  /** Everything the process printed so far. */
  log(): string
  /** The texts of all mails so far. */
  mails(): string[]
  /** All texts so far: a number, and what it was sent. */
  texts(): string[]
  close(): Promise<void>
}

const ROOT = new URL('../..', import.meta.url).pathname

export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'highroad-site-'))
  const port = await freePort()
  const { DATABASE_URL: _app, SYSTEM_DATABASE_URL: _system, MIGRATION_DATABASE_URL: _owner, ...rest } = process.env
  const env = { ...rest, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error', NODE_ENV: 'test' }
  const child = spawn(process.execPath, ['--disable-warning=FSTDEP023', 'server/main.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      log += chunk
    })
  }
  await listening(child, () => log)
  const mailFolder = join(folder, 'mail')
  return {
    origin: `http://localhost:${port}`,
    log: () => log,
    mails: () =>
      list(mailFolder).map((name) =>
        readFileSync(join(mailFolder, name), 'utf8')
          .replace(/=\r?\n/g, '')
          .replace(/=3D/g, '='),
      ),
    texts: () => list(join(folder, 'texts')).map((name) => readFileSync(join(folder, 'texts', name), 'utf8')),
    async close() {
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function listening(child: ChildProcess, log: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (log().includes('Highroad is at')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${log()}`)))
  })
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}
