/** The installation's own secrets, made once: passwords of the embedded database, the key that signs list cursors, and the master key of files. */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Secrets {
  owner: string
  app: string
  system: string
  cursor: string
}

/** Reads the file, readable by the folder's owner alone, or makes it. */
export function readSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'secrets.json')
  const secret = () => randomBytes(24).toString('base64url')
  if (!existsSync(file)) make(file, JSON.stringify({ owner: secret(), app: secret(), system: secret(), cursor: secret() }))
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets
}

/**
 * The master key of files, in a file of its own: it is as old as the first file, and is needed for as long as the last one.
 * Whoever keeps the folder's files has to keep this one with them, and apart from where the files go.
 */
export function readFileKey(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'file-key')
  if (!existsSync(file)) make(file, randomBytes(32).toString('hex'))
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
}

/** Written aside and linked into place: the file is never half there, and of two processes that share the folder one wins. */
function make(file: string, text: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}
