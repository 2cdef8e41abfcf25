/** Writes docs/openapi.json from the routes and the pages' typed client from that; with --check it only says whether both are fresh. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApiDocument } from '../server/openapi.ts'

const root = new URL('..', import.meta.url).pathname
const documentFile = join(root, 'docs/openapi.json')
const clientFile = join(root, 'web/src/lib/api/schema.d.ts')
const check = process.argv.includes('--check')

const text = `${JSON.stringify(await openApiDocument(), null, 1)}\n`
const target = check ? join(tmpdir(), `highroad-${process.pid}.json`) : documentFile
writeFileSync(target, text)
const client = execFileSync(
  process.execPath,
  [join(root, 'node_modules/openapi-typescript/bin/cli.js'), target, '--root-types', '--root-types-no-schema-prefix'],
  // The client is longer than the megabyte that is read unless told.
  { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 16 * 1024 * 1024 },
)
if (!check) {
  writeFileSync(clientFile, client)
} else if (readFileSync(documentFile, 'utf8') !== text || readFileSync(clientFile, 'utf8') !== client) {
  console.error('docs/openapi.json or web/src/lib/api/schema.d.ts is not fresh; run npm run api.')
  process.exit(1)
}
