/** The life of an offer as a table, and what must hold whatever is done to it: versions, seal, deadline, and money of several currencies. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LINKAGE_STAGES } from './linkages.ts'
import { BLANK_OFFER, mergeAnswers, missingToSubmit, type OfferContent, tierFaults, unanswered } from './offer-content.ts'
import { compareTotals, lowest, tierAt, totalAt } from './offer-totals.ts'
import {
  mayOffer,
  OFFER_STATES,
  OFFER_STEPS,
  type OfferState,
  type OfferStep,
  openOfferSteps,
  seesAmounts,
  stepOffer,
  versionsShown,
} from './offers.ts'
import { checkSeal, isSealed, takesOffers } from './sealing.ts'

const ON = { stage: 'sme-interested', takesOffers: true, stale: true } as const

describe('the steps of an offer', () => {
  const TABLE: [OfferState, Partial<Record<OfferStep, OfferState>>][] = [
    ['draft', { save: 'draft', submit: 'submitted' }],
    ['submitted', { save: 'revising', confirm: 'submitted', withdraw: 'withdrawn' }],
    ['revising', { save: 'revising', submit: 'submitted', discard: 'submitted', withdraw: 'withdrawn' }],
    ['withdrawn', { save: 'draft' }],
  ]
  it.each(TABLE)('from %s lead where the table says, and nowhere else', (state, to) => {
    for (const step of OFFER_STEPS) {
      const decision = stepOffer({ ...ON, state }, step)
      expect(decision.ok ? decision.value : decision.refusal.code).toBe(to[step] ?? 'offer-wrong-state')
    }
  })

  it('are all refused after the deadline, in every state and stage', () => {
    for (const state of OFFER_STATES)
      for (const stage of LINKAGE_STAGES) expect(openOfferSteps({ state, stage, takesOffers: false, stale: true })).toEqual([])
  })

  it('are for those in the pipeline; who fell out of it may still withdraw', () => {
    const out = LINKAGE_STAGES.filter((stage) => !mayOffer(stage))
    expect(out).toEqual(
      expect.arrayContaining(['proposed', 'offered-to-sme', 'sme-declined', 'lead-firm-declined', 'lost', 'lapsed', 'contracted']),
    )
    for (const stage of out) expect(openOfferSteps({ ...ON, stage, state: 'submitted' })).toEqual(['withdraw'])
  })

  it('confirm nothing that is not stale', () => {
    expect(stepOffer({ ...ON, stale: false, state: 'submitted' }, 'confirm')).toMatchObject({ refusal: { code: 'offer-not-stale' } })
  })
})

interface Written {
  state: OfferState
  draft: string
  versions: readonly string[]
}

/** What one deed makes of an offer: the rule decides, the text is kept as the use case keeps it. */
function after(on: Written, { step, late, text }: { step: OfferStep; late: boolean; text: string }): Written {
  const decision = stepOffer({ state: on.state, stage: 'rfq', takesOffers: !late, stale: true }, step)
  if (!decision.ok) return on
  const added = { submit: [on.draft], confirm: on.versions.slice(-1) }[step as 'submit' | 'confirm'] ?? []
  return { state: decision.value, draft: step === 'save' ? text : on.draft, versions: [...on.versions, ...added] }
}

describe('any sequence of steps', () => {
  it('never changes a version that was submitted, never shows one under the seal, and never submits after the deadline', () => {
    const deed = fc.record({ step: fc.constantFrom(...OFFER_STEPS), late: fc.boolean(), text: fc.string({ maxLength: 8 }) })
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), fc.boolean(), (deeds, sealed) => {
        let on: Written = { state: 'draft', draft: '', versions: [] }
        for (const one of deeds) {
          const next = after(on, one)
          if (one.late) expect(next.versions).toEqual(on.versions)
          expect(next.versions.slice(0, on.versions.length)).toEqual(on.versions)
          const numbers = next.versions.map((_, at) => at + 1)
          expect(versionsShown(numbers, { state: next.state, sealed: true, wasSealed: true })).toEqual([])
          const open = versionsShown(numbers, { state: next.state, sealed: false, wasSealed: sealed })
          if (next.state === 'withdrawn' || next.state === 'draft') expect(open).toEqual([])
          on = next
        }
      }),
    )
  })

  it('opens only the last version of a sealed need', () => {
    expect(versionsShown([1, 2, 3], { state: 'submitted', sealed: false, wasSealed: true })).toEqual([3])
    expect(versionsShown([1, 2, 3], { state: 'revising', sealed: false, wasSealed: false })).toEqual([1, 2, 3])
  })
})

describe('the seal', () => {
  const at = (ms: number) => new Date(Date.UTC(2027, 0, 31) + ms)
  it('holds to the very deadline, at which the last offer may still come: nobody reads while somebody writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 5 }), fc.constantFrom('open', 'shortlisting', 'rfq', 'closed', 'cancelled'), (ms, state) => {
        const need = { state: state as 'open', sealed: true, answerBy: at(0) }
        expect(isSealed(need, at(ms)) || !takesOffers(need, at(ms))).toBe(true)
        expect(isSealed(need, at(ms))).toBe(ms <= 0)
      }),
    )
  })

  it('is fixed by the first offer: kept, never earlier, never again once it was opened', () => {
    const [sealed, open] = [
      { sealed: true, answerBy: at(0) },
      { sealed: false, answerBy: at(0) },
    ]
    expect(checkSeal(sealed, open, 0, at(-1))).toBeNull()
    expect(checkSeal(sealed, open, 1, at(-1))?.code).toBe('need-seal-fixed')
    expect(checkSeal(open, sealed, 1, at(-1))?.code).toBe('need-seal-fixed')
    expect(checkSeal(sealed, { sealed: true, answerBy: at(-1) }, 1, at(-9))?.code).toBe('need-deadline-earlier')
    expect(checkSeal(sealed, { sealed: true, answerBy: null }, 1, at(-9))?.code).toBe('need-deadline-earlier')
    expect(checkSeal(sealed, { sealed: true, answerBy: at(9) }, 1, at(-9))).toBeNull()
    expect(checkSeal(sealed, { sealed: true, answerBy: at(9) }, 1, at(1))?.code).toBe('need-seal-opened')
    expect(checkSeal(open, { sealed: false, answerBy: at(-5) }, 1, at(-9))).toBeNull()
  })
})

const offer = (over: Partial<OfferContent> = {}): OfferContent => ({
  ...BLANK_OFFER,
  price: {
    currency: 'EUR',
    incoterm: 'dap',
    place: '',
    per: 100,
    tiers: [
      { fromQuantity: 100, unitMinor: 350 },
      { fromQuantity: 1_000, unitMinor: 299 },
    ],
  },
  ...over,
})

describe('the total at a quantity', () => {
  it('takes the tier that is reached, prices for a hundred, and spreads tooling over the year', () => {
    expect(tierAt(offer().price!.tiers, 999)?.unitMinor).toBe(350)
    expect(totalAt(offer(), 99, null)).toBeNull()
    expect(totalAt(offer(), 1_050, null)?.total).toEqual({ minor: 3_140, currency: 'EUR' })
    const tooling = { costMinor: 60_000, payer: 'amortised', leadWeeks: null } as const
    expect(totalAt(offer({ tooling }), 1_000, 12_000)).toMatchObject({
      goods: { minor: 2_990 },
      tooling: { minor: 5_000 },
      total: { minor: 7_990 },
    })
    expect(totalAt(offer({ tooling }), 1_000, null)?.tooling?.minor).toBe(60_000)
    expect(totalAt(offer({ tooling: { ...tooling, payer: 'sme' } }), 1_000, 12_000)?.tooling).toBeNull()
  })

  it('is exact, or is not told', () => {
    const huge = offer({ price: { ...offer().price!, per: 1, tiers: [{ fromQuantity: 1, unitMinor: Number.MAX_SAFE_INTEGER }] } })
    expect(totalAt(huge, 2, null)).toBeNull()
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(1 as const, 100 as const, 1000 as const),
        (unitMinor, quantity, per) => {
          const total = totalAt(offer({ price: { ...offer().price!, per, tiers: [{ fromQuantity: 1, unitMinor }] } }), quantity, null)
          expect(total?.goods.minor).toBe(Math.floor((unitMinor * quantity) / per + 0.5))
        },
      ),
    )
  })

  it('never puts sums of different currencies in order, and never adds them', () => {
    const currency = fc.constantFrom('EUR', 'INR', 'JPY')
    fc.assert(
      fc.property(fc.array(currency, { minLength: 2, maxLength: 5 }), fc.option(currency, { nil: null }), (list, asked) => {
        const totals = list.map((one) => totalAt(offer({ price: { ...offer().price!, currency: one } }), 1_000, null))
        const compared = compareTotals(totals, { currency: asked, rates: [], day: '2027-01-01' })
        expect(compared.every(({ converted }) => converted === null)).toBe(true)
        const best = [...lowest(compared, asked)].map((at) => list[at])
        expect(new Set(best).size).toBeLessThanOrEqual(1)
        if (asked) expect(best.every((one) => one === asked)).toBe(true)
        else if (new Set(list).size > 1) expect(best).toEqual([])
        for (const [at, total] of totals.entries()) expect(total?.total.currency).toBe(list[at])
      }),
    )
  })
})

describe('the content', () => {
  it('says what is missing, and keeps answers by what was asked', () => {
    expect(missingToSubmit(BLANK_OFFER, '2027-01-01').map((one) => one.code)).toEqual(['required', 'required', 'required'])
    const answer = (key: string, statement: string) => ({
      key,
      meets: 'yes' as const,
      value: null,
      statement,
      evidence: { kind: 'none' as const, label: '' },
    })
    const merged = mergeAnswers(
      [answer('a', '1'), answer('b', '1')],
      new Map([
        ['a', answer('a', '2')],
        ['b', null],
      ]),
    )
    expect(merged.map(({ key, statement }) => [key, statement])).toEqual([['a', '2']])
    expect(unanswered(['a', 'b'], merged)).toEqual(['b'])
    expect(
      tierFaults([
        { fromQuantity: 10, unitMinor: 1 },
        { fromQuantity: 10, unitMinor: 1 },
      ]),
    ).toHaveLength(1)
  })

  it('shows its amounts to admins and finance of the SME and to the lead firm', () => {
    const who = (kind: 'sme' | 'lead-firm' | 'agency', role: 'admin' | 'member', duties: 'finance'[] = []) =>
      seesAmounts({ kind, role, duties })
    expect([who('sme', 'admin'), who('sme', 'member', ['finance']), who('lead-firm', 'member')]).toEqual([true, true, true])
    expect([who('sme', 'member'), who('agency', 'admin', ['finance'])]).toEqual([false, false])
  })
})
