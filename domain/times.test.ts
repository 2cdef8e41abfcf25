/** What reports of times show, and what they withhold. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversionOf, demandOf, isShown, MILESTONE_STAGES, periodOf } from './times.ts'

describe('a cell', () => {
  it('of fewer than five firms is withheld from an agency, not from the firm itself', () => {
    expect(isShown({ count: 9, firms: 4 }, 'agency')).toBe(false)
    expect(isShown({ count: 5, firms: 5 }, 'agency')).toBe(true)
    expect(isShown({ count: 1, firms: 1 }, 'firm')).toBe(true)
  })
  it('that is empty tells of nobody', () => {
    expect(isShown({ count: 0, firms: 0 }, 'agency')).toBe(true)
  })
})

it('a share is never told beside a withheld count', () => {
  const cell = fc.record({ count: fc.nat(50), firms: fc.nat(50) })
  fc.assert(
    fc.property(cell, cell, (begun, one) => {
      const rows = conversionOf(new Map(MILESTONE_STAGES.map((stage) => [stage, one])), begun, 'agency')
      return rows.every((row) => row.count !== null || row.share === null)
    }),
  )
})

it('the period is the last year unless told, and demand needs somebody active', () => {
  expect(periodOf({}, '2026-12-01')).toEqual({ fromOn: '2025-12-01', untilOn: '2026-12-01' })
  expect(periodOf({ fromOn: '2026-01-01' }, '2026-12-01').fromOn).toBe('2026-01-01')
  expect([demandOf(6, 4), demandOf(6, 0)]).toEqual([1.5, null])
})
