/** The installation's own secrets, made once: passwords of the embedded database and the key that signs list cursors. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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
  if (!existsSync(file)) {
    const made = () => randomBytes(24).toString('base64url')
    writeFileSync(file, JSON.stringify({ owner: made(), app: made(), system: made(), cursor: made() }), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets
}
