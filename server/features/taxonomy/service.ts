/** The words of the trade: concepts by group, the concepts a text speaks of, and the official code lists. */
import { createHash } from 'node:crypto'
import type { Database } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import type { ClassificationScheme } from '../../../domain/classification.ts'
import { buildCodeIndex, CODING_SCHEME, type CodedText, type CodeIndex, suggestCodes } from '../../../domain/likely-codes.ts'
import { MATERIALS } from '../../../domain/materials.ts'
import { GENERAL_PARAMETERS, type ParameterDefinition, parametersOf } from '../../../domain/parameters.ts'
import { buildConceptIndex, type ConceptIndex, suggestConcepts } from '../../../domain/taxonomy.ts'
import type { ConceptLanguage } from '../../../domain/taxonomy-words.ts'
import { unitsFor } from '../../../domain/units.ts'
import { requireMay } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import type { ClassificationCodeView, CodeHit, ConceptHit, ConceptView, MaterialView, ParameterView } from './contract.ts'
import { type ConceptRow, taxonomyStore as store } from './store.ts'

interface Chosen {
  kind?: 'process' | 'product'
  group?: string
  lang?: ConceptLanguage
}

export interface TaxonomyService {
  /** The whole list; `tag` changes when the answer would. */
  list(actor: Actor, chosen: Chosen): Promise<{ items: ConceptView[]; tag: string }>
  suggest(actor: Actor, asked: Omit<Chosen, 'group'> & { text: string; limit: number }): Promise<ConceptHit[]>
  codes(
    actor: Actor,
    scheme: ClassificationScheme,
    page: { parent?: string; q?: string; lang?: ConceptLanguage; limit: number; cursor: string | undefined },
  ): Promise<{ items: ClassificationCodeView[]; next: string | null }>
  /** Codes of the list that a text is likely about, best first; none in a language that the list has no labels in. */
  suggestCodes(actor: Actor, asked: CodedText & { limit: number }): Promise<CodeHit[]>
  /** What a form may ask of a process of this family, its own questions first; without a family, what every process is asked. */
  parameters(actor: Actor, family: string | undefined): ParameterView[]
  materials(actor: Actor): MaterialView[]
  /** The index over all concepts that are not retired: read once, since only a start of the product changes them. */
  index(): Promise<ConceptIndex>
  /** The list that texts are coded by; null until somebody has imported it. */
  codeIndex(): Promise<CodeIndex | null>
}

interface Needs {
  db: Database
  cursors: Cursors
}

interface Thesaurus {
  stamp: string
  rows: readonly ConceptRow[]
  byCode: ReadonlyMap<string, ConceptRow>
  index: ConceptIndex
}

export function createTaxonomyService({ db, cursors }: Needs): TaxonomyService {
  const thesaurus = once(() => readThesaurus(db))
  const codeIndex = onceThere(() => readCodes(db))
  return {
    async list(actor, { kind, group, lang = 'en' }) {
      requireMay(actor, 'taxonomy.read')
      const { rows, stamp } = await thesaurus()
      const chosen = rows.filter((row) => (!kind || row.kind === kind) && (!group || row.group === group))
      const tag = createHash('sha256').update(`${stamp} ${kind} ${group} ${lang}`).digest('base64url').slice(0, 22)
      return { items: chosen.map((row) => view(row, lang)), tag }
    },
    async suggest(actor, { text, kind, lang = 'en', limit }) {
      requireMay(actor, 'taxonomy.read')
      const { index, byCode } = await thesaurus()
      const hits = suggestConcepts(text, index, kind ? MANY : limit).flatMap(({ code, score, matched }) => {
        const row = byCode.get(code)
        return row && (!kind || row.kind === kind) ? [{ ...view(row, lang), score, matched }] : []
      })
      return hits.slice(0, limit)
    },
    async codes(actor, scheme, { parent, q, lang = 'en', limit, cursor }) {
      requireMay(actor, 'taxonomy.read')
      const [after = null] = cursors.read(cursor) ?? []
      const rows = await db.as(actor, (tx) => store.codes(tx, { scheme, parent, q, lang, after, limit: limit + 1 }))
      return pageOf(rows, limit, cursors, (row) => [row.code])
    },
    async suggestCodes(actor, { limit, ...text }) {
      requireMay(actor, 'taxonomy.read')
      const list = await codeIndex()
      if (!list) return []
      const hits = suggestCodes(text, list, limit)
      const surest = hits[0]?.score ?? 1
      return hits.map(({ code, score }) => ({ code, labels: labelsOf(list, code), score: score / surest }))
    },
    parameters(actor, family = '') {
      requireMay(actor, 'taxonomy.read')
      return parametersOf(family).map(parameterView)
    },
    materials(actor) {
      requireMay(actor, 'taxonomy.read')
      return Object.entries(MATERIALS).map(([code, parent]) => ({ code, parent }))
    },
    index: async () => (await thesaurus()).index,
    codeIndex,
  }
}

async function readThesaurus(db: Database): Promise<Thesaurus> {
  const { rows, stamp } = await db.asSystem('thesaurus', async (tx) => ({ rows: await store.concepts(tx), stamp: await store.stamp(tx) }))
  return { stamp, rows, byCode: new Map(rows.map((row) => [row.code, row])), index: buildConceptIndex(rows.filter((row) => !row.retired)) }
}

async function readCodes(db: Database): Promise<CodeIndex | null> {
  return buildCodeIndex(await db.asSystem('thesaurus', (tx) => store.labelled(tx, CODING_SCHEME)))
}

function labelsOf({ codes, places }: CodeIndex, code: string): Record<string, string> {
  return { ...codes[places.get(code) ?? -1]?.labels }
}

/** Keeps the first answer that is one: an empty list is asked for again, since somebody may import it meanwhile. */
function onceThere<T>(read: () => Promise<T | null>): () => Promise<T | null> {
  let kept: T | null = null
  return async () => {
    kept ??= await read()
    return kept
  }
}

/** Keeps the first answer; a failure is not kept. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null
  return () => {
    kept ??= read().catch((error: unknown) => {
      kept = null
      throw error
    })
    return kept
  }
}

function view({ code, kind, group, parent, labels, retired }: ConceptRow, lang: ConceptLanguage): ConceptView {
  return { code, kind, group, parent, label: labels[lang], retired }
}

function parameterView(definition: ParameterDefinition): ParameterView {
  const { code, type, unit, direction, values = [], ordered = false } = definition
  return {
    code,
    type,
    unit,
    units: unit === '' ? [] : unitsFor(unit),
    direction,
    values: [...values],
    ordered,
    general: GENERAL_PARAMETERS.includes(definition),
  }
}

/** More than a text can speak of: the kind is chosen afterwards. */
const MANY = 200
