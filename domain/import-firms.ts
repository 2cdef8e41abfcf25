/** The firm that a row of an agency's list makes: an organization that nobody has claimed, and the profile that the list's words allow. */
import { languageCode } from './import-languages.ts'
import { normaliseName, normalisePlace } from './import-names.ts'
import type { ImportRecord } from './import-rows.ts'
import { type AssignedField, wordsIn } from './import-values.ts'
import type { ImportedFirm } from './profile-imports.ts'

/** What the list says of the firm itself. */
export interface ListedOrganization {
  name: string
  nativeName: string
  nameKey: string
  placeKey: string
  country: string
  region: string
  city: string
  address: string
  registrationNumber: string
  website: string
  contactEmail: string
  contactPhone: string
  externalRef: string
}

export interface ListedFirm {
  line: number
  organization: ListedOrganization
  profile: Omit<ImportedFirm, 'organizationId'>
}

/**
 * Makes the firm. A product's word stays even without a concept; a process, a sector or a certificate is a fact only by a code that an
 * officer confirmed. `Shirts` confirmed as two concepts gives two products named `Shirts`.
 */
export function firmOf(record: ImportRecord, codesOf: (field: AssignedField, word: string) => readonly string[]): ListedFirm {
  const codes = (field: AssignedField) => [...new Set(wordsIn(record, field).flatMap((word) => codesOf(field, word)))].slice(0, MOST_FACTS)
  const products = record.products.flatMap((name): { product: string | null; name: string }[] => {
    const concepts = codesOf('products', name)
    const short = name.slice(0, LONGEST_PRODUCT)
    return concepts.length === 0 ? [{ product: null, name: short }] : concepts.map((product) => ({ product, name: short }))
  })
  return {
    line: record.line,
    organization: organizationOf(record),
    profile: {
      description: (record.description ?? '').slice(0, LONGEST_DESCRIPTION),
      ...(record.textLanguage && { language: record.textLanguage }),
      categories: record.categories,
      earlierAwards: record.earlierAwards,
      sector: codes('sector')[0] ?? '',
      employees: record.employees,
      foundedYear: record.yearFounded,
      products: products.slice(0, MOST_FACTS),
      processes: codes('processes').map((process) => ({ process })),
      certificates: codes('certificates').map((standard) => ({ standard })),
      languages: [...new Set(record.languages.flatMap((word) => languageCode(word) ?? []))],
    },
  }
}

function organizationOf(record: ImportRecord): ListedOrganization {
  const text = (value: string | null) => value ?? ''
  const region = text(record.region)
  const city = text(record.city)
  const website = text(record.website)
  return {
    name: record.name,
    nativeName: text(record.nativeName),
    nameKey: normaliseName(record.name),
    placeKey: normalisePlace(city || region),
    country: record.country,
    region,
    city,
    address: text(record.address),
    registrationNumber: text(record.registrationNumber),
    // An address cut in two leads nowhere.
    website: website.length > LONGEST_WEBSITE ? '' : website,
    contactEmail: text(record.email),
    contactPhone: text(record.phone),
    externalRef: text(record.externalRef),
  }
}

/** What a section of the profile takes (so that the firm can save it again after it has claimed it). */
const MOST_FACTS = 60
const LONGEST_PRODUCT = 200
const LONGEST_DESCRIPTION = 40_000
const LONGEST_WEBSITE = 200
