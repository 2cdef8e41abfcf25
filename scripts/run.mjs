// Start and test from a bare clone: plain JavaScript for Node 20.19, nothing from node_modules.
// Installs what package-lock.json says if that changed, builds the pages if they changed, then hands over to the bundled Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const marks = join(root, 'node_modules', '.highroad')
const node = join(root, 'node_modules', '.bin', 'node')
const [command = 'start', ...args] = process.argv.slice(2)
const started = Date.now()
const children = new Set()
let stopping = false

function say(line) {
  console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(3)} s  ${line}`)
}

/** Hands a signal on to everything that runs; whoever started it decides what its end means. */
function stop(signal) {
  stopping = true
  for (const child of children) child.kill(signal)
  if (children.size === 0) process.exit(0)
}

function stopWhenAsked() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
  // When npm itself is killed nobody tells us; we would go on unseen and keep the port.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && stop('SIGTERM'), 1_000).unref()
}

function hashOf(...paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
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

/**
 * Runs a program to its end. A quiet one shows its output only when it fails, and says every ten seconds that it still runs.
 * The channel of the others tells them when this process is gone, however it went.
 */
function run(program, programArgs, quiet = '') {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    children.add(child)
    let log = ''
    child.stdout?.on('data', (chunk) => (log += chunk))
    child.stderr?.on('data', (chunk) => (log += chunk))
    const clock = setInterval(() => quiet && say(`... still ${quiet}`), 10_000)
    const end = (code) => {
      clearInterval(clock)
      children.delete(child)
      resolve(code)
    }
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`)
      end(1)
    })
    child.once('close', (code, signal) => {
      if (quiet && code !== 0 && !stopping) console.error(log.trimEnd())
      end(code ?? (signal && !stopping ? 1 : 0))
    })
  })
}

function stopUnlessZero(code, what) {
  if (stopping) process.exit(0)
  if (code === 0) return
  if (what) console.error(`${what} failed.`)
  process.exit(1)
}

async function install() {
  const hash = hashOf('package-lock.json')
  if (existsSync(node) && (isFresh('install', hash) || isInstalledByHand())) return
  say('Installing what package-lock.json names (once, about a minute) ...')
  stopUnlessZero(await run('npm', ['ci', '--no-audit', '--no-fund'], 'installing'), 'npm ci')
  mark('install', hash)
}

/** The bundled Node needs libatomic, which the smallest Linux images leave out. */
function checkBundledNode() {
  const { status, stderr, error } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  if (status === 0) return
  const why = String(stderr || error?.message)
    .trim()
    .split('\n')[0]
  const hint = why.includes('libatomic') ? ' Install it, for example with: apt-get install libatomic1' : ''
  console.error(`The bundled Node does not run here: ${why}.${hint}`)
  process.exit(1)
}

/** Whether npm's own record of node_modules holds exactly what the lockfile asks for, because somebody ran `npm ci` before. */
function isInstalledByHand() {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const has = JSON.parse(readFileSync(record, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (!path.startsWith('node_modules/') || link) return true
    return has[path] ? has[path].version === version : Boolean(optional)
  })
}

async function build() {
  const hash = hashOf('web', 'words', 'package-lock.json')
  if (isFresh('web', hash) && existsSync(join(root, 'web', 'build', 'handler.js'))) return 0
  say('Building the pages ...')
  rmSync(join(marks, 'web'), { force: true })
  const code = await run('npm', ['run', 'build'], 'building')
  if (code === 0) mark('web', hash)
  return code
}

/** The cluster is made beside the build: both take seconds. */
async function prepareDatabase() {
  return process.env.DATABASE_URL ? 0 : run(node, ['server/init-data.ts', ...args], 'preparing the data folder')
}

async function start() {
  const prepared = command === 'start' ? prepareDatabase() : Promise.resolve(0)
  const built = await build()
  stopUnlessZero(await prepared, '')
  stopUnlessZero(built, 'Building the pages')
  say('Starting ...')
  const watch = command === 'dev' ? ['--watch', '--watch-preserve-output'] : []
  process.exit(await run(node, [...watch, '--disable-warning=FSTDEP023', 'server/main.ts', ...args]))
}

async function test() {
  stopUnlessZero(await build(), 'Building the pages')
  process.exit(await run(node, ['scripts/test.ts', ...args]))
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old; Highroad needs 20.19 or newer.`)
  process.exit(1)
}
stopWhenAsked()
await install()
checkBundledNode()
await (command === 'test' ? test() : start())
