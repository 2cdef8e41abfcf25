/** The life of a sourcing need: what it must say before it is published, who may still answer, and what an alias hides. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aliasLeak,
  hideOwnStandard,
  isEditable,
  isReleased,
  missingToPublish,
  NEED_STEPS,
  openNeedSteps,
  stepNeed,
  takesAnswers,
} from './needs.ts'
import { NEED_STATES, type NeedState, type SourcingNeed } from './sourcing.ts'
import { criterion, need, requirement } from './verdict.fixtures.ts'

const AT = new Date('2026-06-01T09:00:00Z')
const PUNE = 'Asia/Kolkata'

function complete(over: Partial<SourcingNeed> = {}): SourcingNeed {
  const said = {
    products: ['seat-frame'],
    volumePerMonth: 4000,
    deliveryCountry: 'IN',
    startOn: '2026-10-01',
    answerBy: new Date('2026-07-01T18:29:59Z'),
  }
  return need({ ...said, ...over })
}

describe('a step', () => {
  const taken = NEED_STATES.flatMap((state) =>
    NEED_STEPS.flatMap((step) => {
      const decision = stepNeed(state, step)
      return decision.ok ? [`${state} ${step} ${decision.value}`] : []
    }),
  )

  test('leads from draft to open, and from open to closed and back', () => {
    expect(taken).toEqual([
      'draft publish open',
      'open close closed',
      'shortlisting close closed',
      'rfq close closed',
      'closed reopen open',
    ])
  })

  test('is offered exactly where it would be taken', () => {
    expect(NEED_STATES.flatMap((state) => openNeedSteps(state).map((step) => `${state} ${step}`))).toEqual(
      taken.map((one) => one.split(' ').slice(0, 2).join(' ')),
    )
  })

  test('that is refused says where the need stands', () => {
    expect(stepNeed('awarded', 'publish')).toMatchObject({ ok: false, refusal: { code: 'need-wrong-state', params: { state: 'awarded' } } })
  })
})

test('drafts and open needs are edited, no others', () => {
  expect(NEED_STATES.filter(isEditable)).toEqual(['draft', 'open'])
})

test.each<[NeedState, Date | null, boolean]>([
  ['open', null, true],
  ['open', AT, true],
  ['open', new Date(AT.getTime() - 1), false],
  ['draft', null, false],
  ['closed', new Date('2027-01-01T00:00:00Z'), false],
])('a need that is %s with the deadline %s takes answers: %s', (state, answerBy, expected) => {
  expect(takesAnswers({ state, answerBy }, AT)).toBe(expected)
})

test.each([
  [undefined, false, true],
  [null, false, true],
  ['an agency', false, false],
  ['an agency', true, true],
])('a need reviewed by %s, offered: %s, is there for the SME: %s', (reviewAgencyId, wasOffered, expected) => {
  expect(isReleased(reviewAgencyId === undefined ? {} : { reviewAgencyId }, wasOffered)).toBe(expected)
})

describe('before it is published', () => {
  test('a complete need lacks nothing', () => {
    expect(missingToPublish(complete(), AT, PUNE)).toEqual([])
  })

  test.each<[Partial<SourcingNeed>, string, string]>([
    [{ products: [], processes: [], description: ' ' }, '/products', 'say-product-or-process'],
    [{ volumePerMonth: null }, '/volumePerMonth', 'required'],
    [{ deliveryCountry: '' }, '/deliveryCountry', 'required'],
    [{ answerBy: null }, '/answerOn', 'required'],
    [{ answerBy: new Date('2026-05-31T00:00:00Z') }, '/answerOn', 'must-be-future'],
    [{ startOn: null }, '/startOn', 'required'],
    [{ startOn: '2026-06-01' }, '/startOn', 'must-be-future'],
    [{ answerBy: new Date('2026-12-31T00:00:00Z'), startOn: '2026-12-30' }, '/startOn', 'must-follow-deadline'],
  ])('a need with %o is asked for %s', (over, field, code) => {
    expect(missingToPublish(complete(over), AT, PUNE)).toEqual([{ field, code }])
  })

  test('a process will do instead of a product', () => {
    expect(missingToPublish(complete({ products: [], processes: ['stamping'] }), AT, PUNE)).toEqual([])
  })

  test('today is the day of the lead firm, not of the server', () => {
    const lateEvening = new Date('2026-06-01T20:00:00Z')
    const tomorrow = complete({ startOn: '2026-06-02', answerBy: new Date('2026-06-01T23:00:00Z') })
    expect(missingToPublish(tomorrow, lateEvening, PUNE)).toEqual([{ field: '/startOn', code: 'must-be-future' }])
    expect(missingToPublish(tomorrow, lateEvening, 'UTC')).toEqual([])
  })
})

describe('an alias', () => {
  const FIRM = { name: 'Nordlicht Automotive Seating GmbH', nativeName: '北光座椅', website: 'https://www.nordlicht-seating.example/en' }
  const text = (description: string) => need({ title: 'Seat frames', description, deliveryPlace: 'Pune', criteria: [] })

  test.each([
    'We are Nordlicht Automotive Seating GmbH.',
    'for NORDLICHT plants',
    'Nördlicht tolerances apply',
    'Nordlichtteile nach Zeichnung',
    'see nordlicht-seating.example',
    '北光座椅的标准',
  ])('is given away by "%s"', (description) => {
    expect(aliasLeak(text(description), FIRM)?.code).toBe('alias-leak')
  })

  test.each(['Automotive seating frames, stamped', 'No light parts', ''])('is not given away by "%s"', (description) => {
    expect(aliasLeak(text(description), FIRM)).toBeNull()
  })

  test.each<[string, string, boolean]>([
    ['Fjord', 'frames we can affjord', false],
    ['QXB Ltd', 'according to QXB 4711', true],
    ['QXB LTD', 'qxbar, LTD quantities', false],
    ['Rhine Metal Works', 'sheet metal works', false],
  ])('of %s reads "%s" as a leak: %s', (name, description, leaks) => {
    expect(aliasLeak(text(description), { name, nativeName: '', website: '' }) !== null).toBe(leaks)
  })

  test('is given away by the title of a criterion too', () => {
    const told = need({ title: '', description: '', deliveryPlace: '', criteria: [criterion({ title: 'Nordlicht Q-100' })] })
    expect(aliasLeak(told, FIRM)?.params?.found).toBe('Nordlicht')
  })

  test('is given away wherever the name stands', () => {
    const words = fc.array(fc.constantFrom('steel', 'frame', 'per', 'drawing', '12 t'), { maxLength: 6 }).map((list) => list.join(' '))
    fc.assert(fc.property(words, words, (before, after) => aliasLeak(text(`${before} ${FIRM.name} ${after}`), FIRM) !== null))
  })

  test("hides the lead firm's own standards and shows the world's", () => {
    const own = new Set(['nordlicht-q100'])
    expect(hideOwnStandard(requirement({ kind: 'certificate', code: 'nordlicht-q100' }), own).code).toBe('own-standard')
    expect(hideOwnStandard(requirement({ kind: 'certificate', code: 'iatf-16949' }), own).code).toBe('iatf-16949')
    expect(hideOwnStandard(requirement({ kind: 'process', code: 'nordlicht-q100' }), own).code).toBe('nordlicht-q100')
  })
})
