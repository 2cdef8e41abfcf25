/** Links that answer, working days, the month's ration, feedback owed, and conversion by dated rates. */
import { describe, expect, it } from 'vitest'
import { askAgainOn, isOver, linkExpiry, useLink } from './answer-links.ts'
import { DEFAULT_TERMS, rationOf, termsInForce } from './answer-terms.ts'
import { convert, decimalsOf, isRate, rateFor } from './exchange.ts'
import { FEEDBACK_REASONS, giveFeedback, owesFeedback } from './feedback.ts'
import { groundsAsked, interestFor, monthBegan, openGrounds, rationInterest } from './interests.ts'
import { LINKAGE_STAGES } from './linkages.ts'
import { prefillOffer } from './offer-prefill.ts'
import { requirementKey } from './requirement-keys.ts'
import { criterion, firm, requirement } from './verdict.fixtures.ts'
import { addWorkingDays, dueAfter } from './working-days.ts'

describe('working days', () => {
  it.each([
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-11-26', 3, '2026-12-01'],
    ['2026-11-23', 15, '2026-12-14'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('%s and %i of them is %s', (from, days, to) => expect(addWorkingDays(from, days)).toBe(to))
  it('are over at the end of the last day where the firm is', () => {
    expect(dueAfter(new Date('2026-11-27T20:00:00Z'), 1, 'Asia/Kolkata').toISOString()).toBe('2026-11-30T18:29:59.999Z')
  })
})

describe('a link that answers', () => {
  const at = new Date('2026-11-23T09:00:00Z')
  it('holds fourteen days, or to the deadline', () => {
    expect(linkExpiry(at, null).toISOString()).toBe('2026-12-07T09:00:00.000Z')
    expect(linkExpiry(at, new Date('2026-11-25T00:00:00Z')).toISOString()).toBe('2026-11-25T00:00:00.000Z')
    expect([isOver({ expiresAt: at }, at), isOver({ expiresAt: at }, new Date(at.getTime() + 1))]).toEqual([false, true])
  })
  it('is used once, with a reason where it ends something', () => {
    const open = { expiresAt: at, answer: null }
    expect(useLink(open, { answer: 'interested' })).toEqual({ ok: true, value: 'interested' })
    expect(useLink(open, { answer: 'not-interested' })).toMatchObject({ refusal: { code: 'linkage-reason-missing' } })
    expect(useLink({ ...open, answer: 'ask-later' }, { answer: 'interested' })).toMatchObject({ refusal: { code: 'answer-link-used' } })
  })
  it('asks again three working days later, unless the need is over by then', () => {
    expect(askAgainOn(at, null)).toBe('2026-11-26')
    expect(askAgainOn(at, new Date('2026-11-26T12:00:00Z'))).toBe('2026-11-26')
    expect(askAgainOn(at, new Date('2026-11-25T12:00:00Z'))).toBeNull()
  })
})

describe('interest', () => {
  const need = [
    criterion({}, requirement({ kind: 'exclusion-ground', code: 'fraud' }), requirement({ kind: 'exclusion-ground', code: 'fraud' })),
  ]
  it('asks each ground once, and says which are open', () => {
    expect(groundsAsked(need)).toEqual(['fraud'])
    expect([openGrounds(['fraud'], []), openGrounds(['fraud'], [{ ground: 'fraud' }])]).toEqual([['fraud'], []])
  })
  const NEVER = { leftStage: null, introducedAt: null, contractedAt: null }
  it('shows its contact from acceptance on', () => {
    const interest = { cooperation: 'supply' as const, unclear: '', about: '', contact: 'Me', grounds: [] }
    const open = LINKAGE_STAGES.filter((stage) => interestFor(interest, { ...NEVER, stage }).contact !== null)
    expect(open[0]).toBe('lead-firm-accepted')
    expect(open).not.toContain('sme-interested')
  })
  it('is rationed by the calendar month where the firm is', () => {
    const at = new Date('2026-11-30T20:00:00Z')
    expect(monthBegan(at, 'Asia/Kolkata').toISOString()).toBe('2026-11-30T18:30:00.000Z')
    expect(monthBegan(at, 'UTC').toISOString()).toBe('2026-11-01T00:00:00.000Z')
    expect(rationInterest({ open: 19, limit: 20 }, at, 'UTC').ok).toBe(true)
    expect(rationInterest({ open: 20, limit: 20 }, at, 'UTC')).toMatchObject({
      refusal: { code: 'interest-ration', params: { freeOn: '2026-12-01' } },
    })
    expect([rationOf([], 20), rationOf([{ interestsPerMonth: 5 }, { interestsPerMonth: 40 }], 20)]).toEqual([20, 40])
  })
  it('is answered in the lead firm’s own time, else the agency’s, else the default', () => {
    const [own, agency] = [
      { ...DEFAULT_TERMS, smeDays: 1 },
      { ...DEFAULT_TERMS, smeDays: 2 },
    ]
    expect([termsInForce(own, agency), termsInForce(null, agency), termsInForce(null, null)].map((one) => one.smeDays)).toEqual([1, 2, 5])
  })
})

describe('feedback', () => {
  it('is owed to who answered and was not chosen', () => {
    const owed = (needState: 'open' | 'closed') => LINKAGE_STAGES.filter((stage) => owesFeedback({ stage, answered: true, needState }))
    expect(owed('open')).toEqual(['lead-firm-declined', 'lost'])
    expect(owed('closed')).toEqual(expect.arrayContaining(['sme-interested', 'quoted', 'on-hold']))
    expect(owed('closed')).not.toEqual(expect.arrayContaining(['contracted']))
    expect(LINKAGE_STAGES.some((stage) => owesFeedback({ stage, answered: false, needState: 'closed' }))).toBe(false)
    expect(FEEDBACK_REASONS).not.toContain('sme-silent')
    expect([giveFeedback(true, false), giveFeedback(false, false)].map((one) => !one.ok && one.refusal.code)).toEqual([
      'feedback-given',
      'feedback-not-owed',
    ])
  })
})

describe('conversion', () => {
  const rate = (base: string, quote: string, text: string, on: string) => ({ base, quote, rate: text, on, source: 'Central bank' })
  it('uses the newest rate of the day or before it, in either direction, and rounds half up', () => {
    const rates = [rate('EUR', 'INR', '90', '2026-11-01'), rate('EUR', 'INR', '90.5', '2026-11-20'), rate('EUR', 'INR', '99', '2026-11-24')]
    expect(rateFor(rates, 'INR', 'EUR', '2026-11-23')?.rate).toBe('90.5')
    expect(convert({ minor: 90_000_000, currency: 'INR' }, 'EUR', rates, '2026-11-23')?.money).toEqual({ minor: 994_475, currency: 'EUR' })
    expect(convert({ minor: 100, currency: 'EUR' }, 'INR', rates, '2026-11-23')?.money.minor).toBe(9_050)
    expect(convert({ minor: 100, currency: 'EUR' }, 'USD', rates, '2026-11-23')).toBeNull()
    expect(convert({ minor: 100, currency: 'EUR' }, 'INR', rates, '2026-10-31')).toBeNull()
  })
  it('minds that currencies have other decimals', () => {
    expect([decimalsOf('EUR'), decimalsOf('JPY'), decimalsOf('KWD')]).toEqual([2, 0, 3])
    expect(convert({ minor: 1_000, currency: 'EUR' }, 'JPY', [rate('EUR', 'JPY', '160', '2026-11-01')], '2026-11-02')?.money.minor).toBe(
      1_600,
    )
    expect(convert({ minor: 1_600, currency: 'JPY' }, 'KWD', [rate('KWD', 'JPY', '500', '2026-11-01')], '2026-11-02')?.money.minor).toBe(
      3_200,
    )
  })
  it('takes no rate that is none', () => {
    expect(['1.0832', '90', '0.0000000001'].every(isRate)).toBe(true)
    expect(['0', '-1', '1,5', '1e3', '', '1.00000000001'].some(isRate)).toBe(false)
  })
})

describe('the first draft', () => {
  const asks = requirement({ kind: 'sample-lead-time', operator: 'at-most', value: 20, unit: 'd' })
  it('holds what the profile answers, and leaves open what it does not know', () => {
    const need = { criteria: [criterion({}, asks, requirement({ kind: 'references', operator: 'at-least', value: 3 }))] }
    const [first, second] = need.criteria[0]!.groups[0]!.requirements
    const commercial = { sampleLeadDays: 14, seriesLeadDays: 30 } as never
    const draft = prefillOffer(
      need,
      firm({ commercial }),
      [
        { requirementId: first!.id, verdict: 'met' },
        { requirementId: second!.id, verdict: 'unknown' },
      ],
      String,
    )
    expect(draft.answers).toMatchObject([{ key: requirementKey(first!), meets: 'yes', value: 14 }])
    expect(draft).toMatchObject({ price: null, tooling: null, times: { sampleDays: 14, seriesDays: 30 } })
  })
  it('knows a requirement again that asks the same, and no other', () => {
    expect(requirementKey({ ...asks, id: 'another' })).toBe(requirementKey(asks))
    expect(requirementKey({ ...asks, value: 21 })).not.toBe(requirementKey(asks))
  })
})
