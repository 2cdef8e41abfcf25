/** The steps of a profile in the order in which a firm fills them, and where each answer is given. */
import type { Profile } from '#lib/api/answers.ts'

export const SECTIONS = ['identity', 'sites', 'products', 'processes', 'certificates', 'capacity', 'commercial', 'references'] as const
export type Section = (typeof SECTIONS)[number]

/** Sections that a firm may mark complete: from then on what is not told counts as not there. */
export const COMPLETABLE = ['products', 'processes', 'certificates', 'capacity', 'commercial', 'references'] as const
export type Completable = (typeof COMPLETABLE)[number]

export function isCompletable(section: Section): section is Completable {
  return COMPLETABLE.some((one) => one === section)
}

export function sectionHref(section: Section): string {
  return `/profile/${section}`
}

/** Where a step leads when it is saved: the next one, at the end the overview, which publishes. */
export function hrefAfter(section: Section): string {
  const next = SECTIONS[SECTIONS.indexOf(section) + 1]
  return next ? sectionHref(next) : '/profile'
}

export function hrefBefore(section: Section): string {
  const before = SECTIONS[SECTIONS.indexOf(section) - 1]
  return before ? sectionHref(before) : '/profile'
}

type Item = NonNullable<Profile['completeness']['next']>

/** The step that asks for an item of the completeness. */
export const SECTION_OF_ITEM: Record<Item, Section> = {
  headline: 'identity',
  description: 'identity',
  sector: 'identity',
  size: 'identity',
  product: 'products',
  'product-known': 'products',
  process: 'processes',
  'process-materials': 'processes',
  'process-parameters': 'processes',
  site: 'sites',
  'site-people': 'sites',
  machines: 'processes',
  certificates: 'certificates',
  'certificate-details': 'certificates',
  capacity: 'capacity',
  'capacity-ramp': 'capacity',
  'lead-times': 'commercial',
  'minimum-order': 'commercial',
  languages: 'commercial',
  exports: 'commercial',
  reference: 'references',
  'second-reference': 'references',
}

/** Where an answer is given that publishing waits for. */
export const HREF_OF_MISSING: Record<Profile['missing'][number], string> = {
  name: '/account/organization',
  country: '/account/organization',
  place: '/account/organization',
  headline: '/profile/identity',
  language: '/profile/identity',
  sector: '/profile/identity',
  employees: '/profile/identity',
  'product-or-process': '/profile/products',
}

/** The oldest day on which the firm stated any of its facts; null while nothing is told. */
export function oldestStatement(profile: Profile): string | null {
  const facts = [profile.sites, profile.products, profile.processes, profile.certificates, profile.capacities, profile.references].flat()
  const days = [
    ...facts.map(({ provenance }) => provenance.statedOn),
    ...(profile.commercial ? [profile.commercial.provenance.statedOn] : []),
  ]
  return days.sort()[0] ?? null
}
