/** One case for every reason that a rule may give, for the golden sentences. */
import type { ProfileFacts } from '../../domain/profiles.ts'
import type { Requirement } from '../../domain/sourcing.ts'
import { capacity, certificate, commercial, need, process, product, provenance, reference, site } from '../../domain/verdict.fixtures.ts'
import type { VerdictContext } from '../../domain/verdict.ts'

export interface Case {
  asked: Partial<Requirement>
  facts?: Partial<ProfileFacts>
  over?: Partial<VerdictContext>
}

const COMPLETE = { complete: { processes: '2026-05-01', certificates: '2026-05-01' } }
const turning = { code: 'turning' }
const does = (code: string, over: Parameters<typeof process>[0] = {}) => ({ processes: [process({ process: code, ...over })] })
const presses = (force: number) => does('stamping', { parameters: [{ parameter: 'press-force', value: force }] })
const press: Partial<Requirement> = {
  kind: 'parameter',
  code: 'press-force',
  within: 'stamping',
  operator: 'at-least',
  value: 250,
  unit: 't',
}
const beds = (...sides: number[]) => does('stamping', { parameters: [{ parameter: 'bed-size', value: sides }] })
const bed: Partial<Requirement> = { kind: 'parameter', code: 'bed-size', operator: 'at-least', values: ['1800', '1000'], unit: 'mm' }
const moulds: Partial<Requirement> = { kind: 'parameter', code: 'resins', operator: 'all-of', values: ['abs', 'pp'] }
const resins = (...value: string[]) => does('injection-moulding', { parameters: [{ parameter: 'resins', value }] })
const steel: Partial<Requirement> = { kind: 'material', operator: 'one-of', values: ['stainless-steel'] }
const iso9001: Partial<Requirement> = { kind: 'certificate', code: 'iso-9001' }
const holds = (over: Parameters<typeof certificate>[0] = {}) => ({ certificates: [certificate(over)] })
const pieces: Partial<Requirement> = { kind: 'capacity', operator: 'at-least', value: 10_000, unit: 'pcs/mo' }
const free = (over: Parameters<typeof capacity>[0] = {}) => ({ capacities: [capacity(over)] })
const samples: Partial<Requirement> = { kind: 'sample-lead-time', operator: 'at-most', unit: 'd' }
const terms = (over: Parameters<typeof commercial>[0] = {}) => ({ commercial: commercial(over) })
const people: Partial<Requirement> = { kind: 'employees', operator: 'at-least' }
const ground: Partial<Requirement> = { kind: 'exclusion-ground', code: 'child-labour' }
const answered = (applies: boolean) => ({ exclusionAnswers: { 'child-labour': { applies, statedOn: '2026-05-20' } } })
const listed = provenance({ source: 'list', sourceNote: 'Register of suppliers', level: 'self-declared', checkedOn: null })

export const CASES: readonly Case[] = [
  { asked: turning, facts: does('turning', { siteId: 'plant-1' }) },
  { asked: turning, facts: { sites: [site()], ...does('cnc-turning', { siteId: 'plant-1', provenance: listed }) } },
  { asked: turning, facts: does('turning', { mode: 'subcontracted' }) },
  { asked: turning, facts: does('machining') },
  { asked: turning, facts: does('milling') },
  { asked: turning },
  { asked: turning, facts: COMPLETE },
  { asked: press, facts: presses(260) },
  { asked: press, facts: presses(240) },
  { asked: { ...press, monthsToClose: 6 }, facts: presses(160), over: { requirementClass: 'developable-must' } },
  { asked: { ...press, value: 2000, unit: 'kN' }, facts: presses(204) },
  { asked: press, facts: does('stamping') },
  { asked: moulds, facts: resins('abs', 'pp', 'pa') },
  { asked: moulds, facts: resins('abs') },
  {
    asked: { kind: 'parameter', code: 'cmm', operator: 'has' },
    facts: does('turning', { parameters: [{ parameter: 'cmm', value: true }] }),
  },
  { asked: bed, facts: beds(2000, 1200) },
  { asked: bed, facts: beds(1750, 1200) },
  { asked: bed, facts: beds(1000, 800) },
  { asked: steel, facts: does('turning', { materials: ['stainless-steel'] }) },
  { asked: steel, facts: does('turning', { materials: ['steel'] }) },
  { asked: steel, facts: does('turning', { materials: ['carbon-steel'] }) },
  { asked: steel },
  { asked: { kind: 'product', code: 'brake-discs' }, facts: { products: [product()] } },
  { asked: { kind: 'product', code: 'brake-parts' }, facts: { products: [product()] } },
  { asked: { kind: 'product', code: 'brake-discs' }, facts: { products: [product({ product: 'brake-parts', name: 'Brake parts' })] } },
  { asked: { kind: 'product', code: 'brake-discs' } },
  { asked: { kind: 'function', code: 'design' }, facts: { products: [product({ functions: { design: 'own' } })] } },
  { asked: { kind: 'function', code: 'design' }, facts: { products: [product({ functions: { design: 'bought' } })] } },
  { asked: { kind: 'function', code: 'design' } },
  { asked: iso9001, facts: holds() },
  { asked: iso9001, facts: holds({ standard: 'iatf-16949', edition: '2016', number: 'I-2' }) },
  { asked: iso9001, facts: holds({ validUntil: '2026-11-30' }) },
  { asked: iso9001, facts: holds({ status: 'in-progress', targetOn: '2026-10-01' }) },
  { asked: { kind: 'certificate', code: 'as9100' }, facts: holds() },
  { asked: iso9001, facts: holds({ standard: 'iso-13485', edition: '2016' }) },
  { asked: { kind: 'certificate', code: 'ifs-food' }, facts: holds({ standard: 'brcgs-food', edition: '9' }) },
  { asked: { kind: 'certificate', code: 'pefc' }, facts: holds({ standard: 'fsc', edition: '' }) },
  { asked: iso9001, facts: holds({ status: 'suspended' }) },
  { asked: iso9001, facts: holds({ status: 'withdrawn' }) },
  { asked: iso9001, facts: holds({ validUntil: '2026-02-28' }) },
  { asked: iso9001, facts: holds({ edition: '2008' }) },
  {
    asked: iso9001,
    facts: { sites: [site(), site({ id: 'plant-2' })], ...does('turning', { siteId: 'plant-2' }), ...holds({ siteIds: ['plant-1'] }) },
  },
  { asked: iso9001, facts: holds({ scope: ['stamping'] }) },
  {
    asked: iso9001,
    facts: {
      sites: [site()],
      ...does('services', { siteId: 'plant-1' }),
      ...holds({ standard: 'iatf-16949', edition: '2016', siteIds: ['plant-1'] }),
    },
    over: { need: need() },
  },
  { asked: iso9001 },
  { asked: iso9001, facts: COMPLETE },
  { asked: pieces, facts: free() },
  { asked: pieces, facts: free({ utilisation: 88 }) },
  { asked: pieces, facts: free({ utilisation: 88, rampWeeks: null }) },
  { asked: pieces, facts: free({ freeFrom: '2027-03-01' }) },
  { asked: pieces, facts: free({ utilisation: 95 }) },
  { asked: pieces },
  { asked: { ...samples, value: 30 }, facts: terms() },
  { asked: { ...samples, value: 16 }, facts: terms() },
  { asked: { ...samples, value: 10 }, facts: terms() },
  { asked: { ...samples, value: 10 } },
  { asked: { kind: 'references', code: 'automotive', operator: 'at-least', value: 1 }, facts: { references: [reference()] } },
  { asked: { kind: 'references', code: 'automotive', operator: 'at-least', value: 3 }, facts: { references: [reference()] } },
  { asked: { kind: 'references', code: 'automotive', operator: 'at-least', value: 1 } },
  { asked: { kind: 'exports', operator: 'at-least', value: 10, unit: '%' }, facts: terms() },
  { asked: { kind: 'exports', operator: 'at-least', value: 21, unit: '%' }, facts: terms() },
  { asked: { kind: 'exports', operator: 'at-least', value: 50, unit: '%' }, facts: terms() },
  { asked: { kind: 'exports' } },
  { asked: { kind: 'language', operator: 'one-of', values: ['en'] }, facts: terms() },
  { asked: { kind: 'language', operator: 'all-of', values: ['fr'] }, facts: terms() },
  { asked: { ...people, value: 50 } },
  { asked: { ...people, value: 83 } },
  { asked: { ...people, value: 250 } },
  { asked: { ...people, value: 50 }, facts: { employees: null } },
  { asked: { kind: 'country', operator: 'one-of', values: ['IN'] } },
  { asked: { kind: 'country', operator: 'one-of', values: ['KE', 'TZ'] } },
  { asked: { kind: 'country', operator: 'one-of', values: ['KE'] }, facts: { country: '' } },
  { asked: ground, over: answered(false) },
  { asked: ground, over: answered(true) },
  { asked: ground },
  { asked: { ...turning, minEvidence: 'documented' }, facts: does('turning', { provenance: listed }) },
  {
    asked: { ...turning, maxAgeMonths: 12 },
    facts: does('turning', { provenance: provenance({ statedOn: '2024-01-10', checkedOn: null }) }),
  },
]
