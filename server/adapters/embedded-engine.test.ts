/** The embedded engine keeps the port's contract, in threads as it ships and in one thread as other tests use it. */
import { createEmbeddedEngine } from './embedded-engine.ts'
import { matchEngineContract } from './match-engine.contract.ts'

matchEngineContract('embedded', async () => createEmbeddedEngine({ readers: 2 }))
matchEngineContract('embedded in one thread', async () => createEmbeddedEngine({ inThread: true }))
