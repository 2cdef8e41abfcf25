/** The form of a usual cost: names become codes, amounts become whole minor units. */
import { describe, expect, it } from 'vitest'
import { type CostOption, costFrom, majorOf } from '#lib/costs/cost-form.ts'

const OPTIONS: CostOption[] = [
  { kind: 'standard', code: 'iso-9001', label: 'ISO 9001' },
  { kind: 'parameter', code: 'press-force', label: 'Press force' },
]
function typed(over: Record<string, string>): FormData {
  const form = new FormData()
  const fields = { code: 'ISO 9001', amount: '600,000', currency: 'INR', source: 'A survey', statedOn: '2026-10-01', ...over }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

describe('a usual cost', () => {
  it.each([
    ['rupees', { currency: 'inr' }, { kind: 'standard', code: 'iso-9001', minor: 60_000_000, currency: 'INR' }],
    ['yen have no cents', { currency: 'JPY', amount: '1,200' }, { minor: 1_200, currency: 'JPY' }],
    ['dinars have three decimals', { currency: 'TND', amount: '12.5' }, { minor: 12_500, currency: 'TND' }],
    ['a name in small letters', { code: 'press force' }, { kind: 'parameter', code: 'press-force' }],
  ])('in %s', (_, over, expected) => {
    expect(costFrom(typed(over), 'en', OPTIONS).body).toMatchObject(expected)
  })

  it('of nothing known, or with no amount, is told beside the field', () => {
    expect(costFrom(typed({ code: 'ISO 9' }), 'en', OPTIONS).refused?.data.fields).toEqual({ code: { code: 'not-allowed-value' } })
    expect(costFrom(typed({ amount: 'a lot' }), 'en', OPTIONS).refused?.data.fields).toEqual({ amount: { code: 'not-a-number' } })
  })

  it('comes back as it was typed', () => {
    expect(majorOf({ minor: 12_500, currency: 'TND' })).toBe(12.5)
  })
})
