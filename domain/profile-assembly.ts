/** Puts a profile together from what the tables hold: the facts a verdict rests on, the texts recall reads, the whole that tiers are cut from. */
import type { Provenance } from './evidence.ts'
import type { FactList, FactOf } from './profile-lists.ts'
import type { CheckableFact } from './profile-provenance.ts'
import type { WholeProfile } from './profile-tiers.ts'
import type { CommercialFact, ProfileFacts, ProfileState } from './profiles.ts'

export interface ProfileParts {
  row: Pick<
    WholeProfile,
    | 'organizationId'
    | 'headline'
    | 'description'
    | 'language'
    | 'sector'
    | 'employees'
    | 'foundedYear'
    | 'categories'
    | 'earlierAwards'
    | 'complete'
  > & {
    id: string
    state: ProfileState
    version: number
  } & Provenance
  organization: Pick<WholeProfile, 'name' | 'nativeName' | 'country' | 'region' | 'city' | 'address' | 'website' | 'claimed'>
  lists: { [L in FactList]: FactOf[L][] }
  commercial: CommercialFact | null
}

/** All that verdicts may rest on, before any tier is cut from it. */
export function assembleFacts({ row, organization, lists, commercial }: ProfileParts): ProfileFacts {
  const { country, region, city, claimed } = organization
  const { organizationId, employees, foundedYear, categories = [], earlierAwards = null, complete } = row
  // Most firms stand on no list of awards; what is not there is not read by the thousand.
  const record = { ...(categories.length > 0 && { categories }), ...(earlierAwards !== null && { earlierAwards }) }
  return {
    profileId: row.id,
    organizationId,
    country,
    region,
    city,
    employees,
    foundedYear,
    claimed,
    ...lists,
    commercial,
    ...record,
    complete,
  }
}

export function wholeProfile(parts: ProfileParts): WholeProfile {
  const { headline, description, language, sector } = parts.row
  const { name, nativeName, address, website } = parts.organization
  return {
    ...assembleFacts(parts),
    name,
    nativeName,
    address,
    website,
    headline,
    description,
    language,
    sector,
    provenance: identityOf(parts),
  }
}

export function identityOf({ row }: Pick<ProfileParts, 'row'>): Provenance {
  const { source, sourceNote, level, statedOn, checkedBy, checkedOn } = row
  return { source, sourceNote, level, statedOn, checkedBy, checkedOn }
}

/** Whose word one fact is; undefined when the profile has no such fact. Identity and terms go by the profile's own id. */
export function provenanceOf(parts: ProfileParts, kind: CheckableFact, id: string): Provenance | undefined {
  if (kind === 'profile') return id === parts.row.id ? identityOf(parts) : undefined
  if (kind === 'commercial') return id === parts.row.id ? parts.commercial?.provenance : undefined
  return parts.lists[LIST_OF[kind]].find((fact) => fact.id === id)?.provenance
}

const LIST_OF = {
  site: 'sites',
  product: 'products',
  process: 'processes',
  certificate: 'certificates',
  capacity: 'capacities',
  reference: 'references',
} as const satisfies Record<Exclude<CheckableFact, 'profile' | 'commercial'>, FactList>

/**
 * The row of match_facts: the same facts in one piece, with the words for recall. Of an unclaimed firm nobody reads the list's description,
 * but a need is matched with it: what the list says is why the firm is proposed at all.
 */
export function matchRowOf(parts: ProfileParts) {
  const { row, organization } = parts
  const { name, nativeName, claimed } = organization
  const { language } = row
  const description = [claimed ? row.headline : '', row.description].filter((text) => text !== '').join('\n')
  const native = nativeName !== '' && nativeName !== name ? [{ name: nativeName, description: '', language }] : []
  return {
    profileId: row.id,
    organizationId: row.organizationId,
    published: row.state === 'published',
    version: row.version,
    name,
    texts: [{ name, headline: claimed ? row.headline : '', description, language }, ...native],
    facts: assembleFacts(parts),
  }
}
