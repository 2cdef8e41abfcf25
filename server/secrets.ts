/** The installation's own secrets, made once: passwords of the embedded database and the key that signs list cursors. */
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
  if (!existsSync(file)) make(file)
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets
}

/** Written aside and linked into place: the file is never half there, and of two processes that share the folder one wins. */
function make(file: string): void {
  const secret = () => randomBytes(24).toString('base64url')
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ owner: secret(), app: secret(), system: secret(), cursor: secret() }), { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}
