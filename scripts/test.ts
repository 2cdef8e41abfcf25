/** npm test: all checks, then all tests; the last line sums every report up. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './check.ts'

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  success: boolean
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; meta?: { reason?: string } }[]
  }[]
}

const root = new URL('..', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'highroad-report-'))

if (!process.env.SHARED_DATA) console.log('SHARED_DATA is not set: tests over lists that are not ours are skipped, each with its reason.')
const checks = await runChecks()
const file = join(folder, 'report.json')
const code = await vitest(['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...process.argv.slice(2)])
const report = readReport(file)
rmSync(folder, { recursive: true, force: true })

const brokenFiles = report ? report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0).length : 1
const failed =
  checks.failed + (report?.numFailedTests ?? 0) + brokenFiles + (code !== 0 && report?.numFailedTests === 0 && brokenFiles === 0 ? 1 : 0)
const passed = checks.passed + (report?.numPassedTests ?? 0)
const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
for (const name of skippedNames(report)) console.log(`skipped: ${name}`)
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed === 0 ? 0 : 1)

function vitest(args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...args], { cwd: root, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.once('exit', (status) => resolve(status ?? 1))
  })
}

function readReport(path: string): Report | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report
  } catch {
    return null
  }
}

function skippedNames(from: Report | null): string[] {
  return (from?.testResults ?? []).flatMap((one) =>
    one.assertionResults.filter((test) => test.status === 'skipped' || test.status === 'pending').map((test) => test.fullName),
  )
}
