/** Makes the embedded cluster ahead of the start, beside the build of the pages; does nothing where one stands. */
import { join } from 'node:path'
import { initCluster } from '../db/embedded.ts'
import { readConfig } from './config.ts'
import { lockFolder } from './folder-lock.ts'
import { readSecrets } from './secrets.ts'

// A signal ends this at once; on the way out initdb is stopped, and its unfinished folder is thrown away by the next start.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))
try {
  const config = readConfig(process.env, process.argv.slice(2))
  if (!config.database) {
    const unlock = lockFolder(config.dataDir)
    process.once('exit', unlock)
    await initCluster({ directory: join(config.dataDir, 'postgres'), ownerPassword: readSecrets(config.dataDir).owner })
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
