/** Contracts: who records, confirms, disputes and checks, and what of it goes together. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answerFlow,
  CONTRACT_FIRMS,
  CONTRACT_STEPS,
  type ContractFirm,
  type ContractState,
  type ContractTerms,
  differs,
  FLOW_STATES,
  flowFault,
  linkageStepOf,
  mayAnswerFlow,
  openContractSteps,
  recordFault,
  stepContract,
  termsFaults,
} from './contracts.ts'
import { LINKAGE_PARTIES, LINKAGE_STAGES } from './linkages.ts'

const TERMS: ContractTerms = {
  part: 'Seat bracket',
  category: 'Stampings',
  kind: 'series',
  firstOfKind: true,
  currency: 'INR',
  valueMinor: 1,
  startOn: '2027-01-01',
  endOn: null,
  jobsNew: 4,
  jobsKept: 2,
  jobsWomen: 6,
  jobsYouth: null,
  investmentMinor: null,
  exportsMinor: null,
  importHs6: '732690',
  importOrigin: 'DE',
  importMinor: 1,
  technology: '',
  localContent: 80,
}

describe('a step of a contract', () => {
  const cases: [ContractState, (typeof LINKAGE_PARTIES)[number], (typeof CONTRACT_STEPS)[number][]][] = [
    ['recorded', 'lead-firm', ['revise']],
    ['recorded', 'sme', ['confirm', 'dispute']],
    ['recorded', 'agency', []],
    ['confirmed', 'lead-firm', []],
    ['confirmed', 'sme', []],
    ['confirmed', 'agency', ['dispute', 'check']],
    ['disputed', 'lead-firm', ['revise']],
    ['disputed', 'sme', []],
    ['disputed', 'agency', []],
    ['checked', 'lead-firm', []],
    ['checked', 'sme', []],
    ['checked', 'agency', []],
  ]
  test.each(cases)('%s, for the %s, of what the lead firm recorded: %s', (state, party, steps) => {
    expect(openContractSteps({ state, recordedBy: 'lead-firm' }, party)).toEqual(steps)
  })

  test('of a dispute says why', () => {
    const contract = { state: 'recorded', recordedBy: 'sme' } as const
    expect(stepContract(contract, { step: 'dispute', reason: ' ' }, 'lead-firm')).toMatchObject({
      refusal: { code: 'contract-reason-missing' },
    })
    expect(stepContract(contract, { step: 'dispute', reason: 'Not the price.' }, 'lead-firm')).toEqual({ ok: true, value: 'disputed' })
  })

  test('tells the wrong party from the wrong time', () => {
    expect(stepContract({ state: 'recorded', recordedBy: 'sme' }, { step: 'confirm' }, 'sme')).toMatchObject({
      refusal: { code: 'contract-wrong-party' },
    })
    expect(stepContract({ state: 'checked', recordedBy: 'sme' }, { step: 'confirm' }, 'lead-firm')).toMatchObject({
      refusal: { code: 'contract-wrong-state' },
    })
  })

  const move = fc.record({ step: fc.constantFrom(...CONTRACT_STEPS), party: fc.constantFrom(...LINKAGE_PARTIES) })

  test('whatever the order, nobody confirms or checks what his own organization recorded', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CONTRACT_FIRMS), fc.array(move, { maxLength: 40 }), (recordedBy, moves) => {
        let state: ContractState = 'recorded'
        for (const { step, party } of moves) {
          const decision = stepContract({ state, recordedBy }, { step, reason: 'Because.' }, party)
          expect(decision.ok).toBe(openContractSteps({ state, recordedBy }, party).includes(step))
          if (!decision.ok) continue
          if (step === 'confirm') expect([party === recordedBy, party]).toEqual([false, recordedBy === 'sme' ? 'lead-firm' : 'sme'])
          if (step === 'check') expect([party, state]).toEqual(['agency', 'confirmed'])
          state = decision.value
        }
      }),
    )
  })
})

describe('a contract is recorded', () => {
  test('from the approval on by either firm, before it by the lead firm that says it is agreed, and by no agency', () => {
    const open = (party: 'lead-firm' | 'sme' | 'agency', agreed: boolean) =>
      LINKAGE_STAGES.filter((stage) => recordFault(stage, party, agreed) === null)
    expect(open('sme', true)).toEqual(['approved', 'contracted', 'repeat-order'])
    expect(open('lead-firm', false)).toEqual(['approved', 'contracted', 'repeat-order'])
    expect(open('lead-firm', true)).toEqual(['quoted', 'sample-trial', 'approved', 'contracted', 'repeat-order'])
    expect(open('agency', true)).toEqual([])
  })

  test('and moves its linkage: the first to the contract, further ones to the repeat order', () => {
    expect(linkageStepOf('approved', 0)).toBe('record-contract')
    expect(linkageStepOf('contracted', 0)).toBe(null)
    expect(linkageStepOf('contracted', 1)).toBe('repeat')
  })
})

describe('the terms', () => {
  test.each<[Partial<ContractTerms>, string[]]>([
    [{}, []],
    [{ endOn: '2026-12-31' }, ['/endOn']],
    [{ jobsWomen: 7 }, ['/jobsWomen']],
    [{ jobsNew: null, jobsKept: null, jobsWomen: 0, jobsYouth: 1 }, ['/jobsYouth']],
    [{ importHs6: null }, ['/importHs6']],
    [{ importHs6: null, importOrigin: null, importMinor: null }, []],
  ])('%j: %j', (change, fields) => {
    expect(termsFaults({ ...TERMS, ...change }).map((one) => one.field)).toEqual(fields)
  })

  test('two attributions differ only once both have spoken', () => {
    expect(differs('assisted', null)).toBe(false)
    expect(differs('assisted', 'assisted')).toBe(false)
    expect(differs('assisted', 'independent')).toBe(true)
  })
})

describe('a year of deliveries or payments', () => {
  test('is entered of a contract that stands, from its first year to this one', () => {
    const fault = (state: ContractState, year: number) => flowFault({ state, startOn: '2027-03-01' }, year, '2028-01-01')?.code
    expect([fault('recorded', 2027), fault('disputed', 2027)]).toEqual(['contract-not-confirmed', 'contract-not-confirmed'])
    expect([2026, 2027, 2028, 2029].map((year) => fault('checked', year))).toEqual([
      'flow-year-wrong',
      undefined,
      undefined,
      'flow-year-wrong',
    ])
  })

  test('is confirmed by the other side only, once', () => {
    const all = CONTRACT_FIRMS.flatMap((enteredBy) =>
      FLOW_STATES.flatMap((state) => LINKAGE_PARTIES.map((party) => ({ enteredBy, state, party }))),
    )
    for (const { enteredBy, state, party } of all) {
      const decision = answerFlow({ state, enteredBy }, { confirm: true }, party)
      const other: ContractFirm = enteredBy === 'sme' ? 'lead-firm' : 'sme'
      expect(decision.ok).toBe(state === 'entered' && party === other)
      expect(mayAnswerFlow({ state, enteredBy }, party)).toBe(decision.ok)
    }
    expect(answerFlow({ state: 'entered', enteredBy: 'sme' }, { confirm: false }, 'lead-firm')).toMatchObject({
      refusal: { code: 'contract-reason-missing' },
    })
  })
})
