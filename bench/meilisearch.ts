/** Meilisearch beside the embedded engine, where MEILI_URL says that one is running: same firms, same needs, its own indexes. */
import { randomBytes } from 'node:crypto'
import { Meilisearch } from 'meilisearch'
import type { MatchQuery } from '../domain/match-query.ts'
import { createMeiliSearch } from '../server/adapters/meili-search.ts'
import type { MatchEngine } from '../server/ports/match-engine.ts'
import type { Source } from './corpus.ts'
import { feed } from './engine.ts'
import { rounded } from './figures.ts'
import { compareWithOracle, type Oracle } from './oracle.ts'

export interface MeiliFigures {
  version: string
  /** Seconds from raw firms to an index that answers. */
  build: number
  /** Share of the oracle's first fifty among its candidates. */
  recallAt50: number
}

export interface OpenMeilisearch {
  engine: MatchEngine
  fill(source: Source, oracle: Pick<Oracle, 'answer'>, checked: readonly MatchQuery[]): Promise<MeiliFigures>
  /** Removes the indexes of this run. */
  stop(): Promise<void>
}

export async function openMeilisearch(): Promise<OpenMeilisearch | null> {
  const url = process.env.MEILI_URL
  if (!url) return null
  const key = process.env.MEILI_KEY ?? null
  const prefix = `bench_${randomBytes(4).toString('hex')}`
  const client = new Meilisearch({ host: url, ...(key && { apiKey: key }) })
  const { pkgVersion } = await client.getVersion()
  // A yardstick is not given up on when this machine is busy.
  const engine = createMeiliSearch({ url, key, prefix, searchMs: 30_000, writeMs: 120_000 })
  return {
    engine,
    async fill(source, oracle, checked) {
      const { wall } = await feed(engine, source)
      const { recallAt50 } = await compareWithOracle(engine, oracle, checked)
      return { version: pkgVersion, build: rounded(wall, 1), recallAt50: rounded(recallAt50, 4) }
    },
    async stop() {
      await engine.close()
      const { results } = await client.getIndexes({ limit: 1_000 })
      for (const { uid } of results) if (uid.startsWith(prefix)) await client.deleteIndex(uid)
    },
  }
}
