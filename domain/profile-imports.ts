/** The profile that a row of an agency's list makes: on record, but not yet the firm's own word (rulings, "Unclaimed firms"). */
import type { Day } from './day.ts'
import { BLANK_FACTS, type SaidIn } from './profile-lists.ts'
import { listed } from './profile-provenance.ts'
import type { CategoryFact } from './profiles.ts'

export interface ImportedFirm {
  organizationId: string
  headline?: string
  description?: string
  language?: string
  sector?: string
  employees?: number | null
  foundedYear?: number | null
  /** The list's own categories of the firm's business, and the contracts it says the firm won. */
  categories?: readonly CategoryFact[]
  earlierAwards?: number | null
  /** The list's own words, with the concept assigned to them, if any. */
  products?: readonly { product: string | null; name: string }[]
  /** Concepts alone: the list's words for a process are no fact until one is assigned. */
  processes?: readonly { process: string }[]
  certificates?: readonly (Pick<SaidIn<'certificates'>, 'standard'> & Partial<SaidIn<'certificates'>>)[]
  /** ISO 639-1. */
  languages?: readonly string[]
}

/** The parts of the profile, each fact with the list as its source; terms only where the list says something. */
export function importedParts(firm: ImportedFirm, list: string, on: Day) {
  const provenance = listed(list, on)
  const { products = [], processes = [], certificates = [], languages = [], categories = [], ...said } = firm
  return {
    identity: { ...BLANK_IDENTITY, ...said, categories: [...categories], ...provenance },
    products: products.map((one) => ({ ...BLANK_FACTS.products, ...one, provenance })),
    processes: processes.map((one) => ({ ...BLANK_FACTS.processes, ...one, provenance })),
    certificates: certificates.map((one) => ({ ...BLANK_FACTS.certificates, ...one, provenance })),
    commercial: languages.length === 0 ? null : { ...BLANK_FACTS.commercial, languages: [...languages], provenance },
  }
}

const BLANK_IDENTITY = {
  headline: '',
  description: '',
  language: 'en',
  sector: '',
  employees: null,
  foundedYear: null,
  categories: [],
  earlierAwards: null,
}
