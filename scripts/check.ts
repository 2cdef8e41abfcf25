/** All checks that need no test run: types, pages' types, lint, import rules, the lockfile and the freshness of generated files. */
import { spawn } from 'node:child_process'
import { lockfileFaults } from './lockfile.ts'

const root = new URL('..', import.meta.url).pathname

interface Check {
  name: string
  command: string[]
}

const CHECKS: Check[] = [
  { name: 'types', command: ['node', 'node_modules/@typescript/native/bin/tsc', '-p', '.'] },
  { name: 'pages: types and templates', command: ['npm', 'run', '--silent', 'check', '-w', 'web'] },
  { name: 'lint and format (biome)', command: ['npx', 'biome', 'ci', '.'] },
  { name: 'size limits (oxlint)', command: ['npx', 'oxlint', '--deny-warnings'] },
  {
    name: 'import rules',
    command: [
      'npx',
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'domain',
      'db',
      'server',
      'words',
      'scripts',
      'tests',
      'bench',
      'web/src',
    ],
  },
  { name: 'openapi.json and the client are fresh', command: ['node', 'scripts/write-openapi.ts', '--check'] },
  { name: 'the drawing of the imports is fresh', command: ['node', 'scripts/draw-architecture.ts', '--check'] },
]

/** Runs all, prints one line each and the output of those that fail. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  const faults = lockfileFaults(root)
  if (faults.length > 0) console.error(`lockfile:\n${faults.join('\n')}`)
  let failed = faults.length > 0 ? 1 : 0
  console.log(`${failed ? 'FAIL' : 'ok  '} lockfile`)
  for (const check of CHECKS) {
    const { code, output } = await run(check.command)
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${check.name}`)
    if (code !== 0) console.error(output)
    failed += code === 0 ? 0 : 1
  }
  return { passed: CHECKS.length + 1 - failed, failed }
}

function run([program = 'node', ...args]: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program === 'node' ? process.execPath : program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.once('exit', (code) => resolve({ code: code ?? 1, output }))
  })
}

if (import.meta.main) {
  const { failed } = await runChecks()
  process.exit(failed === 0 ? 0 : 1)
}
