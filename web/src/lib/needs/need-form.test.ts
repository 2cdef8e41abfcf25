/** The need form keeps what was typed, sends what the API wants, and says beside the field what it could not read. */
import { describe, expect, it } from 'vitest'
import type { Need, Parameter } from '#lib/api/answers.ts'
import { blankDraft, type DraftRequirement, draftOf } from '#lib/needs/draft.ts'
import { bodyOf } from '#lib/needs/draft-body.ts'
import { draftFrom } from '#lib/needs/draft-form.ts'
import { nameOfField } from '#lib/needs/field-names.ts'
import { newCriterion, shapeOf } from '#lib/needs/shapes.ts'
import { draftFromTemplate, TEMPLATES } from '#lib/needs/templates.ts'
import { loadDictionary, speaker } from '#words/speaker.ts'

const words = speaker('en', await loadDictionary('en'))
const spanish = speaker('es', await loadDictionary('es'))
const parameter = (code: string, rest: Partial<Parameter>): Parameter => ({
  code,
  type: 'number',
  unit: '',
  units: [],
  direction: 'at-least',
  values: [],
  ordered: false,
  general: false,
  ...rest,
})
const PARAMETERS = [
  parameter('press-force', { unit: 't', units: ['t', 'kN'] }),
  parameter('bed-size', { type: 'dimensions', unit: 'mm', units: ['mm', 'cm'] }),
  parameter('tolerance', { unit: 'um', units: ['um', 'mm'], direction: 'at-most' }),
  parameter('ipc-class', { type: 'one-of', values: ['class-1', 'class-2'], ordered: true }),
  parameter('resins', { type: 'some-of', direction: null, values: ['abs', 'pp'] }),
  parameter('tool-room', { type: 'boolean', direction: null }),
]
const NAMES: Record<string, string> = { 'iso-9001': 'ISO 9001', stamping: 'Stamping and pressing' }
const context = {
  words,
  nameOf: (code: string) => NAMES[code] ?? code,
  knows: (code: string) => code in NAMES,
  shapeOf: (one: DraftRequirement) => shapeOf(one, PARAMETERS),
}

function sent(answers: [string, string][]) {
  const form = new FormData()
  for (const [name, value] of answers) form.append(name, value)
  return draftFrom(form, (_, typed) => Object.entries(NAMES).find(([, name]) => name.toLowerCase() === typed.toLowerCase())?.[0] ?? typed)
}

const row = (at: number, answers: Record<string, string>): [string, string][] => [
  [`criteria.${at}.class`, 'must'],
  [`criteria.${at}.category`, 'technical'],
  ...Object.entries(answers).map(([name, value]): [string, string] => [`criteria.${at}.groups.0.requirements.0.${name}`, value]),
]

describe('a need that is sent', () => {
  it('has its figures in numbers, its sides apart, and a title by what it asks', () => {
    const draft = sent([
      ['title', 'Bracket'],
      ['volumePerMonth', '40,000'],
      ...row(0, { kind: 'parameter', code: 'press-force', within: 'stamping', operator: 'at-least', value: '200.5', unit: 'kN' }),
      ...row(1, { kind: 'parameter', code: 'bed-size', operator: 'at-least', values: '1,600 x 900', unit: 'mm' }),
      ...row(2, { kind: 'certificate', code: 'iso 9001', operator: 'has', heldBy: 'start' }),
    ])
    const { body, faults } = bodyOf(draft, context)
    expect(faults).toEqual({})
    expect(body).toMatchObject({ title: 'Bracket', volumePerMonth: 40_000, startOn: null, paymentDays: null, incoterm: null })
    expect(body.criteria?.map(({ title }) => title)).toEqual(['Press force', 'Bed size', 'ISO 9001'])
    expect(body.criteria?.flatMap(({ groups }) => groups.flatMap(({ requirements }) => requirements))).toMatchObject([
      { code: 'press-force', within: 'stamping', operator: 'at-least', value: 200.5, unit: 'kN' },
      { code: 'bed-size', value: null, values: ['1600', '900'], unit: 'mm' },
      { code: 'iso-9001', heldBy: 'start', value: null },
    ])
  })

  it.each([
    ['a word for a figure', { kind: 'parameter', code: 'press-force', operator: 'at-least', value: 'much' }, 'value', 'not-a-number'],
    ['a side that is no figure', { kind: 'parameter', code: 'bed-size', operator: 'at-least', values: 'wide' }, 'values', 'not-a-number'],
    ['a certificate that nobody knows', { kind: 'certificate', code: 'ISO 1', operator: 'has' }, 'code', 'not-found'],
  ])('says beside its field: %s', (_, answers, field, code) => {
    const draft = sent(row(0, answers))
    expect(bodyOf(draft, context).faults).toEqual({ [`criteria.0.groups.0.requirements.0.${field}`]: { code } })
  })

  it('keeps what nobody knows as it was typed', () => {
    expect(sent(row(0, { kind: 'certificate', code: 'ISO 1', operator: 'has' })).criteria[0]?.requirements[0]?.code).toBe('ISO 1')
  })

  it('asks for any exports where no share is written, and never sends the sign of a share', () => {
    const asked = (value: string) =>
      bodyOf(sent(row(0, { kind: 'exports', operator: 'at-least', value, unit: '%' })), context).body.criteria?.[0]?.groups[0]
        ?.requirements[0]
    expect(asked('')).toMatchObject({ operator: 'has', value: null, unit: '' })
    expect(asked('20')).toMatchObject({ operator: 'at-least', value: 20, unit: '' })
  })

  it('carries the other groups of a criterion through, and drops what is no list of groups', () => {
    const others = [{ requirements: [{ kind: 'certificate', code: 'iatf-16949', operator: 'has' }] }]
    const one = row(0, { kind: 'certificate', code: 'ISO 9001', operator: 'has' })
    expect(bodyOf(sent([...one, ['criteria.0.others', JSON.stringify(others)]]), context).body.criteria?.[0]?.groups).toHaveLength(2)
    expect(bodyOf(sent([...one, ['criteria.0.others', '{broken']]), context).body.criteria?.[0]?.groups).toHaveLength(1)
  })
})

describe('a saved need back in its form', () => {
  it('shows figures as the reader writes them, and sends the same again', () => {
    const need = {
      ...blankDraft('es'),
      volumePerMonth: 40_000,
      horizonMonths: 12,
      paymentDays: null,
      incoterm: 'dap',
      startOn: null,
      answerOn: '2027-01-31',
      criteria: [
        {
          id: 'one',
          title: 'Fuerza',
          category: 'technical',
          class: 'must',
          weight: 12.5,
          groups: [
            {
              id: 'group',
              requirements: [
                {
                  id: 'asked',
                  kind: 'parameter',
                  code: 'press-force',
                  within: '',
                  operator: 'between',
                  value: 1200.5,
                  valueTo: 2000,
                  values: [],
                  unit: 'kN',
                  minEvidence: 'documented',
                  maxAgeMonths: 6,
                  monthsToClose: null,
                  heldBy: null,
                  acceptEquivalent: true,
                },
              ],
            },
          ],
        },
      ],
    } as unknown as Need
    const draft = draftOf(need, spanish)
    expect(draft.volumePerMonth).toBe('40.000')
    expect(draft.criteria[0]?.requirements[0]?.value).toBe('1200,5')
    const { body, faults } = bodyOf(draft, { ...context, words: spanish })
    expect(faults).toEqual({})
    expect(body.criteria?.[0]).toMatchObject({ title: 'Fuerza', weight: 12.5 })
    expect(body.criteria?.[0]?.groups[0]?.requirements[0]).toMatchObject({
      value: 1200.5,
      valueTo: 2000,
      minEvidence: 'documented',
      maxAgeMonths: 6,
      acceptEquivalent: true,
    })
  })
})

describe('a new row', () => {
  it.each([
    ['press-force', { operator: 'at-least', unit: 't' }],
    ['tolerance', { operator: 'at-most', unit: 'um' }],
    ['ipc-class', { operator: 'at-least', unit: '' }],
    ['resins', { operator: 'all-of', unit: '' }],
    ['tool-room', { operator: 'has', unit: '' }],
  ])('asks for %s as it is usually asked', (code, expected) => {
    const asked = { kind: 'parameter' as const, code }
    expect(newCriterion(asked, shapeOf(asked, PARAMETERS)).requirements[0]).toMatchObject(expected)
  })

  it('rules out on a ground for exclusion, and lets a certificate be developed', () => {
    expect(newCriterion({ kind: 'exclusion-ground' }, shapeOf({ kind: 'exclusion-ground', code: '' }, [])).class).toBe('exclusion')
    expect(newCriterion({ kind: 'certificate' }, shapeOf({ kind: 'certificate', code: '' }, [])).class).toBe('developable-must')
  })
})

describe('a template', () => {
  it.each(TEMPLATES)('%s can be sent as it is', (template) => {
    const { faults, body } = bodyOf(draftFromTemplate(template, spanish, PARAMETERS), { ...context, words: spanish, knows: () => true })
    expect(faults).toEqual({})
    expect(body.criteria?.length).toBeGreaterThan(4)
    expect(body.volumePerMonth).toBeGreaterThan(999)
  })
})

describe('a field with an error', () => {
  it.each([
    ['volumePerMonth', 'Volume'],
    ['criteria.1.groups.0.requirements.0.value', 'Requirement 2, figure'],
    ['criteria.0.class', 'Requirement 1'],
  ])('%s is called %s', (name, called) => {
    expect(nameOfField(words, name)).toBe(called)
  })
})
