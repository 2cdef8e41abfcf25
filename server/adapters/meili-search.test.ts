/** The Meilisearch adapter keeps the port's contract: against a live server where MEILI_URL is set, else against what one once answered. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { playBack, recordAnew } from '../../tests/support/recorded-http.ts'
import type { MatchEngine } from '../ports/match-engine.ts'
import { matchEngineContract } from './match-engine.contract.ts'
import { clearMeili, LIVE } from './meili.fixtures.ts'
import { createMeiliSearch } from './meili-search.ts'

const FILE = join(import.meta.dirname, '../../tests/data/meili-recordings/contract.jsonl.gz')
const isRecording = LIVE !== null && process.env.RECORD === '1'
const isLiveOnly = LIVE !== null && !isRecording
const http = isLiveOnly ? null : isRecording ? recordAnew(FILE) : playBack(FILE)

// A real server writes to its disk, which a busy machine may hold up.
if (LIVE) vi.setConfig({ testTimeout: 240_000 })

/** Indexes are named after the test, so that each finds its own answers whatever ran before it. */
const opened = new Map<string, number>()
function prefix(): string {
  const name = expect.getState().currentTestName ?? ''
  const count = (opened.get(name) ?? 0) + 1
  opened.set(name, count)
  return `hr${createHash('sha256').update(name).digest('hex').slice(0, 10)}n${count}`
}

async function open(): Promise<MatchEngine> {
  const options = { url: LIVE?.url ?? 'http://meilisearch.invalid', key: LIVE?.key ?? 'recorded', prefix: prefix() }
  if (LIVE) await clearMeili(options.prefix)
  const engine = createMeiliSearch({ ...options, ...(http && { fetch: http.fetch }), searchMs: 20_000, writeMs: 20_000 })
  const close = async () => {
    await engine.close()
    if (LIVE) await clearMeili(options.prefix)
  }
  return { ...oneAtATime(engine), close }
}

/** What is read once is not read again: only questions in turn make the same requests each time. */
function oneAtATime(engine: MatchEngine): MatchEngine {
  let last: Promise<unknown> = Promise.resolve()
  return {
    ...engine,
    candidates(...asked) {
      const next = last.then(() => engine.candidates(...asked))
      last = next.catch(() => undefined)
      return next
    },
  }
}

// Measured at 2,000 firms; the answers of CI come from a smaller cluster, in which every firm is read.
matchEngineContract(
  'meilisearch',
  open,
  isLiveOnly ? { recallFloor: 0.98, propertyRuns: 12 } : { firms: 320, needs: 44, recallFloor: 0.98, propertyRuns: 6 },
)

test.skipIf(isLiveOnly)('all that was recorded was asked (skipped against a live server: nothing is recorded)', () => {
  expect(http?.unasked()).toEqual([])
})

afterAll(() => http?.keep())
