/** PostgreSQL refuses to run as root; this makes it run as nobody without adding a user to the machine. */
import { spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

const NOBODY = 65534

/** How a program of PostgreSQL is started: what stands before its command, whom it runs as, and who owns its files then. */
export interface PlainUser {
  prefix: readonly string[]
  /** Given to spawn where no other program can change the user. */
  spawnAs: { uid: number; gid: number } | null
  /** The user that must own the cluster's folder; null when that is whoever started us. */
  filesOf: number | null
}

/**
 * The first of three ways that works here: a user namespace, in which root looks like nobody and files stay root's;
 * nobody itself with the one right to pass through closed folders above; plain nobody.
 */
export function plainUser(): PlainUser {
  if (process.getuid?.() !== 0) return { prefix: [], spawnAs: null, filesOf: null }
  if (works(NAMESPACE)) return { prefix: NAMESPACE, spawnAs: null, filesOf: 0 }
  if (works(THROUGH_FOLDERS)) return { prefix: THROUGH_FOLDERS, spawnAs: null, filesOf: NOBODY }
  return { prefix: [], spawnAs: { uid: NOBODY, gid: NOBODY }, filesOf: NOBODY }
}

/** Hands a cluster's folder, or a file beside it, to the user it will run as; what was made another way before is handed over whole. */
export function handOver(path: string, { filesOf, spawnAs }: PlainUser): void {
  // Plain nobody must be able to walk through the data folder; its secrets have modes of their own.
  if (spawnAs) chmodSync(dirname(path), 0o711)
  const now = statSync(path)
  if (filesOf === null || now.uid === filesOf) return
  const inside = now.isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : []
  for (const name of inside) lchownSync(join(path, name), filesOf, filesOf)
  // The folder itself comes last: if this is interrupted, the next start does it again.
  lchownSync(path, filesOf, filesOf)
}

/** Whether a command that starts another one is there and allowed to. */
export function works([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(command, [...args, 'true'], { stdio: 'ignore' }).status === 0
}

const NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
const THROUGH_FOLDERS = [
  'setpriv',
  `--reuid=${NOBODY}`,
  `--regid=${NOBODY}`,
  '--clear-groups',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
]
