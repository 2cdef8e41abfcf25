/** An agreement needs two names, two persons and one signature of each side. */
import { describe, expect, it } from 'vitest'
import { isNdaComplete, type NdaState, offerNda, signNda } from './ndas.ts'

const open: NdaState = { standing: { stage: 'introduced', reached: ['lead-firm-accepted', 'introduced'] }, hidden: false, signatures: [] }
const buyer = { party: 'lead-firm', userId: 'b' } as const
const owner = { party: 'sme', userId: 's' } as const

describe('an agreement', () => {
  it('opens the drawings with the second signature', () => {
    expect(signNda(open, buyer)).toEqual({ ok: true, value: false })
    expect(signNda({ ...open, signatures: [buyer] }, owner)).toEqual({ ok: true, value: true })
    expect(isNdaComplete([buyer])).toBe(false)
    expect(isNdaComplete([buyer, owner])).toBe(true)
  })

  it('is not offered or signed while the lead firm is hidden, before the introduction or after the end', () => {
    const early = { ...open, standing: { stage: 'lead-firm-accepted', reached: ['lead-firm-accepted'] } } as const
    const over = { ...open, standing: { stage: 'lost', reached: ['introduced', 'lost'] } } as const
    for (const state of [{ ...open, hidden: true }, early, over]) {
      expect(offerNda(state)).toMatchObject({ refusal: { code: 'nda-too-early' } })
      expect(signNda(state, owner)).toMatchObject({ refusal: { code: 'nda-too-early' } })
    }
  })

  it('is signed once by each side, and by two persons', () => {
    expect(signNda({ ...open, signatures: [buyer] }, { party: 'lead-firm', userId: 'c' })).toMatchObject({
      refusal: { code: 'nda-signed-already' },
    })
    expect(signNda({ ...open, signatures: [buyer] }, { party: 'sme', userId: 'b' })).toMatchObject({ refusal: { code: 'nda-same-person' } })
  })

  it('may be offered anew until both have signed', () => {
    expect(offerNda({ ...open, signatures: [buyer] }).ok).toBe(true)
    expect(offerNda({ ...open, signatures: [buyer, owner] })).toMatchObject({ refusal: { code: 'nda-complete' } })
  })
})
