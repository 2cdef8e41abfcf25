/** The rail of a linkage: where it stands, and what was skipped on the way. */
import { expect, it } from 'vitest'
import type { Linkage } from '#lib/api/answers.ts'
import { railOf } from './rail.ts'

const entry = (stage: Linkage['stage'], at: string): Linkage['entries'][number] => ({
  stage,
  by: 'sme',
  reason: null,
  note: '',
  dueOn: null,
  at,
})
const entries = [entry('sme-interested', '2026-12-01T09:00:00.000Z'), entry('lead-firm-accepted', '2026-12-03T09:00:00.000Z')]

it('tells since when each stop was reached, and nothing of those skipped or still to come', () => {
  const rail = railOf({ stage: 'lead-firm-accepted', leftStage: null, entries })
  expect(rail.current).toBe(2)
  expect(rail.steps.map((one) => one.reachedAt?.slice(0, 10) ?? null)).toEqual([
    null,
    '2026-12-01',
    '2026-12-03',
    null,
    null,
    null,
    null,
    null,
  ])
})

it('stays where a linkage was held or lost', () => {
  expect(railOf({ stage: 'lost', leftStage: 'quoted', entries }).current).toBe(5)
  expect(railOf({ stage: 'on-hold', leftStage: 'sme-interested', entries }).current).toBe(1)
})

it('knows every stage that the pipeline goes through', () => {
  expect(railOf({ stage: 'site-visit', leftStage: null, entries: [] }).current).toBe(4)
  expect(railOf({ stage: 'repeat-order', leftStage: null, entries: [] }).current).toBe(7)
})
