/** Builders of suppliers: a capability profile with something in every section, saved and published through the API. */
import type { Person } from './world.ts'

export const PROFILE_SECTIONS = {
  identity: {
    headline: 'Stamped seat parts',
    description: 'Two shifts, own tool room.',
    language: 'en',
    sector: 'automotive',
    employees: 85,
    foundedYear: 1998,
  },
  sites: {
    items: [
      { name: 'Works', address: '7 Mill Lane', city: 'Chakan', region: 'Maharashtra', country: 'IN', employees: 80, shiftsPerDay: 2 },
    ],
  },
  products: { items: [{ product: 'p-stamped-brackets', name: 'Seat brackets', functions: { design: 'own' } }], complete: true },
  processes: {
    items: [
      {
        process: 'progressive-die-stamping',
        mode: 'own',
        yearsOfExperience: 20,
        materials: ['steel'],
        parameters: [{ parameter: 'press-force', value: 200 }],
      },
    ],
    complete: true,
  },
  certificates: {
    items: [
      {
        standard: 'iso-9001',
        edition: '2015',
        number: 'C-77',
        body: 'A body',
        status: 'active',
        validFrom: '2025-02-01',
        validUntil: '2028-01-31',
      },
    ],
    complete: true,
  },
  capacity: {
    items: [{ concept: 'stamping', installedPerMonth: 50_000, unit: 'pcs', utilisation: 60, freeFrom: '2027-01-01', rampWeeks: 6 }],
    complete: true,
  },
  commercial: {
    minimumOrder: 500,
    minimumOrderUnit: 'pcs',
    sampleLeadDays: 21,
    seriesLeadDays: 30,
    paymentDaysMax: 61,
    industriesRefused: [],
    languages: ['en', 'hi'],
    exportShare: 12.5,
    exportCountries: ['DE'],
    exportSinceYear: 2011,
    complete: true,
  },
  references: {
    items: [{ name: 'Kaveri Motors', sector: 'automotive', concept: 'p-stamped-brackets', sinceYear: 2015, shareOfTurnover: 35 }],
    complete: true,
  },
} as const

export type SectionChanges = { [S in keyof typeof PROFILE_SECTIONS]?: object }

/** Makes the profile unless it is there, and saves every section. */
export async function fillProfile(sme: Person, changes: SectionChanges = {}): Promise<void> {
  await sme.send('POST', '/profile')
  for (const [section, body] of Object.entries({ ...PROFILE_SECTIONS, ...changes })) {
    const saved = await saveSection(sme, section, body)
    if (saved.status !== 200) throw new Error(`${section}: ${JSON.stringify(saved.body)}`)
  }
}

export async function publishProfile(sme: Person): Promise<void> {
  const done = await sme.send('POST', '/profile/publish', undefined, await profileVersion(sme))
  if (done.status !== 200) throw new Error(`publish: ${JSON.stringify(done.body)}`)
}

export async function saveSection(sme: Person, section: string, body: unknown) {
  return sme.send('PUT', `/profile/${section}`, body, await profileVersion(sme))
}

export async function profileVersion(sme: Person): Promise<{ 'if-match': string }> {
  const { body } = await sme.get<{ version: number }>('/profile')
  return { 'if-match': `"${body.version}"` }
}
