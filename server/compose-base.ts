/** What everything in the server is made from. */
import type { Database } from '../db/client.ts'
import type { Jobs } from '../db/jobs.ts'
import type { ConceptIndex } from '../domain/taxonomy.ts'
import type { EmbeddedOptions } from './adapters/embedded-search.ts'
import type { MeiliOptions } from './adapters/meili-client.ts'
import type { Cursors } from './cursor.ts'
import type { Clock } from './ports/clock.ts'
import type { FileStore } from './ports/file-store.ts'
import type { MatchEngine } from './ports/match-engine.ts'
import type { PasswordHasher } from './ports/password-hasher.ts'
import type { VirusScanner } from './ports/virus-scanner.ts'

export interface Ports {
  db: Database
  jobs: Jobs
  clock: Clock
  hasher: PasswordHasher
  publicOrigin: string
  /** The gateway of texts: whether texts are offered, and what it shows when it calls. Absent, they are not. */
  texts?: { offered: boolean; token: string | null }
  /** The domain whose mail is handed to us, and what its receiver shows; absent or null, mail about messages cannot be answered. */
  replies?: { domain: string; token: string } | null
  /** Signs list cursors; stable over restarts. */
  cursorSecret: string
  /** Where documents lie, sealed. */
  files: FileStore
  /** Looks for viruses in what people bring; absent, nobody looks, and readers are told so. */
  scanner?: VirusScanner
  /** Where the search index is kept and how many threads answer; in memory and one unless told. */
  search?: EmbeddedOptions
  /** A Meilisearch server; absent or null, the embedded engine searches. */
  meili?: MeiliOptions | null
  /** Open interests that an SME may show in a month; the usual number unless told. */
  interestsPerMonth?: number
  /** Searches in the place of either; absent, one of them is made. */
  engine?: MatchEngine
}

export interface Base extends Ports {
  cursors: Cursors
  taxonomy: ConceptIndex
}
