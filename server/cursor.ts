/** Signed list cursors: where the next page starts, unreadable as an offset and useless when altered. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { RefusedError } from './errors.ts'

export interface Cursors {
  /** Signs the last row's sort keys. */
  write(keys: readonly string[]): string
  /** The keys again; refuses a cursor that was not made here. */
  read(cursor: string | undefined): string[] | null
  /** Cursors of one list alone: a mark of another list is refused like a forged one. */
  of(list: string): Cursors
}

export function createCursors(secret: string): Cursors {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22)
  return {
    of: (list) => createCursors(`${secret}/${list}`),
    write(keys) {
      const text = Buffer.from(JSON.stringify(keys)).toString('base64url')
      return `${text}.${sign(text)}`
    },
    read(cursor) {
      if (!cursor) return null
      const [text = '', mark = ''] = cursor.split('.')
      const right = Buffer.from(sign(text))
      const given = Buffer.from(mark)
      if (right.length !== given.length || !timingSafeEqual(right, given))
        throw new RefusedError({ code: 'bad-cursor', message: 'This page mark is not one of ours.' }, 400)
      return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as string[]
    },
  }
}

/** Cuts one row more than asked into a page and the mark of the next one. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  cursors: Cursors,
  keysOf: (row: T) => readonly string[],
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? cursors.write(keysOf(last)) : null }
}
