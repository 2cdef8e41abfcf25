/** Whatever the server refuses, and whatever it writes into an audit log, has a sentence in every language. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LINKAGE_STEPS } from '../domain/linkages.ts'
import { NEED_STEPS } from '../domain/needs.ts'
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

function withoutWord(group: string, codes: readonly string[]): string[] {
  return codes.filter((code) => !isWordKey(`${group}.${code}`))
}

// What a shape's keyword becomes: `minLength: 'too-short'`.
const KEYWORDS = /^ {2}(?:required|enum|const|additionalProperties|(?:min|max|exclusive)\w+): '([a-z-]+)',$/gm
const PROBLEMS = found(/\brefuse\(\s*'([a-z-]+)'/g, /\bcode: '([a-z-]+)',\s*(?:message|detail):/g, /\brefused\('([a-z-]+)'/g)
const FIELDS = found(/\bfield: [^,{}]+, code: '([a-z-]+)'/g, /\brefusal\(\s*'([a-z-]+)'/g, KEYWORDS)

it.each([
  ['a refusal of a rule', PROBLEMS, 'need-wrong-state'],
  ['a refusal of a use case', PROBLEMS, 'last-admin'],
  ['a refusal of the database', PROBLEMS, 'busy'],
  ['a refusal of a list', PROBLEMS, 'list-empty'],
  ['a field that a rule refuses', FIELDS, 'must-be-future'],
  ['a parameter out of its bounds', FIELDS, 'parameter-out-of-range'],
  ['a field of the wrong shape', FIELDS, 'too-short'],
])('the search finds %s', (_what, codes, code) => {
  expect(codes).toContain(code)
})

it('has a sentence for every problem', () => {
  expect(withoutWord('problem', [...PROBLEMS, 'not-signed-in', 'forbidden'])).toEqual([])
})

it('has a sentence for every field that needs a look', () => {
  expect(withoutWord('field', FIELDS)).toEqual([])
})

it('has a word for every act of the audit log', () => {
  const spelled = found(/\baction: '([a-z.-]+)'/g)
  const made = [...LINKAGE_STEPS.map((step) => `linkage.${step}`), ...NEED_STEPS.map((step) => `need.${step}`)]
  expect(spelled).toContain('organization.create')
  expect(withoutWord('audit-action', [...spelled, ...made])).toEqual([])
})

it('ends every sentence of a problem with a full stop', () => {
  const keys = PROBLEMS.map((code) => `problem.${code}`).filter(isWordKey)
  const open = LOCALES.flatMap((locale) => keys.filter((key) => !say(locale, key).endsWith('.')).map((key) => `${locale} ${key}`))
  expect(open).toEqual([])
})
