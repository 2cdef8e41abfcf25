/** The words of a list's fields: what each may stand for, and what the officer confirms. */
import { setImmediate } from 'node:timers/promises'
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type AssignedField, type CodeSource, isKnownCode, suggestCodes, sureCode, wordKey } from '../../../domain/import-values.ts'
import type { Cursors } from '../../cursor.ts'
import { type FieldError, InvalidError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ImportView, ValuesBody, ValueView } from './contract.ts'
import { importView, lockForStep, ownImport, type Page, pagesOf } from './service-views.ts'
import { importStore as store } from './store.ts'
import { reviewStore } from './store-review.ts'

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
  /** The thesaurus and the public standards. */
  codes(): Promise<CodeSource>
}

export interface ValueUseCases {
  values(
    actor: Actor,
    importId: string,
    page: Page & { field: AssignedField; open: boolean },
  ): Promise<{ items: ValueView[]; next: string | null }>
  confirmValues(actor: Actor, importId: string, version: number | null, body: ValuesBody): Promise<ImportView>
}

export function createValueUseCases(needs: Needs): ValueUseCases {
  const { db, clock, cursors } = needs
  return {
    async values(actor, importId, { field, open, limit, cursor }) {
      const pages = pagesOf(cursors, `values/${field}`)
      const after = pages.after(cursor)
      const rows = await db.as(actor, async (tx) => {
        await ownImport(tx, actor, importId)
        return reviewStore.values(tx, importId, { field, open, after, limit: limit + 1 })
      })
      const source = await needs.codes()
      const { items, next } = pages.page(rows, limit, (row) => [String(row.count), row.id])
      return {
        items: items.map(({ value, count, codes }) => ({ value, count, suggestions: suggestCodes(field, value, source), concepts: codes })),
        next,
      }
    },
    confirmValues: (actor, importId, version, body) =>
      db.as(actor, async (tx) => {
        const at = clock.now()
        await lockForStep(tx, actor, importId, { step: 'map', version, at })
        const source = await needs.codes()
        await requireKnown(tx, importId, body, source)
        const items = body.items.map(({ value, concepts }) => ({ key: wordKey(value), codes: concepts }))
        await reviewStore.confirm(tx, importId, body.field, items)
        const accepted = body.acceptSuggestions ? await acceptSure(tx, importId, body.field, source) : 0
        const row = await store.update(tx, importId, { updatedAt: at })
        const detail = { field: body.field, confirmed: items.length, accepted }
        await record(tx, actor, { action: 'import.confirm-values', subjectKind: 'import', subjectId: importId, detail, at })
        return importView(tx, row, at)
      }),
  }
}

async function requireKnown(tx: Transaction, importId: string, { field, items }: ValuesBody, source: CodeSource): Promise<void> {
  const keys = items.map((item) => wordKey(item.value))
  const known = await reviewStore.knownKeys(tx, importId, field, keys)
  const errors = items.flatMap(({ value, concepts }, at): FieldError[] => [
    ...(known.has(wordKey(value)) ? [] : [{ field: `/items/${at}/value`, code: 'not-in-list' }]),
    ...concepts.flatMap((code, place) =>
      isKnownCode(field, code, source) ? [] : [{ field: `/items/${at}/concepts/${place}`, code: 'not-allowed-value' }],
    ),
  ])
  if (errors.length > 0) throw new InvalidError(errors.slice(0, 50))
}

/** Confirms the first suggestion of each open word where it is sure; the others wait for a person. */
async function acceptSure(tx: Transaction, importId: string, field: AssignedField, source: CodeSource): Promise<number> {
  const open = await reviewStore.values(tx, importId, { field, open: true, after: null, limit: 5_000 })
  const sure: { key: string; codes: string[] }[] = []
  for (const [at, { key, value }] of open.entries()) {
    const code = sureCode(suggestCodes(field, value, source))
    if (code !== null) sure.push({ key, codes: [code] })
    if (at % 50 === 49) await setImmediate()
  }
  await reviewStore.confirm(tx, importId, field, sure)
  return sure.length
}
