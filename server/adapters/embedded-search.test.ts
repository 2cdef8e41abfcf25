/** The embedded engine keeps the port's contract, in threads as it ships and in one thread as other tests use it. */
import { createEmbeddedSearch } from './embedded-search.ts'
import { matchEngineContract } from './match-engine.contract.ts'

matchEngineContract('embedded', async () => createEmbeddedSearch({ readers: 2 }))
