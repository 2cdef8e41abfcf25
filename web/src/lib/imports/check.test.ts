/** The button that was pressed says which rows are left out. */
import { expect, it } from 'vitest'
import { readDecision } from '#lib/imports/check.server.ts'

function formOf(entries: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

it.each([
  ['one row', [['act', 'skip 12']], { decision: 'skip', lines: [12] }],
  [
    'the rows ticked',
    [
      ['act', 'import lines'],
      ['lines', '3'],
      ['lines', '9'],
      ['lines', '3'],
    ],
    { decision: 'import', lines: [3, 9] },
  ],
  ['no row ticked', [['act', 'skip lines']], null],
  [
    'all of a kind',
    [
      ['act', 'skip all'],
      ['ground', 'similar'],
    ],
    { decision: 'skip', ground: 'similar' },
  ],
  ['all, by the rule again', [['act', 'rule all']], { decision: null }],
  ['nothing that can be read', [['act', 'skip x']], null],
] as [string, [string, string][], unknown][])('for %s', (_what, entries, decision) => {
  expect(readDecision(formOf(entries))).toEqual(decision)
})
