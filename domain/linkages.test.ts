/** What the stages of a linkage open, and what cannot be undone. */
import { describe, expect, test } from 'vitest'
import { LINKAGE_STAGES, type LinkageStage, opensMatchedTier, revealsLeadFirm, type Standing, tierOfLinkage } from './linkages.ts'

const AT = new Date('2026-12-01T09:00:00Z')
const at = (stage: LinkageStage, more: Partial<Standing> = {}): Standing => ({
  stage,
  leftStage: null,
  introducedAt: null,
  contractedAt: null,
  ...more,
})

describe('a stage opens', () => {
  const BEFORE: LinkageStage[] = [
    'proposed',
    'broker-shortlisted',
    'offered-to-sme',
    'sme-interested',
    'sme-declined',
    'lead-firm-declined',
  ]
  const INTRODUCED: LinkageStage[] = ['introduced', 'nda', 'meeting', 'site-visit', 'rfq', 'quoted', 'sample-trial', 'approved']

  test('nothing before both have agreed', () => {
    expect(BEFORE.map((stage) => tierOfLinkage(at(stage)))).toEqual(BEFORE.map(() => 'registered'))
    expect(BEFORE.some((stage) => opensMatchedTier(at(stage)))).toBe(false)
  })

  test('the matched tier at the acceptance, more at the introduction, the deal at the contract', () => {
    expect(tierOfLinkage(at('lead-firm-accepted'))).toBe('matched')
    expect(INTRODUCED.map((stage) => tierOfLinkage(at(stage, { introducedAt: AT })))).toEqual(INTRODUCED.map(() => 'introduced'))
    expect(tierOfLinkage(at('contracted'))).toBe('deal')
    expect(tierOfLinkage(at('repeat-order'))).toBe('deal')
  })

  test('on hold what was open before, and nothing new', () => {
    for (const stage of LINKAGE_STAGES.filter((one) => one !== 'on-hold')) {
      expect(tierOfLinkage(at('on-hold', { leftStage: stage }))).toBe(tierOfLinkage(at(stage)))
    }
  })

  test('nothing any more once it is lost, lapsed or declined, but for what a contract keeps', () => {
    for (const stage of ['lost', 'lapsed', 'sme-declined', 'lead-firm-declined'] as const) {
      expect(tierOfLinkage(at(stage, { leftStage: 'quoted', introducedAt: AT }))).toBe('registered')
      expect(tierOfLinkage(at(stage, { leftStage: 'contracted', introducedAt: AT, contractedAt: AT }))).toBe('deal')
    }
  })
})

describe('the name under an alias', () => {
  test('is hidden before the introduction, also when it all ended there', () => {
    for (const stage of LINKAGE_STAGES) expect(revealsLeadFirm(at(stage))).toBe(false)
  })

  test('stays known after the introduction, whatever followed', () => {
    for (const stage of LINKAGE_STAGES) expect(revealsLeadFirm(at(stage, { introducedAt: AT }))).toBe(true)
  })
})
