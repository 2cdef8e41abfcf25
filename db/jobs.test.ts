/** The job queue on a real PostgreSQL: draining leaves no job behind, not even one that a worker holds. */
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freshDatabase } from '../tests/support/postgres.ts'
import { type Database, openDatabase } from './client.ts'
import { type Jobs, openJobs } from './jobs.ts'

let db: Database
let jobs: Jobs
let drop: () => Promise<void>
const done: string[] = []
beforeAll(async () => {
  const fresh = await freshDatabase(inject('postgres'))
  drop = fresh.drop
  db = openDatabase({ appUrl: fresh.urls.app, systemUrl: fresh.urls.system })
  jobs = await openJobs(fresh.urls.system, (error) => console.error(error))
  await jobs.work('import', async ({ importId }) => {
    if (importId === 'slow') await setTimeout(700)
    if (importId === 'bad') throw new Error('unreadable')
    done.push(importId)
  })
})
afterAll(async () => {
  await jobs.stop()
  await db.close()
  await drop()
})

const send = (importId: string) => db.asSystem('test', (tx) => jobs.send(tx, 'import', { importId, userId: 'u', organizationId: 'o' }))

describe('draining the queue', () => {
  it('waits for the job that a worker took before it', async () => {
    await send('slow')
    // The worker polls every half second: by now it holds the job, and works at it for longer than this.
    while ((await db.asSystem('test', (tx) => tx.execute("select 1 from jobs.job where state = 'active'"))).rows.length === 0)
      await setTimeout(5)
    expect(done).toEqual([])
    await jobs.drain()
    expect(done).toEqual(['slow'])
  })

  it('says what went wrong, and does not wait for that job the next time', async () => {
    await send('bad')
    await jobs.drain().catch((error: unknown) => expect(String(error)).toContain('unreadable'))
    await jobs.drain()
    expect(done).toEqual(['slow'])
  })
})
