import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAMILY_PARAMETERS, GENERAL_PARAMETERS } from './parameter-tables.ts'
import { allUnits, convert, isUnitOf, rateUnit, unitsFor } from './units.ts'

describe('a figure in another unit', () => {
  it.each([
    [10, '[in_i]', 'mm', 254],
    [1, '[ft_i]', 'm', 0.3048],
    [5, '[mil_i]', 'um', 127],
    [2, 'cm', 'mm', 20],
    [2000, 'kN', 't', 203.943],
    [200, 't', 'kN', 1961.33],
    [1, '[tonf_us]', 'kN', 8.896],
    [1, 't', 'kg', 1000],
    [1, '[lb_av]', 'g', 453.592],
    [100, 'pcs/d', 'pcs/mo', 2600],
    [1200, 'pcs/a', 'pcs/mo', 100],
    [6, 'pcs/wk', 'pcs/d', 1],
    [1, 't/d', 'kg/mo', 26_000],
    [90, 'min', 'h', 1.5],
    [2, 'wk', 'd', 14],
    [1, 'mo', 'd', 30.4375],
    [1, '[HP]', 'kW', 0.7457],
    [0, 'Cel', '[degF]', 32],
    [-4, '[degF]', 'Cel', -20],
    [1, 'm2', '[sft_i]', 10.7639],
    [1, 'm3', 'l', 1000],
    [7, 'pcs', 'pcs', 7],
  ])('%d %s are %s: %d', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBeCloseTo(expected, 3)
  })

  it.each([
    ['mm', 'kg'],
    ['kN', 'kg'],
    ['pcs/mo', 'kg/mo'],
    ['parsec', 'mm'],
  ])('%s cannot be read as %s', (from, to) => {
    expect(convert(1, from, to)).toBeNull()
  })

  it('comes back unchanged from every unit offered for it', () => {
    const pairs = allUnits().flatMap((unit) => unitsFor(unit).map((other) => [unit, other] as const))
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.double({ min: -1e6, max: 1e6, noNaN: true }), ([unit, other], value) => {
        const back = convert(convert(value, unit, other) ?? Number.NaN, other, unit)
        expect(Math.abs((back ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)))
      }),
    )
  })
})

describe('the units of a form', () => {
  it('begin with the one a figure is kept in', () => {
    expect(unitsFor('t')[0]).toBe('t')
    expect(unitsFor('t')).toContain('kN')
    expect(isUnitOf('kN', 't')).toBe(true)
    expect(isUnitOf('mm', 't')).toBe(false)
  })

  it('know every unit that a parameter is kept in', () => {
    const units = [...GENERAL_PARAMETERS, ...Object.values(FAMILY_PARAMETERS).flat()].map(({ unit }) => unit)
    expect(units.filter((unit) => unit !== '' && !allUnits().includes(unit))).toEqual([])
  })

  it('read a bare quantity as one per month', () => {
    expect(['pcs', 'kg', '', 'pcs/a'].map(rateUnit)).toEqual(['pcs/mo', 'kg/mo', 'pcs/mo', 'pcs/a'])
  })
})
