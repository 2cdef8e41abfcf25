/** How many lists one process reads at a time. */
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type Actor, VISITOR } from '../../../domain/actor.ts'
import { RefusedError, TooManyError } from '../../errors.ts'
import { createUpload } from './service-upload.ts'

const OFFICER: Actor = { ...VISITOR, userId: 'officer', organizationId: 'agency', kind: 'agency', role: 'member', duties: ['officer'] }
const FILE = { fileName: 'a.csv', listName: 'A', bytes: new Uint8Array(1) }

it('two lists are read at a time, eight wait, the others are asked to come again', async () => {
  let reading = 0
  let most = 0
  const reader = {
    async read() {
      most = Math.max(most, ++reading)
      await setTimeout(5)
      reading -= 1
      return { ok: false as const, code: 'list-empty' as const, params: {} }
    },
  }
  // A refused list never reaches the database.
  const upload = createUpload({ reader, clock: { now: () => new Date(0) }, db: undefined as never })
  const answers = () => Promise.allSettled(Array.from({ length: 12 }, () => upload(OFFICER, FILE)))
  const kindsOf = (settled: PromiseSettledResult<unknown>[]) =>
    settled.map((one) => (one.status === 'rejected' ? one.reason.constructor : null)).filter((kind) => kind === TooManyError).length
  const first = await answers()
  expect(most).toBe(2)
  expect(kindsOf(first)).toBe(2)
  expect(first.filter((one) => one.status === 'rejected' && one.reason instanceof RefusedError)).toHaveLength(10)
  // Every place was given back.
  expect(kindsOf(await answers())).toBe(2)
  expect(most).toBe(2)
})
