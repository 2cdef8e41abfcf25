/** The next step is read from verdicts: only what alone is missing is promised, and each need is counted once. */
import { describe, expect, it } from 'vitest'
import { nextCertificate, quickAnswers } from './next-step.ts'

type Judged = Parameters<typeof nextCertificate>[0][number]
type Verdict = Judged['criteria'][number]['verdicts'][number]

function verdict(code: string, standing: Verdict['verdict'], params: Verdict['reason']['params'], months: number | null = null): Verdict {
  return {
    requirementId: code,
    verdict: standing,
    value: 0,
    evidence: null,
    reason: { code, params },
    fact: null,
    gap: null,
    monthsToClose: months,
  }
}

function need(verdicts: Verdict[], kind: Judged['criteria'][number]['class'] = 'must'): Judged {
  const criterion = { criterionId: 'c', title: 'Asked', class: kind, category: 'quality', band: 'developable', share: 0, verdicts } as const
  return { criteria: [{ ...criterion, verdicts }], questions: [] }
}

const missing = (standard: string, months: number | null = null) => verdict('certificate-absent', 'not-met', { standard }, months)
const held = verdict('certificate-held', 'met', { standard: 'iso-9001' })
const short = verdict('capacity-short', 'near', {})

describe('the next certificate', () => {
  it('is the one that alone is missing for the most needs', () => {
    const needs = [need([missing('iso-14001', 9)]), need([missing('iso-45001', 8)]), need([held, missing('iso-14001', 6)])]
    expect(nextCertificate(needs)).toEqual({ standard: 'iso-14001', needs: 2, months: { from: 6, to: 9 } })
  })

  it('takes the usual time from the shortest to the longest', () => {
    const usual = verdict('certificate-absent', 'not-met', { standard: 'iso-14001', monthsMin: 6, months: 9 }, 9)
    expect(nextCertificate([need([usual])])?.months).toEqual({ from: 6, to: 9 })
  })

  it.each([
    ['something else is missing too', need([missing('iso-14001'), short])],
    ['two certificates are missing', need([missing('iso-14001'), missing('iso-45001')])],
    ['it is only scored', need([missing('iso-14001')], 'scored')],
    ['nothing is missing', need([held])],
  ])('is none where %s', (_why, one) => {
    expect(nextCertificate([one])).toBeNull()
  })

  it('promises no time that the catalogue does not know', () => {
    expect(nextCertificate([need([missing('sedex-smeta')])])?.months).toBeNull()
  })
})

describe('quick answers', () => {
  const asks = (...codes: [string, Record<string, string | number>][]): Judged => ({
    criteria: [],
    questions: codes.map(([code, params]) => ({ requirementId: 'r', blocking: true, reason: { code, params } })),
  })

  it('are counted by what they ask about, whatever the figure, once per need', () => {
    const needs = [
      asks(['parameter-absent', { parameter: 'tolerance', limit: 80 }], ['parameter-absent', { parameter: 'tolerance', limit: 90 }]),
      asks(['parameter-absent', { parameter: 'tolerance', limit: 120 }]),
      asks(['capacity-absent', {}]),
    ]
    expect(quickAnswers(needs).map(({ reason, needs: waiting }) => [reason.code, waiting])).toEqual([
      ['parameter-absent', 2],
      ['capacity-absent', 1],
    ])
  })

  it('leave out what is asked only when interest is shown', () => {
    expect(quickAnswers([asks(['exclusion-unasked', { ground: 'fraud' }])])).toEqual([])
  })
})
