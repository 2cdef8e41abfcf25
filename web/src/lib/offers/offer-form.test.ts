/** The forms of an offer: prices as the reader writes them, empty lines left out, faults beside their own line. */
import { describe, expect, it } from 'vitest'
import { type Offer, offerBody, pageAfter, pageOf } from './offer-form.ts'

const OFFER = { requirements: [{ id: 'r1' }, { id: 'r2' }], content: { price: { currency: 'JPY' } } } as unknown as Offer
const form = (values: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return data
}
const PRICE = { 'price.currency': 'eur', 'price.incoterm': 'dap', 'price.per': '100' }

describe('the prices', () => {
  it('are read in the reader’s figures, into minor units', () => {
    const typed = {
      ...PRICE,
      'price.tiers.0.fromQuantity': '1.000',
      'price.tiers.0.unitMinor': '12,5',
      'price.tiers.2.fromQuantity': '5.000',
      'price.tiers.2.unitMinor': '11',
    }
    expect(offerBody('price', form(typed), 'es', OFFER).body).toEqual({
      price: {
        currency: 'EUR', incoterm: 'dap', place: '', per: 100,
        tiers: [{ fromQuantity: 1_000, unitMinor: 1_250 }, { fromQuantity: 5_000, unitMinor: 1_100 }],
      },
    }) // biome-ignore format: one table
  })

  it('that cannot be read are told beside their own line', () => {
    const typed = {
      ...PRICE,
      'price.currency': '',
      'price.tiers.1.fromQuantity': '10',
      'price.tiers.1.unitMinor': 'x',
      'price.tiers.3.fromQuantity': '10',
      'price.tiers.3.unitMinor': '1',
    }
    expect(offerBody('price', form(typed), 'en', OFFER).refused?.data.fields).toEqual({
      'price.currency': { code: 'required' },
      'price.tiers.1.unitMinor': { code: 'not-a-number' },
      'price.tiers.3.fromQuantity': { code: 'order' },
    })
  })
})

describe('the other steps', () => {
  it('take back an answer that is left open', () => {
    const typed = { 'meets.r1': 'partly', 'value.r1': '3', 'evidence.r1': 'document', 'label.r1': 'Report 7', 'meets.r2': '' }
    expect(offerBody('answers', form(typed), 'en', OFFER).body).toEqual({
      answers: [
        { requirementId: 'r1', answer: { meets: 'partly', value: 3, statement: '', evidence: { kind: 'document', label: 'Report 7' } } },
        { requirementId: 'r2', answer: null },
      ],
    })
  })

  it('count tooling in the currency of the prices, or need none', () => {
    const typed = { 'tooling.needed': 'yes', 'tooling.costMinor': '90000', 'tooling.payer': 'sme' }
    expect(offerBody('tooling', form(typed), 'en', OFFER).body).toEqual({ tooling: { costMinor: 90_000, payer: 'sme', leadWeeks: null } })
    expect(offerBody('tooling', form({ 'tooling.needed': 'no' }), 'en', OFFER).body).toEqual({ tooling: null })
  })

  it('follow each other to the last', () => {
    expect([pageOf(null), pageOf('price'), pageOf('nonsense')]).toEqual(['answers', 'price', 'answers'])
    expect([pageAfter('answers'), pageAfter('times'), pageAfter('check')]).toEqual(['price', 'check', 'check'])
  })
})
