/** An import leads its officer to the step it waits at, and never to one that is over. */
import { describe, expect, it } from 'vitest'
import { IMPORT_STEPS, isStepOpen, stepOf } from '#lib/imports/steps.ts'
import type { ImportedList } from '#lib/imports/types.ts'

type Standing = Parameters<typeof stepOf>[0]

function standing(state: ImportedList['state'], over: Partial<Standing> = {}): Standing {
  const OPEN: Record<ImportedList['state'], Standing['openSteps']> = {
    uploaded: ['map', 'discard'],
    mapped: ['map', 'run', 'discard'],
    failed: ['map', 'run', 'discard'],
    running: [],
    done: ['undo'],
    undone: [],
  }
  return { state, problem: null, openSteps: OPEN[state], values: [], ...over }
}

const words = (values: number, confirmed: number): Standing['values'] => [{ field: 'products', values, confirmed }]

describe('an import', () => {
  it.each([
    ['as read', standing('uploaded'), 'columns'],
    ['with its columns settled and no word confirmed', standing('mapped', { values: words(9, 0) }), 'values'],
    ['with a word confirmed', standing('mapped', { values: words(9, 1) }), 'check'],
    ['without any word', standing('mapped'), 'check'],
    ['whose run broke off', standing('mapped', { problem: 'import-broke-off', values: words(9, 0) }), 'run'],
    ['that runs', standing('running'), 'run'],
    ['that is done', standing('done'), 'run'],
    ['that was taken back', standing('undone'), 'run'],
  ] as const)('%s waits at its step', (_what, list, step) => {
    expect(stepOf(list)).toBe(step)
  })

  it.each(['uploaded', 'mapped', 'failed', 'running', 'done', 'undone'] as const)('waits at an open step when %s', (state) => {
    const list = standing(state)
    expect(isStepOpen(stepOf(list), list)).toBe(true)
  })

  it.each([
    ['uploaded', ['columns']],
    ['mapped', ['columns', 'values', 'check', 'run']],
    ['running', ['check', 'run']],
    ['done', ['check', 'run']],
  ] as const)('when %s opens just these steps', (state, open) => {
    expect(IMPORT_STEPS.filter((step) => isStepOpen(step, standing(state)))).toEqual(open)
  })
})
