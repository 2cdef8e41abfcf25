/** The numerical core of learning, against answers that are known. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chanceOf, fitLogistic, logLoss } from './logistic.ts'

const FREE = { towards: [], strength: 0 }

describe('a logistic model', () => {
  test('without features gives the odds of the outcomes', () => {
    const samples = [true, true, true, false].map((outcome) => ({ outcome, features: [] }))
    const model = fitLogistic(samples, FREE)
    expect(model.intercept).toBeCloseTo(Math.log(3), 3)
    expect(chanceOf(model, [])).toBeCloseTo(0.75, 3)
  })

  test('of one switch gives the logarithm of the odds ratio', () => {
    const times = (count: number, on: number, outcome: boolean) => Array.from({ length: count }, () => ({ outcome, features: [on] }))
    const samples = [...times(30, 1, true), ...times(10, 1, false), ...times(20, 0, true), ...times(40, 0, false)]
    const model = fitLogistic(samples, { towards: [0], strength: 0 })
    expect(model.coefficients[0]).toBeCloseTo(Math.log(30 / 10 / (20 / 40)), 3)
    expect(model.intercept).toBeCloseTo(Math.log(20 / 40), 3)
  })

  test('stays finite when one feature tells the outcomes apart without fail', () => {
    const samples = Array.from({ length: 20 }, (_, at) => ({ outcome: at >= 10, features: [at] }))
    const model = fitLogistic(samples, { towards: [0], strength: 0.01 })
    expect(Number.isFinite(model.intercept + (model.coefficients[0] ?? Number.NaN))).toBe(true)
    expect(chanceOf(model, [0])).toBeLessThan(0.05)
    expect(chanceOf(model, [19])).toBeGreaterThan(0.95)
  })
})

test('the log loss of a coin is ln 2, of a certainty nought, of a certain error large but finite', () => {
  expect(logLoss(0.5, true)).toBeCloseTo(Math.LN2)
  expect(logLoss(1, true)).toBeCloseTo(0)
  expect(logLoss(1, false)).toBeGreaterThan(20)
  expect(Number.isFinite(logLoss(1, false))).toBe(true)
})

const samples = fc.array(
  fc.record({ outcome: fc.boolean(), features: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }) }),
  { minLength: 4, maxLength: 40 },
)
const towards = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 })

test('the minimum has no slope: the surplus of each feature is balanced by the pull', () => {
  fc.assert(
    fc.property(samples, towards, fc.double({ min: 0.1, max: 50, noNaN: true }), (list, target, strength) => {
      const model = fitLogistic(list, { towards: target, strength })
      target.forEach((own, at) => {
        const surplus = list.reduce((sum, { outcome, features }) => {
          return sum + (chanceOf(model, features) - (outcome ? 1 : 0)) * (features[at] ?? 0)
        }, 0)
        expect(surplus + strength * ((model.coefficients[at] ?? 0) - own)).toBeCloseTo(0, 3)
      })
    }),
  )
})

test('a stronger pull never leads further away', () => {
  fc.assert(
    fc.property(samples, towards, fc.double({ min: 0.1, max: 10, noNaN: true }), (list, target, strength) => {
      const away = (pull: number) =>
        fitLogistic(list, { towards: target, strength: pull }).coefficients.reduce(
          (sum, own, at) => sum + (own - (target[at] ?? 0)) ** 2,
          0,
        )
      expect(away(strength * 4)).toBeLessThanOrEqual(away(strength) + 1e-6)
    }),
  )
})
