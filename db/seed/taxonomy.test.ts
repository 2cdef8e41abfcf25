/** What the seeded thesaurus holds: whole, consistent, in four languages, and on official codes that exist. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ancestorsOf, buildConceptIndex, type Concept, PROCESS_FAMILIES, SECTORS, suggestConcepts } from '../../domain/taxonomy.ts'
import { CONCEPT_LANGUAGES } from '../../domain/taxonomy-words.ts'
import { fold } from '../../domain/text.ts'
import { loadTaxonomy, readConcepts } from './taxonomy.ts'

const CONCEPTS = loadTaxonomy()
const INDEX = buildConceptIndex(CONCEPTS)
const processes = CONCEPTS.filter(({ kind }) => kind === 'process')
const products = CONCEPTS.filter(({ kind }) => kind === 'product')

describe('the seeded thesaurus', () => {
  it('holds at least 400 concepts under codes of their own in kebab-case', () => {
    expect(CONCEPTS.length).toBeGreaterThanOrEqual(400)
    expect(repeated(CONCEPTS.map(({ code }) => code))).toEqual([])
    expect(CONCEPTS.filter(({ code }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([])
  })

  it.each([...PROCESS_FAMILIES])('has at least 15 process concepts in %s, with the family itself as root', (family) => {
    expect(processes.filter(({ group }) => group === family).length).toBeGreaterThanOrEqual(15)
    expect(processes.find(({ code }) => code === family)).toMatchObject({ group: family, parent: null })
  })

  it.each([...SECTORS])('has at least 15 product concepts in %s', (sector) => {
    expect(products.filter(({ group }) => group === sector).length).toBeGreaterThanOrEqual(15)
  })

  it('uses no group beside the thirteen families and the eleven sectors', () => {
    expect(processes.filter(({ group }) => !(PROCESS_FAMILIES as readonly string[]).includes(group))).toEqual([])
    expect(products.filter(({ group }) => !(SECTORS as readonly string[]).includes(group))).toEqual([])
  })

  it('gives every concept but the roots a parent of its own kind and group, at most three levels down', () => {
    for (const { code, kind, group, parent } of CONCEPTS) {
      if (parent !== null) expect(INDEX.byCode.get(parent), code).toMatchObject({ kind, group })
      expect(ancestorsOf(code, INDEX).length, code).toBeLessThanOrEqual(3)
      expect(ancestorsOf(code, INDEX), code).not.toContain(code)
    }
  })

  it.each([...CONCEPT_LANGUAGES])('has in %s a label and two different synonyms for every concept', (language) => {
    const poor = CONCEPTS.filter(({ labels, synonyms }) => {
      const texts = [labels[language], ...synonyms[language]].map(fold)
      return labels[language] === '' || synonyms[language].length < 2 || repeated(texts).length > 0
    })
    expect(poor.map(({ code }) => code)).toEqual([])
  })

  it.each([...CONCEPT_LANGUAGES])('uses no label twice in %s within processes or within products', (language) => {
    for (const concepts of [processes, products]) expect(repeated(concepts.map(({ labels }) => fold(labels[language])))).toEqual([])
  })

  it('gives every concept an ISIC code and an HS or CPV code', () => {
    expect(CONCEPTS.filter(({ isic, hs, cpv }) => isic.length === 0 || hs.length + cpv.length === 0).map(({ code }) => code)).toEqual([])
  })
})

describe('the official codes', () => {
  const shared = process.env.SHARED_DATA
  const folder = shared ? `${shared}/classifications` : ''
  const missing = !shared ? 'SHARED_DATA is not set' : existsSync(folder) ? null : `no folder ${folder}`
  if (missing) console.log(`skipped: official codes of the thesaurus (${missing})`)

  it.skipIf(missing !== null).each([
    ['isic', 'isic-rev4-en-ar-pt-es.tsv', (line: string) => line.split('\t')[1]],
    ['hs', 'hs-2022-en.csv.gz', (line: string) => line.split(',')[1]],
    ['cpv', 'cpv-2008.tsv.gz', (line: string) => line.split('\t')[0]],
  ] as const)('of %s are all on the published list', (scheme, file, codeOf) => {
    const official = new Set(linesOf(`${folder}/${file}`).map(codeOf))
    const unknown = CONCEPTS.flatMap((concept) =>
      concept[scheme].filter((each) => !official.has(each)).map((each) => `${concept.code} ${each}`),
    )
    expect(unknown).toEqual([])
  })
})

describe('free text', () => {
  it.each([
    ['estampado de chapa', 'sheet-metal-stamping'],
    ['troquelado de lámina', 'sheet-metal-stamping'],
    ['soldadura TIG', 'tig-welding'],
    ['fundición', 'casting'],
    ['lavado de mezclilla', 'garment-washing'],
    ['tenería', 'leather-tanning'],
    ['usinagem CNC', 'machining'],
    ['injeção de plástico', 'injection-moulding'],
    ['serviços de limpeza', 'cleaning'],
    ['moulage par injection', 'injection-moulding'],
    ['découpe laser', 'laser-cutting'],
    ['traitements thermiques', 'heat-treatment'],
    ['aluminum die casting', 'aluminium-die-casting'],
    ['wire harnesses', 'wire-harness-assembly'],
    ['denim washing', 'garment-washing'],
    ['moldeo por inyeción de plastico', 'injection-moulding'],
  ])('"%s" leads among processes to %s', (text, code) => {
    const first = suggestConcepts(text, INDEX, 20).find((each) => INDEX.byCode.get(each.code)?.kind === 'process')
    expect(first?.code).toBe(code)
  })

  it.each([
    ['camisas de tejido plano', /shirt/],
    ['T-Shirts', /t-shirt|knit-top/],
    ['knit tops', /knit/],
  ])('"%s" leads to a garment', (text, code) => {
    expect(suggestConcepts(text, INDEX)[0]?.code).toMatch(code)
  })

  it('finds each label of each concept among the first three', () => {
    const lost = CONCEPTS.flatMap((concept) =>
      CONCEPT_LANGUAGES.filter((language) => !isFound(concept, concept.labels[language])).map((language) => `${concept.code} ${language}`),
    )
    expect(lost).toEqual([])
  })
})

describe('a file of concepts', () => {
  it('with a cell too few is refused, naming the line', () => {
    expect(() => readConcepts('code\tkind\nstamping\tprocess\nforging\n', 'x.tsv')).toThrow('x.tsv, line 3')
  })
})

function isFound(concept: Concept, text: string): boolean {
  return suggestConcepts(text, INDEX, 3).some(({ code }) => code === concept.code)
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) < at)
}

function linesOf(path: string): string[] {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
}
