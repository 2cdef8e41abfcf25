/** A tier never opens before its stage, and what ends closes what it had opened, unless a contract keeps it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkTier,
  DOCUMENT_SUBJECTS,
  DOCUMENT_TIERS,
  type DocumentTier,
  mayReadTier,
  opensTier,
  openTiers,
  type Standing,
  takesNda,
  tiersFor,
} from './documents.ts'
import { LINKAGE_STAGES, type LinkageStage } from './linkages.ts'

const at = (stage: LinkageStage, more: Partial<Standing> = {}): Standing => ({ stage, reached: [stage], ndaSigned: false, ...more })
const deepest = (standing: Standing) => openTiers(standing).at(-1)

describe('the tier that a stage opens', () => {
  it.each([
    ['proposed', 'registered'],
    ['broker-shortlisted', 'registered'],
    ['offered-to-sme', 'registered'],
    ['sme-interested', 'registered'],
    ['sme-declined', 'registered'],
    ['lead-firm-accepted', 'matched'],
    ['lead-firm-declined', 'registered'],
    ['introduced', 'introduced'],
    ['nda', 'introduced'],
    ['meeting', 'introduced'],
    ['site-visit', 'introduced'],
    ['rfq', 'introduced'],
    ['quoted', 'introduced'],
    ['sample-trial', 'introduced'],
    ['approved', 'introduced'],
    ['contracted', 'deal'],
    ['repeat-order', 'deal'],
    ['on-hold', 'registered'],
    ['lost', 'registered'],
    ['lapsed', 'registered'],
  ] as const)('at %s is %s', (stage, tier) => {
    expect(deepest(at(stage))).toBe(tier)
  })

  it('is told for every stage there is', () => {
    expect(LINKAGE_STAGES).toHaveLength(20)
  })

  it('is that of the drawings once both have signed, and not by a contract alone', () => {
    expect(openTiers(at('nda', { ndaSigned: true }))).toEqual(['public-teaser', 'registered', 'matched', 'introduced', 'nda-signed'])
    expect(openTiers(at('contracted'))).not.toContain('nda-signed')
    expect(openTiers(at('contracted', { ndaSigned: true }))).toEqual([...DOCUMENT_TIERS])
  })

  it('stays while the linkage is on hold', () => {
    expect(deepest(at('on-hold', { reached: ['lead-firm-accepted', 'introduced', 'on-hold'] }))).toBe('introduced')
    expect(deepest(at('on-hold', { reached: ['sme-interested', 'on-hold', 'on-hold'] }))).toBe('registered')
    expect(deepest(at('on-hold', { reached: ['introduced', 'lost', 'on-hold'] }))).toBe('registered')
  })

  it('closes with the linkage, except where a contract keeps it', () => {
    const way: LinkageStage[] = ['lead-firm-accepted', 'introduced', 'nda', 'quoted']
    expect(deepest(at('lost', { reached: [...way, 'lost'], ndaSigned: true }))).toBe('registered')
    const contracted: LinkageStage[] = [...way, 'contracted', 'lost']
    expect(openTiers(at('lost', { reached: contracted, ndaSigned: true }))).toEqual([...DOCUMENT_TIERS])
  })
})

const stages = fc.constantFrom(...LINKAGE_STAGES)
const standings = fc
  .record({ reached: fc.array(stages, { minLength: 1, maxLength: 12 }), ndaSigned: fc.boolean() })
  .map(({ reached, ndaSigned }): Standing => ({ stage: reached.at(-1)!, reached, ndaSigned }))

/** Without one of these in the log the tier has never been opened. */
const OPENERS: Record<Exclude<DocumentTier, 'public-teaser' | 'registered'>, readonly LinkageStage[]> = {
  matched: LINKAGE_STAGES.slice(LINKAGE_STAGES.indexOf('lead-firm-accepted')).filter(
    (one) => !['lead-firm-declined', 'on-hold', 'lost', 'lapsed'].includes(one),
  ),
  introduced: LINKAGE_STAGES.slice(LINKAGE_STAGES.indexOf('introduced')).filter((one) => !['on-hold', 'lost', 'lapsed'].includes(one)),
  'nda-signed': LINKAGE_STAGES.slice(LINKAGE_STAGES.indexOf('introduced')).filter((one) => !['on-hold', 'lost', 'lapsed'].includes(one)),
  deal: ['contracted', 'repeat-order'],
}

describe('whatever way a linkage takes', () => {
  it('no tier is open before one of its stages was reached', () => {
    fc.assert(
      fc.property(standings, (standing) => {
        for (const [tier, openers] of Object.entries(OPENERS))
          if (opensTier(tier as DocumentTier, standing)) expect(standing.reached.some((one) => openers.includes(one))).toBe(true)
      }),
    )
  })

  it('the drawings stay closed without both signatures', () => {
    fc.assert(fc.property(standings, (standing) => !opensTier('nda-signed', { ...standing, ndaSigned: false })))
  })

  it('a linkage that ended without a contract shows what everybody signed in reads, and no more', () => {
    const ends = fc.constantFrom<LinkageStage>('lost', 'lapsed', 'lead-firm-declined', 'sme-declined')
    fc.assert(
      fc.property(standings, ends, ({ reached, ndaSigned }, end) => {
        fc.pre(!reached.includes('contracted') && !reached.includes('repeat-order'))
        expect(deepest({ stage: end, reached: [...reached, end], ndaSigned })).toBe('registered')
      }),
    )
  })

  it('an agency reads neither drawings under an agreement nor what only a contract opens', () => {
    fc.assert(
      fc.property(standings, (standing) => {
        const reader = { is: 'party', party: 'agency', standing } as const
        return !mayReadTier('nda-signed', reader) && !mayReadTier('deal', reader)
      }),
    )
  })

  it('a stranger who is signed in reads no more than the registered tier, a visitor no more than the public one', () => {
    expect(DOCUMENT_TIERS.filter((tier) => mayReadTier(tier, { is: 'signed-in' }))).toEqual(['public-teaser', 'registered'])
    expect(DOCUMENT_TIERS.filter((tier) => mayReadTier(tier, { is: 'visitor' }))).toEqual(['public-teaser'])
    expect(DOCUMENT_TIERS.filter((tier) => mayReadTier(tier, { is: 'owner' }))).toEqual([...DOCUMENT_TIERS])
  })
})

describe('the tier that an owner chooses', () => {
  it('is any on a need, and never the public one within a linkage', () => {
    expect(tiersFor('need', 'lead-firm')).toEqual([...DOCUMENT_TIERS])
    for (const kind of DOCUMENT_SUBJECTS.filter((one) => one !== 'need')) expect(tiersFor(kind, 'sme')).not.toContain('public-teaser')
    expect(checkTier('public-teaser', 'linkage', 'sme')).toMatchObject({ ok: false, refusal: { code: 'document-tier-wrong' } })
    expect(checkTier('nda-signed', 'linkage', 'agency').ok).toBe(false)
  })
})

it('an agreement is signed from the introduction on, as long as both still talk', () => {
  const takes = LINKAGE_STAGES.filter((stage) => takesNda({ stage, reached: ['introduced', stage] }))
  expect(takes).toEqual(LINKAGE_STAGES.slice(LINKAGE_STAGES.indexOf('introduced'), LINKAGE_STAGES.indexOf('on-hold')))
})
