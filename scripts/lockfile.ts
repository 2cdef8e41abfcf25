/** The lockfile names no registry and pins every package by its hash; versions in package.json are exact. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface LockEntry {
  resolved?: string
  integrity?: string
  link?: boolean
}

/** What is wrong, a line each. Workspace links have neither address nor hash. */
export function lockfileFaults(root: string): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockEntry> }
  const faults: string[] = []
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path.includes('node_modules/') || entry.link) continue
    if (entry.resolved) faults.push(`${path} names an address`)
    if (!entry.integrity) faults.push(`${path} has no integrity`)
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
