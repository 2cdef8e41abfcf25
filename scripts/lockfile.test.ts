/** The lockfile check: our own passes, and each kind of fault is named. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockfileFaults } from './lockfile.ts'

const GOOD = { version: '1.0.0', integrity: 'sha512-abc' }

function faultsOf(packages: Record<string, object>, dependencies: Record<string, string> = {}): string[] {
  const root = mkdtempSync(join(tmpdir(), 'highroad-lock-'))
  try {
    mkdirSync(join(root, 'web'))
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': { name: 'ours' }, ...packages } }))
    writeFileSync(join(root, 'package.json'), JSON.stringify({ dependencies }))
    writeFileSync(join(root, 'web', 'package.json'), '{}')
    return lockfileFaults(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

test('our own lockfile names no registry, and pins everything', () => {
  expect(lockfileFaults(new URL('..', import.meta.url).pathname)).toEqual([])
})

test.each<[string, Record<string, object>, Record<string, string>, string[]]>([
  ['a package with its hash', { 'node_modules/one': GOOD }, { one: '1.0.0' }, []],
  ['a workspace and its link', { web: { name: 'web' }, 'node_modules/web': { link: true, resolved: 'web' } }, {}, []],
  [
    'an address',
    { 'node_modules/one': { ...GOOD, resolved: 'https://registry.example/one.tgz' } },
    {},
    ['node_modules/one names an address'],
  ],
  ['a missing hash', { 'node_modules/one': { version: '1.0.0' } }, {}, ['node_modules/one has no integrity']],
  ['a nested missing hash', { 'node_modules/one/node_modules/two': {} }, {}, ['node_modules/one/node_modules/two has no integrity']],
  [
    'a platform package that the registry lacked',
    {
      'node_modules/one': { ...GOOD, optionalDependencies: { '@one/linux': '1.0.0', '@one/darwin': '1.0.0' } },
      'node_modules/@one/linux': GOOD,
    },
    {},
    ['node_modules/one needs @one/darwin, which is not locked: npm ci would fail'],
  ],
  [
    'a package locked inside another',
    { 'node_modules/one': { ...GOOD, dependencies: { two: '1' } }, 'node_modules/one/node_modules/two': GOOD },
    {},
    [],
  ],
  ['a range', {}, { one: '^1.0.0' }, ['package.json: one is not pinned exactly (^1.0.0)']],
  ['a tag', {}, { one: 'latest' }, ['package.json: one is not pinned exactly (latest)']],
  ['an address for a version', {}, { one: 'github:somebody/one' }, ['package.json: one is not pinned exactly (github:somebody/one)']],
  ['an alias', {}, { one: 'npm:another@7.0.2', two: 'npm:@scope/three@1.0.0-beta.17' }, []],
])('%s', (_name, packages, dependencies, faults) => {
  expect(faultsOf(packages, dependencies)).toEqual(faults)
})
