/** Whatever the server refuses, and whatever it writes into an audit log, has a sentence in every language. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CLOSE_REASONS, NEED_STEPS } from '../domain/needs.ts'
import { LIST_REFUSALS } from '../server/ports/list-reader.ts'
import { en } from './en.ts'
import { LOCALES } from './locales.ts'
import { isWordKey, say } from './say.ts'

const ROOT = new URL('../', import.meta.url)

/** The program's own text: no tests, no rows made up for them. */
const SOURCE = ['domain/', 'server/', 'db/']
  .flatMap((folder) => readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' }).map((name) => folder + name))
  .filter((name) => name.endsWith('.ts') && !/\.(test|fixtures|arbitraries)\.ts$/.test(name))
  .map((name) => readFileSync(new URL(name, ROOT), 'utf8'))
  .join('\n')

function found(...patterns: RegExp[]): string[] {
  const codes = patterns.flatMap((pattern) => [...SOURCE.matchAll(pattern)].map(([, code]) => code ?? ''))
  return [...new Set(codes)].sort()
}

const PROBLEMS = found(/refuse\(\s*'([a-z-]+)'/g, /code: '([a-z-]+)',\s*(?:message|detail):/g, /(?:DeniedError\(|Denial = [^\n]*)'([a-z-]+)'/g)
const FIELDS = found(/field: [^,{}]+, code: '([a-z-]+)'/g, /code: [^,{}]+\? '([a-z-]+)' : '[a-z-]+' \}/g, /\brefusal\(\s*'([a-z-]+)'/g)
const ACTIONS = found(/\baction: '([a-z.-]+)'/g)
