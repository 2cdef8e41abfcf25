/** Bands of money, at their edges, in currencies with no, two and three decimals. */
import { expect, test } from 'vitest'
import { bandOfMoney } from './money.ts'

test.each([
  [0, 'INR', 'under-10k'],
  [999_999, 'INR', 'under-10k'],
  [1_000_000, 'INR', '10k-100k'],
  [9_999_999, 'EUR', '10k-100k'],
  [10_000_000, 'EUR', '100k-1m'],
  [100_000_000, 'EUR', '100k-1m'],
  [100_000_001, 'EUR', 'over-1m'],
  [10_000, 'JPY', '10k-100k'],
  [9_999_999, 'TND', 'under-10k'],
] as const)('%i minor units of %s are %s', (minor, currency, band) => {
  expect(bandOfMoney({ minor, currency })).toBe(band)
})
