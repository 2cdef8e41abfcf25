/** One process per data folder: a lock file with the owner's process id; one that a killed process left is taken over. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export class FolderInUseError extends Error {}

/** Takes the folder or throws {@link FolderInUseError}; returns what gives it back. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'highroad.lock')
  if (!create(file)) {
    const owner = Number(read(file))
    if (isRunning(owner))
      throw new FolderInUseError(
        `The data folder ${folder} is in use by process ${owner}. Stop it, or choose another folder: DATA_DIR=./other npm start`,
      )
    rmSync(file, { force: true })
    if (!create(file)) throw new FolderInUseError(`The data folder ${folder} was just taken by another process.`)
  }
  return () => rmSync(file, { force: true })
}

function create(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** A number alone could be another program's by now: on Linux its command line must be ours. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const commandLine = read(`/proc/${pid}/cmdline`)
  return commandLine === '' || commandLine.includes('main.ts')
}
