import { describe, expect, it } from 'vitest'
import type { ParameterFact, ProfileFacts } from './profiles.ts'
import type { Requirement } from './sourcing.ts'
import { PROCESS_FAMILIES, type ProcessFamily } from './taxonomy.ts'
import { context, firm, process, requirement } from './verdict.fixtures.ts'
import type { VerdictContext } from './verdict.ts'
import { evaluate } from './verdicts.ts'

function verdictOf(asked: Partial<Requirement>, facts: Partial<ProfileFacts>, over: Partial<VerdictContext> = {}) {
  return evaluate(requirement(asked), firm(facts), context(over))
}

/** One figure of each family: what is asked, what reaches it, and what misses it by 4 %. */
const FAMILY_CASES: Record<ProcessFamily, { parameter: string; unit: string; asked: number; passes: number; misses: number }> = {
  stamping: { parameter: 'press-force', unit: 't', asked: 250, passes: 260, misses: 240 },
  'injection-moulding': { parameter: 'clamp-force', unit: 't', asked: 500, passes: 500, misses: 480 },
  casting: { parameter: 'locking-force', unit: 't', asked: 1000, passes: 1250, misses: 960 },
  forging: { parameter: 'hammer-energy', unit: 'kJ', asked: 50, passes: 63, misses: 48 },
  machining: { parameter: 'swing', unit: 'mm', asked: 400, passes: 500, misses: 384 },
  'sheet-metal-welding': { parameter: 'bending-length', unit: 'm', asked: 3, passes: 4, misses: 2.88 },
  'surface-heat-treatment': { parameter: 'salt-spray', unit: 'h', asked: 500, passes: 720, misses: 480 },
  'electronics-assembly': { parameter: 'placements-per-hour', unit: '/h', asked: 50_000, passes: 60_000, misses: 48_000 },
  'rubber-plastics-extrusion': { parameter: 'extruder-diameter', unit: 'mm', asked: 100, passes: 120, misses: 96 },
  'textiles-garments-footwear-leather': { parameter: 'fabric-weight-min', unit: 'g/m2', asked: 150, passes: 140, misses: 156 },
  'food-processing': { parameter: 'throughput', unit: 't/d', asked: 25, passes: 30, misses: 24 },
  'packaging-printing': { parameter: 'box-compression', unit: 'N', asked: 5000, passes: 6000, misses: 4800 },
  services: { parameter: 'response-time', unit: 'h', asked: 25, passes: 4, misses: 26 },
}

describe.each(PROCESS_FAMILIES)('a firm of %s', (family) => {
  const { parameter, unit, asked, passes, misses } = FAMILY_CASES[family]
  const operator = passes > misses ? 'at-least' : 'at-most'
  const wanted = { kind: 'parameter' as const, code: parameter, within: family, operator, value: asked, unit } as const
  const doing = (...parameters: ParameterFact[]) => ({ processes: [process({ process: `${family}-special`, parameters })] })

  it('that reaches the figure asked meets it', () => {
    const verdict = verdictOf(wanted, doing({ parameter, value: passes }))
    expect(verdict).toMatchObject({ verdict: 'met', value: 1, factor: 1, gap: null, reason: { code: 'parameter-reached' } })
    expect(verdict.reason.params).toMatchObject({ parameter, value: passes, limit: asked, unit })
  })

  it('that misses it by 4 % is near, with the gap', () => {
    const verdict = verdictOf(wanted, doing({ parameter, value: misses }))
    expect(verdict).toMatchObject({ verdict: 'near', reason: { code: 'parameter-short' } })
    expect(verdict.gap?.amount).toBeCloseTo(Math.abs(asked - misses), 6)
    expect(verdict.gap?.unit).toBe(unit)
  })

  it('that says nothing of it is unknown, and not met once its processes are complete', () => {
    expect(verdictOf(wanted, doing()).verdict).toBe('unknown')
    expect(verdictOf(wanted, { ...doing(), complete: { processes: '2026-05-01' } }).verdict).toBe('not-met')
    expect(verdictOf(wanted, {}).verdict).toBe('unknown')
  })
})

describe('a figure of a process', () => {
  const at = (value: ParameterFact['value'], code: string) => ({ processes: [process({ parameters: [{ parameter: code, value }] })] })

  it.each<[string, Partial<Requirement>, ParameterFact['value'], string, number]>([
    ['20 um held where 20 are asked', { code: 'tolerance', operator: 'at-most', value: 20, unit: 'um' }, 20, 'met', 1],
    ['25 um where 20 are asked, 1.25 times', { code: 'tolerance', operator: 'at-most', value: 20, unit: 'um' }, 25, 'near', 0.75],
    ['26 um where 20 are asked', { code: 'tolerance', operator: 'at-most', value: 20, unit: 'um' }, 26, 'not-met', 0.7],
    ['40 um where 20 are asked', { code: 'tolerance', operator: 'at-most', value: 20, unit: 'um' }, 40, 'not-met', 0],
    ['94 % of a reach', { code: 'press-force', operator: 'at-least', value: 200, unit: 't' }, 188, 'not-met', 0.88],
    ['half of a reach', { code: 'press-force', operator: 'at-least', value: 200, unit: 't' }, 100, 'not-met', 0],
    ['a press asked in kN', { code: 'press-force', operator: 'at-least', value: 2000, unit: 'kN' }, 204, 'met', 1],
    ['a figure within a range', { code: 'swing', operator: 'between', value: 300, valueTo: 500, unit: 'mm' }, 400, 'met', 1],
    ['a figure above a range', { code: 'swing', operator: 'between', value: 300, valueTo: 500, unit: 'mm' }, 700, 'not-met', 0.6],
    ['a figure that equals', { code: 'axes', operator: 'equals', value: 5 }, 5, 'met', 1],
    ['any figure, when only having one is asked', { code: 'axes', operator: 'has' }, 3, 'met', 1],
    ['a yes', { code: 'cmm', operator: 'has' }, true, 'met', 1],
    ['a no', { code: 'cmm', operator: 'has' }, false, 'not-met', 0],
    ['a higher grade', { code: 'clean-room', operator: 'at-least', values: ['iso-8'] }, 'iso-7', 'met', 1],
    ['a lower grade', { code: 'clean-room', operator: 'at-least', values: ['iso-7'] }, 'iso-8', 'not-met', 0],
    ['a grade among those asked', { code: 'clean-room', operator: 'one-of', values: ['iso-8', 'iso-7'] }, 'iso-7', 'met', 1],
    ['all words asked', { code: 'resins', operator: 'all-of', values: ['pp', 'abs'] }, ['abs', 'pp', 'pa'], 'met', 1],
    ['half of the words asked', { code: 'resins', operator: 'all-of', values: ['pp', 'peek'] }, ['pp'], 'not-met', 0.5],
    ['one of the words asked', { code: 'resins', operator: 'one-of', values: ['pp', 'peek'] }, ['pp'], 'met', 1],
    [
      'a size that fits once turned',
      { code: 'part-envelope', operator: 'at-least', values: ['100', '300', '200'], unit: 'mm' },
      [350, 200, 250],
      'met',
      1,
    ],
    ['a size 4 % too small', { code: 'part-envelope', operator: 'at-least', values: ['250', '100'], unit: 'mm' }, [240, 100], 'near', 0.92],
    ['a size too small', { code: 'part-envelope', operator: 'at-least', values: ['300', '100'], unit: 'mm' }, [240, 100], 'not-met', 0.6],
    ['a size asked in inches', { code: 'part-envelope', operator: 'at-least', values: ['10', '5'], unit: '[in_i]' }, [254, 127], 'met', 1],
    ['a small part against the smallest one taken', { code: 'part-envelope-min', values: ['50', '20'], unit: 'mm' }, [30, 10], 'met', 1],
  ])('%s', (_, ...row) => {
    const [asked, value, verdict, counts] = row
    const answer = verdictOf({ kind: 'parameter', within: 'machining', ...asked }, at(value, asked.code ?? ''))
    expect(answer.verdict).toBe(verdict)
    expect(answer.value).toBeCloseTo(counts, 6)
  })

  it('is unknown in a unit that measures something else, and for a parameter nobody defined', () => {
    expect(verdictOf({ kind: 'parameter', code: 'swing', operator: 'at-least', value: 3, unit: 'kg' }, at(400, 'swing')).verdict).toBe(
      'unknown',
    )
    expect(verdictOf({ kind: 'parameter', code: 'phlogiston', operator: 'has' }, at(1, 'phlogiston')).verdict).toBe('unknown')
  })

  it('of a process that is not related says nothing', () => {
    const facts = { processes: [process({ process: 'stamping', parameters: [{ parameter: 'tolerance', value: 5 }] })] }
    expect(verdictOf({ kind: 'parameter', code: 'tolerance', within: 'machining', operator: 'at-most', value: 20 }, facts).verdict).toBe(
      'unknown',
    )
  })

  it('is the best of all processes that have it', () => {
    const processes = [188, 195, 260].map((force, at) =>
      process({ id: `p${at}`, process: 'stamping', parameters: [{ parameter: 'press-force', value: force }] }),
    )
    const verdict = verdictOf(
      { kind: 'parameter', code: 'press-force', within: 'stamping', operator: 'at-least', value: 200, unit: 't' },
      { processes },
    )
    expect(verdict).toMatchObject({ verdict: 'met', fact: { id: 'p2' } })
  })
})
