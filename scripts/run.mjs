// Start and test from a bare clone: plain JavaScript for Node 20.19, nothing from node_modules.
// Installs what package-lock.json says if that changed, builds the pages if they changed, then hands over to the bundled Node.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const marks = join(root, 'node_modules', '.highroad')
const [command = 'start', ...args] = process.argv.slice(2)
const started = Date.now()
let child = null
let stopping = false

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true
    if (child) child.kill(signal)
    else process.exit(0)
  })
}

function say(line) {
  console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(3)} s  ${line}`)
}

function hashOf(...paths) {
  const hash = createHash('sha256')
  const walk = (path) => {
    if (!existsSync(path)) return
    if (!statSync(path).isDirectory()) {
      hash.update(path.slice(root.length)).update(readFileSync(path))
      return
    }
    for (const name of readdirSync(path).sort()) {
      if (name !== 'node_modules' && name !== 'build' && name !== '.svelte-kit') walk(join(path, name))
    }
  }
  for (const path of paths) walk(join(root, path))
  return hash.digest('hex')
}

function isFresh(name, hash) {
  const file = join(marks, name)
  return existsSync(file) && readFileSync(file, 'utf8') === hash
}

function mark(name, hash) {
  mkdirSync(marks, { recursive: true })
  writeFileSync(join(marks, name), hash)
}

/** Runs a program to its end; its output appears only when it fails, unless it is the main one. */
function run(program, programArgs, { quiet = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const one = spawn(program, programArgs, {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...env },
    })
    if (!quiet) child = one
    let log = ''
    one.stdout?.on('data', (chunk) => (log += chunk))
    one.stderr?.on('data', (chunk) => (log += chunk))
    one.once('error', (error) => {
      console.error(`${program}: ${error.message}`)
      resolve(1)
    })
    one.once('exit', (code, signal) => {
      if (!quiet) child = null
      if (quiet && code !== 0 && !stopping) console.error(log)
      resolve(code ?? (signal ? 1 : 0))
    })
  })
}

function stopUnlessZero(code, what) {
  if (stopping) process.exit(0)
  if (code !== 0) {
    console.error(`${what} failed.`)
    process.exit(1)
  }
}

const node = join(root, 'node_modules', '.bin', 'node')

async function install() {
  const hash = hashOf('package-lock.json')
  if (isFresh('install', hash) && existsSync(node)) return
  say('Installing (once, about a minute) ...')
  stopUnlessZero(await run('npm', ['ci', '--no-audit', '--no-fund'], { quiet: true }), 'npm ci')
  mark('install', hash)
}

async function build() {
  const hash = hashOf('web', 'words', 'package-lock.json')
  if (isFresh('web', hash) && existsSync(join(root, 'web', 'build', 'handler.js'))) return 0
  say('Building the pages ...')
  const code = await run('npm', ['run', 'build'], { quiet: true })
  if (code === 0) mark('web', hash)
  return code
}

/** The cluster is made beside the build: both take seconds. */
async function prepareDatabase() {
  if (process.env.DATABASE_URL || !existsSync(join(root, 'server', 'init-data.ts'))) return 0
  return run(node, ['server/init-data.ts', ...args], { quiet: true })
}

async function start() {
  const [built, prepared] = await Promise.all([build(), command === 'start' ? prepareDatabase() : 0])
  stopUnlessZero(built, 'Building the pages')
  stopUnlessZero(prepared, 'Preparing the data folder')
  say('Starting ...')
  process.exit(await run(node, ['--disable-warning=FSTDEP023', 'server/main.ts', ...args]))
}

async function test() {
  stopUnlessZero(await build(), 'Building the pages')
  process.exit(await run(node, ['scripts/test.ts', ...args]))
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Node ${process.versions.node} is too old; Highroad needs 20.19 or newer.`)
  process.exit(1)
}
await install()
if (stopping) process.exit(0)
await (command === 'test' ? test() : start())
