/** The embedded engine keeps the port's contract. */
import { createEmbeddedSearch } from './embedded-search.ts'
import { matchEngineContract } from './match-engine.contract.ts'

matchEngineContract('embedded', async () => createEmbeddedSearch())
