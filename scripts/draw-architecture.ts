/** Draws docs/architecture.md from the imports themselves: the floors, and the features on theirs; with --check it only says whether both are fresh. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('..', import.meta.url).pathname
const page = join(root, 'docs/architecture.md')
const TESTS = String.raw`\.(test|cases|fixtures|arbitraries)\.ts$|\.contract`

/** What each drawing shows, and what it folds into one box. */
const DRAWINGS = [
  {
    name: 'floors',
    only: String.raw`^(domain|db|words|web/src|server/(http|ports|adapters|features))/|^server/(main|compose[a-z-]*|worker)\.ts$`,
    fold: '^(domain|db|words|web/src|server/(http|ports|adapters|features))/',
  },
  { name: 'features', only: '^server/features/', fold: '^server/features/[^/]+/' },
]

const before = readFileSync(page, 'utf8')
const after = DRAWINGS.reduce((text, { name, only, fold }) => put(text, name, draw(only, fold)), before)
if (!process.argv.includes('--check')) writeFileSync(page, after)
else if (after !== before) {
  console.error('The drawing in docs/architecture.md is not fresh; run node scripts/draw-architecture.ts.')
  process.exit(1)
}

function draw(only: string, fold: string): string {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const folders = ['domain', 'db', 'server', 'words', 'web/src']
  const options = [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'mermaid',
    '--include-only',
    only,
    '--exclude',
    TESTS,
    '--collapse',
    fold,
  ]
  return tidy(execFileSync(process.execPath, [bin, ...options, ...folders], { cwd: root, encoding: 'utf8' }))
}

/** A folded folder is a box with its name, not an empty box inside a frame; lines are sorted, so that a drawing changes only with the imports. */
function tidy(text: string): string {
  const folded = text.replace(/subgraph \w+\["([^"]+)"\]\s+(\w+)\[" "\]\s+end/g, '$2["$1"]').replace('flowchart LR', 'flowchart TD')
  const lines = folded.split('\n').filter((line) => line.trim() !== '')
  const isArrow = (line: string) => line.includes('-->')
  return [...lines.filter((line) => !isArrow(line)), ...lines.filter(isArrow).sort()].join('\n')
}

function put(text: string, name: string, drawing: string): string {
  const [start, end] = [`<!-- drawn: ${name} -->`, '<!-- end -->']
  const from = text.indexOf(start)
  const to = text.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`docs/architecture.md has no place for the drawing "${name}".`)
  return `${text.slice(0, from)}${start}\n\`\`\`mermaid\n${drawing}\n\`\`\`\n${text.slice(to)}`
}
