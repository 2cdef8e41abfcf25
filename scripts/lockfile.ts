/** The lockfile names no registry, pins every package by its hash and lacks none; versions in package.json are exact. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface LockEntry {
  resolved?: string
  integrity?: string
  link?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** What is wrong, a line each. Workspace links have neither address nor hash. */
export function lockfileFaults(root: string): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockEntry> }
  const faults: string[] = []
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path.includes('node_modules/') || entry.link) continue
    if (entry.resolved) faults.push(`${path} names an address`)
    if (!entry.integrity) faults.push(`${path} has no integrity`)
    for (const name of missingFor(path, entry, lock.packages)) faults.push(`${path} needs ${name}, which is not locked: npm ci would fail`)
  }
  for (const file of ['package.json', 'web/package.json']) {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<
      string,
      Record<string, string> | undefined
    >
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      if (!/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) faults.push(`${file}: ${name} is not pinned exactly (${version})`)
    }
  }
  return faults
}

/** A registry may lack a platform package of the newest versions; npm install leaves it out silently, and npm ci stumbles over it. */
function missingFor(path: string, entry: LockEntry, packages: Record<string, LockEntry>): string[] {
  const names = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
  return names.filter((name) => !foldersAbove(path).some((folder) => packages[`${folder}node_modules/${name}`]))
}

/** Where Node looks for a package's packages: in itself, then in every folder above. */
function foldersAbove(path: string): string[] {
  const parts = path.split('node_modules/')
  return parts.map((_, at) => parts.slice(0, at).join('node_modules/')).concat(`${path}/`)
}
