import { describe, expect, it } from 'vitest'
import { loadStandards } from '../db/seed/standards.ts'
import type { CertificateFact, ProfileFacts } from './profiles.ts'
import type { Requirement } from './sourcing.ts'
import { buildCatalogue, type Standard } from './standards.ts'
import { certificate, context, firm, need, process, provenance, requirement, site } from './verdict.fixtures.ts'
import type { VerdictContext } from './verdict.ts'
import { certificateAnswer } from './verdict-certificate.ts'

const { standards, editions, implications } = loadStandards()
const OWN: Standard = {
  code: 'own-rules',
  name: 'Rules of a lead firm',
  kind: 'management-system',
  issuerOrganizationId: 'lead-firm-1',
  acceptsInstead: ['iso-14001'],
  monthsMin: 2,
  monthsMax: 4,
  scaleGroup: null,
  scaleRank: null,
  withdrawnOn: null,
}
const catalogue = buildCatalogue([...standards, OWN], editions, implications)
const COMPLETE = { certificates: '2026-05-01' }

interface Held {
  certificates?: Partial<CertificateFact>[]
  facts?: Partial<ProfileFacts>
  over?: Partial<VerdictContext>
}

function answer(asked: Partial<Requirement>, { certificates = [{}], facts = {}, over = {} }: Held = {}) {
  const held = certificates.map((one, at) => certificate({ id: `c${at}`, ...one }))
  return certificateAnswer(
    requirement({ kind: 'certificate', code: 'iso-9001', ...asked }),
    firm({ certificates: held, ...facts }),
    context({ catalogue, ...over }),
  )
}

describe('a certificate asked and held', () => {
  it.each<[string, Partial<CertificateFact>, string, string]>([
    ['is met while it lasts beyond the start', {}, 'met', 'certificate-held'],
    ['is met on its last day', { validUntil: '2027-01-01' }, 'met', 'certificate-held'],
    ['is met without a known end', { validUntil: null }, 'met', 'certificate-held'],
    ['is expiring when it ends before the start of supply', { validUntil: '2026-12-31' }, 'expiring', 'certificate-expiring'],
    ['is absent once expired', { validUntil: '2026-05-31' }, 'unknown', 'certificate-expired'],
    ['is absent in an edition no longer accepted', { edition: '2008' }, 'unknown', 'certificate-edition'],
    ['is not met at once when suspended', { status: 'suspended' }, 'not-met', 'certificate-suspended'],
    ['is not met when withdrawn', { status: 'withdrawn' }, 'not-met', 'certificate-lost'],
    [
      'is near when the audit is planned before the start',
      { status: 'in-progress', targetOn: '2026-10-01' },
      'near',
      'certificate-in-progress',
    ],
    [
      'is absent when the audit is planned after the start',
      { status: 'in-progress', targetOn: '2027-02-01' },
      'unknown',
      'certificate-in-progress',
    ],
    ['is absent when the planned day has passed', { status: 'in-progress', targetOn: '2026-05-01' }, 'unknown', 'certificate-in-progress'],
    ['is near when it begins to count before the start', { validFrom: '2026-09-01' }, 'near', 'certificate-in-progress'],
  ])('%s', (_, held, verdict, code) => {
    expect(answer({}, { certificates: [held] })).toMatchObject({ verdict, reason: { code }, fact: { kind: 'certificate', id: 'c0' } })
  })

  it('says number, body, site and end', () => {
    const facts = { sites: [site()] }
    const found = answer({}, { certificates: [{ number: 'Q-77', siteIds: ['plant-1'] }], facts })
    expect(found.reason.params).toMatchObject({ standard: 'iso-9001', number: 'Q-77', body: 'A body', site: 'Pune 1', until: '2028-01-01' })
  })

  it('beside a suspended one still counts', () => {
    const certificates = [{ status: 'suspended' as const }, { standard: 'iatf-16949', edition: '2016' }]
    expect(answer({}, { certificates })).toMatchObject({ verdict: 'met-by-implication', reason: { params: { holds: 'iatf-16949' } } })
  })
})

describe('a certificate asked and missing', () => {
  it('is unknown, and not met with the usual months once the list is complete', () => {
    expect(answer({}, { certificates: [] })).toMatchObject({ verdict: 'unknown', monthsToClose: null })
    expect(answer({}, { certificates: [], facts: { complete: COMPLETE } })).toMatchObject({ verdict: 'not-met', monthsToClose: 12 })
    expect(answer({ monthsToClose: 5 }, { certificates: [], facts: { complete: COMPLETE } })).toMatchObject({ monthsToClose: 5 })
  })

  it('is near with a shorter path from one that leads there', () => {
    const found = answer({ code: 'as9100' }, { facts: { complete: COMPLETE } })
    expect(found).toMatchObject({
      verdict: 'near',
      monthsToClose: 8,
      reason: { code: 'certificate-path', params: { holds: 'iso-9001', monthsMin: 4 } },
    })
  })

  it('is not near at the award, when only what is held counts', () => {
    expect(answer({ code: 'as9100', heldBy: 'award' }, { facts: { complete: COMPLETE } }).verdict).toBe('not-met')
    expect(answer({ heldBy: 'award' }, { certificates: [{ status: 'in-progress', targetOn: '2026-07-01' }] }).verdict).toBe('unknown')
  })

  it('may be planned until the end of the horizon where that is allowed', () => {
    const planned = { certificates: [{ status: 'in-progress' as const, targetOn: '2027-04-01' }] }
    expect(answer({ heldBy: 'horizon' }, planned)).toMatchObject({ verdict: 'near', monthsToClose: 10 })
    expect(answer({ heldBy: 'start' }, planned).verdict).toBe('unknown')
  })

  it('counts a share beside its absence where another one is partly the same', () => {
    const held = { certificates: [{ standard: 'iso-13485', edition: '2016' }] }
    expect(answer({}, held)).toMatchObject({ verdict: 'unknown', value: 0.6, factor: 1, reason: { code: 'certificate-partial' } })
    expect(answer({}, { ...held, facts: { complete: COMPLETE } })).toMatchObject({ verdict: 'not-met', value: 0.6 })
  })
})

describe('site and scope of a certificate', () => {
  const sites = [site(), site({ id: 'plant-2', name: 'Pune 2' })]
  const turningAt = (siteId: string | null) => ({ sites, processes: [process({ process: 'cnc-turning', siteId })] })
  const over = { need: need({ processes: ['turning'] }) }

  it.each([
    ['the site at which the process is run', 'plant-1', ['plant-1'], 'met'],
    ['another site', 'plant-2', ['plant-1'], 'unknown'],
    ['the whole firm', 'plant-2', [], 'met'],
    ['a site, the process at none said', null, ['plant-1'], 'met'],
  ])('covering %s', (_, siteId, siteIds, verdict) => {
    expect(answer({}, { certificates: [{ siteIds }], facts: turningAt(siteId), over }).verdict).toBe(verdict)
  })

  it.each([
    ['the process', ['turning'], 'met'],
    ['the family of it', ['machining'], 'met'],
    ['a narrower one', ['cnc-turning'], 'met'],
    ['another process', ['stamping'], 'unknown'],
    ['only products, while a process is asked', ['brake-discs'], 'met'],
    ['nothing', [], 'met'],
  ])('with a scope of %s', (_, scope, verdict) => {
    expect(answer({}, { certificates: [{ scope }], over }).verdict).toBe(verdict)
  })
})

describe("a lead firm's own standard", () => {
  it('is met by its own approval and by what it accepts instead, through other standards too', () => {
    expect(answer({ code: 'own-rules' }, { certificates: [{ standard: 'own-rules', edition: '' }] }).verdict).toBe('met')
    expect(answer({ code: 'own-rules' }, { certificates: [{ standard: 'iso-14001' }] }).verdict).toBe('met-by-implication')
    const found = answer({ code: 'own-rules' }, { certificates: [{ standard: 'emas', edition: '' }] })
    expect(found).toMatchObject({ verdict: 'met-by-implication', reason: { params: { via: 'emas > iso-14001' } } })
    expect(answer({ code: 'own-rules' }).verdict).toBe('unknown')
  })
})

describe('a doubtful certificate', () => {
  const poor = { certificates: [{ provenance: provenance({ level: 'self-declared', checkedOn: null }) }] }
  const asked = { minEvidence: 'documented' } as const

  it('leaves a must unknown', () => {
    expect(answer(asked, poor)).toMatchObject({ verdict: 'unknown', reason: { code: 'evidence-too-low' } })
  })

  it('is never worse than none: near, where even having none could be closed in time', () => {
    const developable = { requirementClass: 'developable-must' as const }
    expect(answer(asked, { ...poor, over: developable })).toMatchObject({
      verdict: 'near',
      monthsToClose: 12,
    })
    expect(answer(asked, { ...poor, facts: { complete: COMPLETE }, over: { ...developable, horizonMonths: 6 } }).verdict).toBe('unknown')
  })
})
