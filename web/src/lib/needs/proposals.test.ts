/** A proposal in words: what is met, what is missing and for how long, what to ask, and nothing said twice. */
import { describe, expect, it } from 'vitest'
import { type Evaluated, tellProposal, titleAndLimit } from '#lib/needs/proposals.ts'
import { loadDictionary, speaker } from '#words/speaker.ts'

const words = speaker('en', await loadDictionary('en'))
const NAMES: Record<string, string> = { 'iso-9001': 'ISO 9001', 'iso-14001': 'ISO 14001' }
const requirement = (id: string, kind: string, rest: object) => ({
  id,
  kind,
  code: '',
  within: '',
  operator: 'has',
  value: null,
  valueTo: null,
  values: [],
  unit: '',
  minEvidence: null,
  maxAgeMonths: null,
  monthsToClose: null,
  heldBy: null,
  acceptEquivalent: false,
  ...rest,
})
const ASKED = {
  force: requirement('force', 'parameter', { code: 'press-force', operator: 'at-least', value: 200, unit: 't' }),
  iso: requirement('iso', 'certificate', { code: 'iso-14001' }),
  ground: requirement('ground', 'exclusion-ground', { code: 'child-labour' }),
}
const need = {
  horizonMonths: 12,
  criteria: Object.values(ASKED).map((one) => ({
    id: one.id,
    title: one.id,
    category: 'technical',
    class: 'must',
    weight: null,
    groups: [{ id: 'g', requirements: [one] }],
  })),
} as unknown as Parameters<typeof tellProposal>[0]['need']

const FACT = { kind: 'process', statedOn: '2026-05-10', checkedOn: null, source: 'firm', sourceNote: '', level: 'self-declared' }
const criterion = (id: string, [kind, verdict]: [string, string], reason: object, rest: object = {}) => ({
  criterionId: id,
  title: id === 'iso' ? 'ISO 14001' : id === 'force' ? 'Press force' : 'No child labour',
  class: kind,
  category: 'technical',
  band: 'ready',
  share: 1,
  verdicts: [
    { requirementId: id, verdict, value: 1, evidence: 'self-declared', reason, fact: FACT, gap: null, monthsToClose: null, ...rest },
  ],
})
const REACHED = criterion('force', ['must', 'met'], {
  code: 'parameter-reached',
  params: { parameter: 'press-force', value: 250, limit: 200, limitTo: null, unit: 't' },
})
const LATER = criterion(
  'ground',
  ['exclusion', 'unknown'],
  { code: 'exclusion-unasked', params: { ground: 'child-labour' } },
  { fact: null, evidence: null },
)
const told = (rest: object) =>
  tellProposal({ words, need, nameOf: (code) => NAMES[code] ?? code }, {
    band: 'ready',
    score: 80,
    fit: 0.9,
    topic: 0.7,
    months: null,
    mustsMet: 1,
    musts: 1,
    criteria: [REACHED, LATER],
    questions: [],
    obstacles: [],
    ...rest,
  } as unknown as Evaluated)

describe('a proposal', () => {
  it('that is ready says so, with both halves of its score', () => {
    const one = told({})
    expect(one).toMatchObject({
      close: 'Ready now',
      closeNote: '',
      finding: 'Meets 1 of 1 musts, nothing to close.',
      rest: '',
      questions: [],
    })
    expect(one.parts).toContain('90 of 100')
    expect(one.parts).toContain('70 of 100')
  })

  it('tells per requirement what is asked, what was found, and who says so when', () => {
    expect(told({}).reasons[0]).toMatchObject({
      title: 'Press force',
      asked: 'At least 200\u00a0t',
      found: '250\u00a0t, asked 200\u00a0t',
      proof: 'Told by the firm, 10\u00a0May\u00a02026',
      verdict: 'met',
    })
  })

  it('leaves out of the strip what every SME is asked later', () => {
    expect(told({}).reasons.map(({ later }) => later)).toEqual([false, true])
    const question = { requirementId: 'ground', blocking: false, reason: { code: 'exclusion-unasked', params: { ground: 'child-labour' } } }
    expect(told({ questions: [question] }).questions).toEqual([])
  })

  it('that can be developed says what is missing, for how long, beside the horizon', () => {
    const missing = criterion(
      'iso',
      ['developable-must', 'not-met'],
      { code: 'certificate-absent', params: { standard: 'iso-14001', monthsMin: 6, months: 9 } },
      { fact: null, monthsToClose: 9 },
    )
    const one = told({ band: 'developable', months: 9, mustsMet: 1, musts: 2, criteria: [REACHED, missing] })
    expect(one).toMatchObject({ close: '9 months', closeNote: 'ISO 14001', finding: 'Meets 1 of 2 musts.' })
    expect(one.rest).toBe('Missing: ISO 14001. Usual time to close 9 months, your horizon is 12 months.')
    expect(one.reasons[1]?.found).toBe('No ISO 14001 told, usually 6 to 9 months to close')
  })

  it('that is incomplete counts its questions and names what is not known', () => {
    const unknown = criterion(
      'force',
      ['must', 'unknown'],
      { code: 'parameter-absent', params: { parameter: 'press-force' } },
      { fact: null },
    )
    const question = { requirementId: 'force', blocking: true, reason: { code: 'parameter-absent', params: { parameter: 'press-force' } } }
    const one = told({ band: 'incomplete', mustsMet: 0, criteria: [unknown], questions: [question] })
    expect(one).toMatchObject({ close: '1 question', closeNote: 'Press force', rest: 'We do not know: Press force.' })
    expect(one.questions).toEqual(['Press force: Press force not told'])
  })

  it('says whose terms stand in the way', () => {
    const obstacle = { code: 'payment-too-late', params: { days: 90, most: 60 } }
    expect(told({ obstacles: [obstacle] }).obstacles).toEqual(['Pays after 90 days, the SME waits at most 60'])
  })
})

describe('a title', () => {
  it.each([
    ['ISO 9001', 'ISO 9001', ''],
    ['Press force', 'Press force (Stamping), at least 200 t', 'Stamping, at least 200 t'],
    ['Quality', 'ISO 9001', 'ISO 9001'],
  ])('%s before %s leaves %s to say', (title, asked, rest) => {
    expect(titleAndLimit(title, asked)).toEqual({ title, asked: rest })
  })
})
