import { describe, expect, it } from 'vitest'
import { checkParameter, GENERAL_PARAMETERS, PARAMETERS, type ParameterDefinition, parameterByCode, parametersOf } from './parameters.ts'
import type { ParameterFact } from './profiles.ts'
import { PROCESS_FAMILIES } from './taxonomy.ts'

const ALL = [...GENERAL_PARAMETERS, ...Object.values(PARAMETERS).flat()]

function definition(code: string): ParameterDefinition {
  const found = parameterByCode(code)
  if (!found) throw new Error(`No parameter ${code}`)
  return found
}

describe('the parameters of a process family', () => {
  it.each(PROCESS_FAMILIES)('%s asks at least four of its own, and the general ones', (family) => {
    expect(PARAMETERS[family].length).toBeGreaterThanOrEqual(4)
    expect(parametersOf(family)).toEqual([...PARAMETERS[family], ...GENERAL_PARAMETERS])
  })

  it('are the general ones for a family nobody knows', () => {
    expect(parametersOf('alchemy')).toEqual(GENERAL_PARAMETERS)
  })

  it('mean the same wherever their code stands', () => {
    for (const one of ALL) expect(definition(one.code)).toEqual(one)
  })

  it('stand once in each family', () => {
    for (const family of PROCESS_FAMILIES) {
      const codes = parametersOf(family).map(({ code }) => code)
      expect(new Set(codes).size).toBe(codes.length)
    }
  })

  it('have a direction exactly where more and less differ, and words exactly where one chooses', () => {
    for (const { type, direction, values } of ALL) {
      expect(direction !== null).toBe(type === 'number' || type === 'dimensions' || type === 'one-of')
      expect(values !== undefined).toBe(type === 'one-of' || type === 'some-of')
    }
  })
})

describe('a value for a parameter', () => {
  it.each<[string, ParameterFact['value'], string | null]>([
    ['press-force', 250, null],
    ['press-force', '250', 'parameter-type'],
    ['press-force', -1, 'parameter-out-of-range'],
    ['press-force', Number.NaN, 'parameter-out-of-range'],
    ['press-force', 1e9, 'parameter-out-of-range'],
    ['cold-store-temperature', -25, null],
    ['cold-store-temperature', -120, 'parameter-out-of-range'],
    ['cmm', true, null],
    ['cmm', 'yes', 'parameter-type'],
    ['clean-room', 'iso-7', null],
    ['clean-room', 'iso-1', 'parameter-value-unknown'],
    ['clean-room', ['iso-7'], 'parameter-type'],
    ['resins', ['pp', 'abs'], null],
    ['resins', ['pp', 'bakelite'], 'parameter-value-unknown'],
    ['resins', [1], 'parameter-type'],
    ['bed-size', [1200, 800], null],
    ['bed-size', [1, 2, 3, 4], 'parameter-type'],
    ['bed-size', [], 'parameter-type'],
    ['bed-size', [1200, -8], 'parameter-out-of-range'],
  ])('%s = %j answers %s', (code, value, expected) => {
    expect(checkParameter(definition(code), value)?.code ?? null).toBe(expected)
  })
})
