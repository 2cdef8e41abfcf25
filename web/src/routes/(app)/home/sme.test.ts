/** Which certificates an SME is reminded of on its home. */
import { expect, it } from 'vitest'
import { endingSoon } from './sme.server.ts'

const certificate = (id: string, validUntil: string | null, status: 'active' | 'suspended' | 'in-progress' = 'active') => ({
  id,
  standard: 'iso-9001',
  status,
  validUntil,
})

it('reminds of those in force that end within ninety days or have ended, the first to end first', () => {
  const held = [
    certificate('in ninety days', '2027-02-21'),
    certificate('in ninety-one days', '2027-02-22'),
    certificate('over', '2026-11-22'),
    certificate('today', '2026-11-23'),
    certificate('open', null),
    certificate('suspended', '2026-12-01', 'suspended'),
  ]
  expect(endingSoon(held, '2026-11-23').map(({ id, isOver }) => [id, isOver])).toEqual([
    ['over', true],
    ['today', false],
    ['in ninety days', false],
  ])
})
