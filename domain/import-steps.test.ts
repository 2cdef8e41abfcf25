import { describe, expect, it } from 'vitest'
import {
  type DuplicateDecision,
  IMPORT_STATES,
  type ImportedStanding,
  type ImportState,
  isSkipped,
  keptReason,
  openImportSteps,
  undoUntil,
} from './import-steps.ts'

const AT = new Date('2026-11-23T09:00:00Z')
const ago = (minutes: number) => new Date(AT.getTime() - minutes * 60_000)

describe('an import', () => {
  it.each<[ImportState, string[]]>([
    ['uploaded', ['map', 'discard']],
    ['mapped', ['map', 'run', 'discard']],
    ['failed', ['map', 'run', 'discard']],
    ['running', []],
    ['done', ['undo']],
    ['undone', []],
  ])('that is %s lets through %j', (state, steps) => {
    expect(openImportSteps({ state, updatedAt: AT, finishedAt: state === 'done' ? AT : null }, AT)).toEqual(steps)
  })

  it.each([
    [4.9, []],
    [5, ['run']],
  ])('that has been running for %d minutes without progress lets through %j', (minutes, steps) => {
    expect(openImportSteps({ state: 'running', updatedAt: ago(minutes), finishedAt: null }, AT)).toEqual(steps)
  })

  it('is taken back until the very day is over, and not a moment longer', () => {
    const until = undoUntil(AT)
    const done = { state: 'done' as const, updatedAt: AT, finishedAt: AT }
    expect(until.toISOString()).toBe('2026-11-24T09:00:00.000Z')
    expect(openImportSteps(done, new Date(until.getTime() - 1))).toEqual(['undo'])
    expect(openImportSteps(done, until)).toEqual([])
  })

  it('never opens a run and an undo at once', () => {
    for (const state of IMPORT_STATES) {
      for (const minutes of [0, 10, 2_000]) {
        const steps = openImportSteps({ state, updatedAt: ago(minutes), finishedAt: ago(minutes) }, AT)
        expect(steps.includes('run') && steps.includes('undo')).toBe(false)
      }
    }
  })
})

describe('a row with a duplicate', () => {
  it.each<[Parameters<typeof isSkipped>[0], DuplicateDecision | null, boolean]>([
    [null, null, false],
    [null, 'skip', false],
    ['registration-number', null, true],
    ['name-and-place', null, true],
    ['similar', null, false],
    ['registration-number', 'import', false],
    ['similar', 'skip', true],
  ])('on the ground %s, decided %s, is left out: %s', (ground, decided, out) => {
    expect(isSkipped(ground, decided)).toBe(out)
  })
})

describe('an undo', () => {
  const untouched: ImportedStanding = { claimed: false, claimOpen: false, linkages: 0, version: 1, profileVersion: 1, importedVersion: 1 }
  it.each<[string, Partial<ImportedStanding>, string | null]>([
    ['as the import left it', {}, null],
    ['without a profile', { profileVersion: null, importedVersion: null }, null],
    ['claimed', { claimed: true, version: 2 }, 'claimed'],
    ['asked for', { claimOpen: true }, 'claim-open'],
    ['within a linkage', { linkages: 1 }, 'linked'],
    ['with a changed name', { version: 2 }, 'changed'],
    ['with a changed profile', { profileVersion: 2 }, 'changed'],
    ['whose profile was imported at its third version', { profileVersion: 3, importedVersion: 3 }, null],
  ])('meets a firm %s', (_what, change, reason) => {
    expect(keptReason({ ...untouched, ...change })).toBe(reason)
  })
})
