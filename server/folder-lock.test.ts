/** One process per data folder: who holds it, and which locks mean nothing. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { FolderInUseError, lockFolder } from './folder-lock.ts'

const base = mkdtempSync(join(tmpdir(), 'highroad-lock-'))
afterAll(() => rmSync(base, { recursive: true }))

function lockFileOf(name: string): string {
  return join(base, name, 'highroad.lock')
}

test('a folder is made, locked with our process id, and given back', () => {
  const unlock = lockFolder(join(base, 'new', 'deep'))
  expect(readFileSync(lockFileOf('new/deep'), 'utf8')).toBe(String(process.pid))
  unlock()
  expect(readdirSync(join(base, 'new', 'deep'))).toEqual([])
})

test('a running server keeps it', async () => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)', 'server/main.ts'], { stdio: 'ignore' })
  lockFolder(join(base, 'held'))()
  writeFileSync(lockFileOf('held'), String(other.pid))
  expect(() => lockFolder(join(base, 'held'))).toThrow(FolderInUseError)
  expect(() => lockFolder(join(base, 'held'))).toThrow(new RegExp(`in use by process ${other.pid}\\. Stop it, or `))
  const gone = new Promise((resolve) => other.once('exit', resolve))
  other.kill('SIGKILL')
  await gone
  lockFolder(join(base, 'held'))()
})

test.each([
  ['a process that is gone', '4194303'],
  ['another program with the same number', String(process.ppid)],
  ['nobody: the file is empty', ''],
  ['nobody: the file is damaged', 'x'],
])('a lock of %s is taken over', (_name, content) => {
  lockFolder(join(base, 'stale'))()
  writeFileSync(lockFileOf('stale'), content)
  const unlock = lockFolder(join(base, 'stale'))
  expect(readFileSync(lockFileOf('stale'), 'utf8')).toBe(String(process.pid))
  unlock()
  expect(existsSync(lockFileOf('stale'))).toBe(false)
})

test('what another process took meanwhile is not given back by us', () => {
  const unlock = lockFolder(join(base, 'taken'))
  writeFileSync(lockFileOf('taken'), '1')
  unlock()
  expect(readFileSync(lockFileOf('taken'), 'utf8')).toBe('1')
})
