/** A lead firm with open needs and press shops that differ in what is said, made through HTTP; for the tests of trials and openings. */
import type { TestApi } from '../../../tests/support/api.ts'
import { published, save } from '../../../tests/support/profiles.ts'
import type { Person } from '../../../tests/support/world.ts'
import type { NeedView } from '../sourcing/contract.ts'

const criterion = (title: string, category: string, kindClass: string, ask: object) => ({
  title,
  category,
  class: kindClass,
  groups: [{ requirements: [ask] }],
})
export const STAMPING = criterion('Progressive stamping', 'technical', 'must', { kind: 'process', code: 'stamping', operator: 'has' })
export const FORCE = (value: number) =>
  criterion('Press force', 'technical', 'must', {
    kind: 'parameter',
    code: 'press-force',
    within: 'stamping',
    operator: 'at-least',
    value,
    unit: 't',
  })
export const CERTIFICATE = (code: string, kindClass = 'developable-must') =>
  criterion(code, 'quality', kindClass, { kind: 'certificate', code, operator: 'has', heldBy: 'start' })

export async function openNeed(leadFirm: Person, criteria: object[], body: object = {}): Promise<NeedView> {
  const base = {
    title: 'Stamped brackets for seats',
    products: ['p-stamped-brackets'],
    processes: ['stamping'],
    volumePerMonth: 5_000,
    startOn: '2028-06-01',
    answerOn: '2027-01-31',
    horizonMonths: 12,
    deliveryCountry: 'IN',
    deliveryPlace: 'Pune',
  }
  const made = await leadFirm.send<NeedView>('POST', '/sourcing-needs', { ...base, criteria, ...body })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const mark = { 'if-match': `"${made.body.version}"` }
  const open = await leadFirm.send<NeedView>('POST', `/sourcing-needs/${made.body.id}/publish`, undefined, mark)
  if (open.status !== 200) throw new Error(JSON.stringify(open.body))
  return open.body
}

interface Shop {
  name: string
  force?: number
  certificates?: string[]
  minimumOrder?: number
  /** More of its terms of business. */
  terms?: object
}

/** A published press shop with all sections complete. */
export async function pressShop(api: TestApi, { name, force = 250, certificates = [], minimumOrder, terms }: Shop): Promise<Person> {
  const sme = await published(api, { name })
  await save(sme, 'identity', {
    headline: name,
    description: 'Stamped brackets and pressed parts',
    language: 'en',
    sector: 'automotive',
    employees: 60,
    foundedYear: 1999,
  })
  await save(sme, 'products', {
    items: [{ product: 'p-stamped-brackets', name: 'Stamped brackets', functions: { production: 'own' } }],
    complete: true,
  })
  await save(sme, 'processes', {
    items: [
      {
        process: 'stamping',
        siteId: null,
        mode: 'own',
        yearsOfExperience: 10,
        materials: ['steel'],
        parameters: [{ parameter: 'press-force', value: force }],
      },
    ],
    complete: true,
  })
  await save(sme, 'certificates', { items: certificates.map(held), complete: true })
  if (minimumOrder !== undefined || terms)
    await save(sme, 'commercial', { ...TERMS, minimumOrder: minimumOrder ?? null, minimumOrderUnit: 'pcs', ...terms })
  return sme
}

const TERMS = {
  sampleLeadDays: null,
  seriesLeadDays: null,
  paymentDaysMax: null,
  industriesRefused: [],
  languages: ['en'],
  exportShare: null,
  exportCountries: [],
  exportSinceYear: null,
  complete: true,
}

function held(standard: string) {
  return {
    standard,
    edition: '',
    number: 'C-1',
    body: 'A body',
    siteIds: [],
    scope: [],
    status: 'active',
    validFrom: '2025-05-12',
    validUntil: '2029-05-11',
    targetOn: null,
  }
}
