/** One process per data folder: a lock file with the owner's process id; one that a killed process left is taken over. */
import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export class FolderInUseError extends Error {}

/** Takes the folder or throws {@link FolderInUseError}; returns what gives it back. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'highroad.lock')
  const owner = Number(read(file))
  if (isRunning(owner)) throw inUse(folder, owner)
  const mine = join(folder, `highroad.lock.${process.pid}`)
  writeFileSync(mine, String(process.pid), { mode: 0o600 })
  take(mine, file)
  const now = Number(read(file))
  if (now !== process.pid) throw inUse(folder, now)
  return () => {
    if (Number(read(file)) === process.pid) rmSync(file, { force: true })
  }
}

/** A link is made whole or not at all, so that nobody reads a lock without a number; a dead owner's lock is replaced. */
function take(mine: string, file: string): void {
  const before = read(file)
  try {
    linkSync(mine, file)
    rmSync(mine)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (read(file) === before) renameSync(mine, file)
    else rmSync(mine)
  }
}

function inUse(folder: string, owner: number): FolderInUseError {
  return new FolderInUseError(
    `The data folder ${folder} is in use by process ${owner}. Stop it, or choose another folder: DATA_DIR=./other npm start`,
  )
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** A number alone could be another program's by now: its command line must be one of ours, or one we may not read. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const words = commandLine(pid)
  return words === '' || /server\/(main|init-data)\.ts/.test(words)
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`)
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
