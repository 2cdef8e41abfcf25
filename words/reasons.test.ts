/** A verdict's reason becomes a phrase that a buyer reads: names, figures with units, days; nothing where nothing is known. */
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { LOCALES } from './locales.ts'
import { tellReason } from './reasons.ts'
import { loadDictionary, speaker } from './speaker.ts'

const english = speaker('en', en)
const NAMES: Record<string, string> = { 'iatf-16949': 'IATF 16949', 'iso-9001': 'ISO 9001', 'progressive-stamping': 'Progressive stamping' }
const nameOf = (code: string) => NAMES[code] ?? code

describe('a reason', () => {
  it.each([
    ['parameter-reached', { parameter: 'press-force', value: 250, limit: 200, limitTo: null, unit: 't' }, '250\u00a0t, asked 200\u00a0t'],
    ['dimensions-fit', { value: '1800 × 1000', limit: '1600 × 900', unit: 'mm' }, '1,800 × 1,000\u00a0mm, asked 1,600 × 900\u00a0mm'],
    [
      'certificate-via',
      { standard: 'iso-9001', holds: 'iatf-16949', until: '2028-05-11' },
      'Through IATF 16949, ends 11\u00a0May\u00a02028',
    ],
    ['certificate-via', { standard: 'iso-9001', holds: 'iatf-16949', until: null }, 'Through IATF 16949'],
    ['certificate-absent', { standard: 'iso-9001', monthsMin: 6, months: 12 }, 'No ISO 9001 told, usually 6 to 12 months to close'],
    [
      'capacity-free',
      { value: 52000, limit: 40000, unit: 'pcs/mo', freeFrom: '2027-05-01' },
      '52,000\u00a0pcs a month free from 1\u00a0May\u00a02027',
    ],
    [
      'capacity-ramp',
      { value: 38000, limit: 40000, unit: 'pcs/mo', weeks: 1, freeFrom: null },
      '38,000\u00a0pcs a month free, 40,000\u00a0pcs a month asked; the ramp takes 1 week',
    ],
    [
      'process-own',
      { process: 'progressive-stamping', does: 'progressive-stamping', years: 12, site: 'Chakan 2' },
      'Progressive stamping, in house, 12 years, Chakan 2',
    ],
    [
      'process-own',
      { process: 'progressive-stamping', does: 'progressive-stamping', years: null, site: '' },
      'Progressive stamping, in house',
    ],
    ['lead-time-missed', { kind: 'sample', value: 45, limit: 30, unit: 'd' }, '45 days, asked 30 days'],
    ['references-few', { value: 1, limit: 3, code: '' }, '1 reference, asked 3'],
    ['exports-reached', { value: 40, limit: 20, limitTo: null, since: 2018, countries: 'DE' }, 'Exports 40\u00a0% of turnover'],
    ['exports-reached', { value: null, limit: null, since: 2018, countries: '' }, 'Exports'],
    ['country-out', { country: 'IN', countries: 'KE, TZ' }, 'India, asked Kenya and Tanzania'],
    ['evidence-too-low', { level: 'self-declared', asked: 'documented' }, 'Self-declared; asked is Documented or better'],
    ['certificate-partial', { standard: 'iso-9001', holds: 'iatf-16949', share: 60 }, 'IATF 16949 covers 60\u00a0% of ISO 9001'],
  ])('%s is told', (code, params, phrase) => {
    expect(tellReason(english, { code, params }, nameOf)).toBe(phrase)
  })

  it('is told in the reader’s language', () => {
    const reason = { code: 'certificate-via', params: { holds: 'iatf-16949', until: '2028-05-11' } }
    expect(tellReason(speaker('fr', fr), reason, nameOf)).toBe('Par IATF 16949, expire le 11\u00a0mai\u00a02028')
  })

  it('leaves no gap open, in any language, even where nothing is known', async () => {
    const gaps = [
      'process',
      'does',
      'value',
      'limit',
      'parameter',
      'works',
      'material',
      'name',
      'makes',
      'product',
      'function',
      'standard',
      'holds',
      'share',
      'weeks',
      'language',
      'country',
      'countries',
      'level',
      'asked',
      'stated',
    ]
    const params = Object.fromEntries(gaps.map((gap) => [gap, null]))
    for (const locale of LOCALES) {
      const words = speaker(locale, await loadDictionary(locale))
      const open = Object.keys(en)
        .filter((key) => key.startsWith('why.'))
        .filter((key) => tellReason(words, { code: key.slice(4), params }).includes('{'))
      expect(open).toEqual([])
    }
  })
})
