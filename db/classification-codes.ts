/** Official codes in bulk: what `npm run classification:import` brings in. */
import type pg from 'pg'
import type { ClassificationCode, ClassificationScheme } from '../domain/classification.ts'

export interface StoredCodes {
  added: number
  changed: number
  unchanged: number
}

const AT_ONCE = 2_000

/**
 * Adds the codes of a list, in one transaction. Labels in further languages join those that are there; a code that the
 * list no longer holds stays, since needs and profiles may carry it.
 */
export async function storeCodes(
  client: pg.ClientBase,
  scheme: ClassificationScheme,
  rows: readonly ClassificationCode[],
): Promise<StoredCodes> {
  const stored: StoredCodes = { added: 0, changed: 0, unchanged: 0 }
  await client.query('begin')
  try {
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const part = rows.slice(at, at + AT_ONCE)
      const { rows: written } = await client.query<{ added: boolean }>(UPSERT, [scheme, JSON.stringify(part)])
      const added = written.filter((row) => row.added).length
      stored.added += added
      stored.changed += written.length - added
      stored.unchanged += part.length - written.length
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  return stored
}

/** Rows that would stay as they are, are not written; `xmax` is 0 only in a row that this statement made. */
const UPSERT = `
  insert into classification_codes as known (scheme, code, parent, labels)
  select $1, code, parent, labels from jsonb_to_recordset($2::jsonb) as list (code text, parent text, labels jsonb)
  on conflict (scheme, code) do update set parent = excluded.parent, labels = known.labels || excluded.labels
  where known.parent is distinct from excluded.parent or known.labels is distinct from known.labels || excluded.labels
  returning (xmax = 0) as added`
