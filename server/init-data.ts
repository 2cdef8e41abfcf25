/** Makes the embedded cluster ahead of the start, beside the build of the pages; does nothing where one stands. */
import { join } from 'node:path'
import { initCluster } from '../db/embedded.ts'
import { readConfig } from './config.ts'
import { readSecrets } from './secrets.ts'

try {
  const config = readConfig(process.env, process.argv.slice(2))
  if (!config.database) {
    await initCluster({ directory: join(config.dataDir, 'postgres'), ownerPassword: readSecrets(config.dataDir).owner })
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
