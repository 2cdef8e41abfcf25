/** The rules of the house: each import rule catches its fault, and what imports cannot show is read from the files themselves. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ALLOWED_IMPORTS, FAULTS, FEATURE_FILES, SCHEMA_OF, TIME_EXCEPTIONS } from './support/house.ts'

const root = new URL('..', import.meta.url).pathname
const rules = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: { name: string; comment: string }[] }
const features = readdirSync(join(root, 'server/features'))

interface Violation {
  rule: string
  from: string
  to: string
}

describe('the import rules', () => {
  let found: Violation[] = []
  let folder = ''

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'highroad-house-'))
    found = cruise(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('each say why', () => {
    expect(rules.forbidden.filter(({ comment }) => !/^\p{L}.{30,}\.$/su.test(comment ?? ''))).toEqual([])
  })

  test('each have a fault planted here', () => {
    expect([...new Set(FAULTS.map(([rule]) => rule))].sort()).toEqual(rules.forbidden.map(({ name }) => name).sort())
  })

  test.each(FAULTS)('%s catches %s', (rule, from, to) => {
    const caught = found.filter((one) => one.rule === rule).map((one) => `${one.from} → ${one.to}`)
    expect(caught).toContainEqual(expect.stringMatching(new RegExp(`^${escaped(from)} → .*${escaped(to)}`)))
  })

  test.each(ALLOWED_IMPORTS)('%s may import %s', (from, to) => {
    expect(found.filter((one) => one.from === from && one.to.includes(to) && one.rule !== 'no-orphans')).toEqual([])
  })

  test('know every feature by its place in the order', () => {
    const last = rules.forbidden.filter(({ name }) => name.startsWith('feature-order-')).at(-1)
    const named = rules.forbidden.flatMap(({ name }) => (name.startsWith('feature-order-') ? [name.slice('feature-order-'.length)] : []))
    expect(features.filter((one) => !named.includes(one) && !last?.comment.includes(one))).toEqual([])
  })
})

describe('what imports cannot show', () => {
  test('a feature folder holds only the names that every feature has', () => {
    const strange = features.flatMap((feature) => {
      const files = readdirSync(join(root, 'server/features', feature))
      return files.filter((file) => !FEATURE_FILES.test(file)).map((file) => `${feature}/${file}`)
    })
    expect(strange).toEqual([])
  })

  test('a store writes only tables of its own feature', () => {
    const stores = features.flatMap((feature) =>
      readdirSync(join(root, 'server/features', feature))
        .filter((file) => file.startsWith('store') && !file.endsWith('.test.ts'))
        .map((file) => ({ feature, text: read(`server/features/${feature}/${file}`) })),
    )
    expect(stores.flatMap(({ feature, text }) => foreignWrites(feature, text))).toEqual([])
    expect(foreignWrites('linkages', "import { users } from '../../../db/schema/accounts.ts'\ntx.delete(users)")).toEqual([
      'linkages writes users',
    ])
  })

  // The compiler that shows .svelte files to dependency-cruiser drops imports of types before it looks.
  test('page components import nothing of the server, types included', () => {
    const components = product().filter(([file]) => file.endsWith('.svelte'))
    expect(components.length).toBeGreaterThan(30)
    expect(components.flatMap(([file, text]) => importsBeyondThePages(file, text))).toEqual([])
    expect(importsBeyondThePages('web/src/routes/a/B.svelte', "import type { Need } from '../../../../domain/sourcing.ts'")).toHaveLength(1)
  })

  test('every operation of the API has a name and says how it refuses', () => {
    const { paths } = JSON.parse(read('docs/openapi.json')) as { paths: Record<string, Record<string, Operation>> }
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => ({ at: `${method} ${path}`, ...one })),
    )
    expect(operations.length).toBeGreaterThan(30)
    expect(operations.filter(({ operationId }) => !operationId).map(({ at }) => at)).toEqual([])
    expect(
      operations.filter(({ responses }) => !Object.keys(responses).some((code) => /^4(\d\d|XX)$/.test(code))).map(({ at }) => at),
    ).toEqual([])
    const names = operations.map(({ operationId }) => operationId)
    expect(
      names.filter((name, at) => names.indexOf(name) !== at),
      'names used twice',
    ).toEqual([])
  })

  test('the migrations say all that the schema says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'highroad-migrations-'))
    try {
      cpSync(join(root, 'migrations'), join(folder, 'migrations'), { recursive: true })
      const config = { dialect: 'postgresql', schema: join(root, 'db/schema/*.ts'), out: 'migrations', casing: 'snake_case' }
      writeFileSync(join(folder, 'drizzle.config.json'), JSON.stringify(config))
      const before = filesUnder(folder)
      execFileSync(process.execPath, [join(root, 'node_modules/drizzle-kit/bin.cjs'), 'generate', '--config', 'drizzle.config.json'], {
        cwd: folder,
        stdio: 'pipe',
        timeout: 20_000,
      })
      expect(filesUnder(folder)).toEqual(before)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('every package that we name has its line in the list of dependencies', () => {
    const page = read('docs/decisions/dependencies.md')
    const named = ['package.json', 'web/package.json'].flatMap((file) => {
      const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(file)) as Record<
        string,
        Record<string, string> | undefined
      >
      return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    })
    const lines = named.map(([name, version]) => `| ${name} | ${version.replace(/^npm:.*@/, '')} |`)
    expect(lines.filter((line) => !page.includes(line))).toEqual([])
  })

  test('only the system clock reads the time', () => {
    const readers = product().filter(([file, text]) => !TIME_EXCEPTIONS.includes(file) && readsTime(text))
    expect(readers.map(([file]) => file)).toEqual([])
    expect(['at = Date.now()', 'new Date()', 'sql`now()`', 'created.defaultNow()', 'transaction_timestamp()'].every(readsTime)).toBe(true)
    expect(['clock.now()', 'now(): Date', 'new Date(0)'].some(readsTime)).toBe(false)
  })

  test('nothing is typed any', () => {
    const loose = /(:|\bas|<|\|)\s*any\b(\[\]|[\s,;)>=|]|$)/m
    expect(product().flatMap(([file, text]) => (loose.test(withoutComments(text)) ? [file] : []))).toEqual([])
  })
})

interface Operation {
  operationId?: string
  responses: Record<string, unknown>
}

/** Plants all faults and all allowed imports in one small tree under the real rules, and says what they catch. */
function cruise(folder: string): Violation[] {
  for (const [file, text] of plantedFiles()) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    const body = `${text.filter(Boolean).join('\n')}\nexport const here = 1\n`
    writeFileSync(join(folder, file), file.endsWith('.svelte') ? `<script lang="ts">\n${body.replace('export ', '')}</script>\n` : body)
  }
  for (const file of ['package.json', '.dependency-cruiser.cjs', 'scripts/import-aliases.cjs']) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const folders = readdirSync(folder).filter((name) => isOurs(`${name}/`))
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 64_000_000 } as const
  const output = execFileSync(process.execPath, [bin, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders], options)
  const { summary } = JSON.parse(output) as { summary: { violations: { from: string; to: string; rule: { name: string } }[] } }
  return summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }))
}

/** Each file with its lines of imports. */
function plantedFiles(): Map<string, string[]> {
  const files = new Map<string, string[]>()
  const line = (file: string, text: string) => files.set(file, [...(files.get(file) ?? []), text])
  for (const [from, to, how = 'value'] of [...FAULTS.map(([, from, to, how]) => [from, to, how] as const), ...ALLOWED_IMPORTS]) {
    if (isOurs(to) && (how !== 'missing' || from === to)) line(to, '')
    if (from === to) continue
    const what = how === 'type' ? `type { a${files.size} } from ` : ''
    line(from, `import ${what}'${specifier(from, to)}'`)
  }
  return files
}

function isOurs(path: string): boolean {
  return /^(domain|db|server|words|web|scripts|tests|bench)\//.test(path)
}

function specifier(from: string, to: string): string {
  if (!isOurs(to)) return to
  return `${'../'.repeat(from.split('/').length - 1) || './'}${to}`
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

function foreignWrites(feature: string, text: string): string[] {
  const home = new Map<string, string>()
  for (const [, names = '', file = ''] of text.matchAll(/import \{([^}]+)\} from '[./]+db\/schema\/([\w-]+)\.ts'/g)) {
    for (const name of names.split(',')) home.set(name.trim(), file)
  }
  const written = [...text.matchAll(/\.(?:insert|update|delete)\((\w+)\)/g)].map(([, name = '']) => name)
  return written.flatMap((name) =>
    home.has(name) && !SCHEMA_OF[feature]?.includes(home.get(name) ?? '') ? [`${feature} writes ${name}`] : [],
  )
}

function importsBeyondThePages(file: string, text: string): string[] {
  const imports = [...text.matchAll(/^\s*(?:import|export)\b[^'"`;]*'([^']+)'/gm), ...text.matchAll(/\bimport\(\s*'([^']+)'/g)]
  const specifiers = imports.map(([, specifier = '']) => specifier)
  return specifiers.filter((one) => {
    if (one.startsWith('.')) return !join(dirname(file), one).startsWith('web/src/')
    return !/^(#lib|#words)\/|^svelte(\/|$)|^@sveltejs\/kit|^\$(app|env)\//.test(one)
  })
}

function readsTime(text: string): boolean {
  const code = withoutComments(text)
  return /Date\.now\(\)|new Date\(\)|(?<![.\w])now\(\)(?!\s*:)|defaultNow\(|current_(timestamp|date|time)\b|(transaction|statement|clock)_timestamp\(/i.test(
    code,
  )
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
}

/** All files of the product that a person wrote, with their text. */
function product(): [string, string][] {
  return ['domain', 'db', 'server', 'words', 'web/src'].flatMap((folder) =>
    filesUnder(join(root, folder))
      .filter((file) => /\.(ts|svelte)$/.test(file) && !/\.test\.ts$|\.contract|schema\.d\.ts$/.test(basename(file)))
      .map((file): [string, string] => [`${folder}/${file}`, read(`${folder}/${file}`)]),
  )
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
