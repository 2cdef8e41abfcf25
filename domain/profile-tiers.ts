/**
 * Who may see which field of a profile: one table, field -> tier, read by the supplier page, the SME's own preview and
 * the verdicts (trust reference 4; rulings, "Verdicts" and "Unclaimed firms").
 */
import { type Actor, may } from './actor.ts'
import type { Day } from './day.ts'
import type { Provenance } from './evidence.ts'
import { BLANK_FACTS, FACT_LISTS, type FactList, type FactOf } from './profile-lists.ts'
import type { CertificateFact, CommercialFact, ProfileFacts } from './profiles.ts'

/** From what everybody sees to what never opens by stage; the order is the depth. */
export const PROFILE_TIERS = ['public-teaser', 'registered', 'matched', 'introduced', 'nda-signed', 'deal', 'org-secret'] as const
export type ProfileTier = (typeof PROFILE_TIERS)[number]

/** What somebody may do with a supplier he reads about. */
export const SUPPLIER_STEPS = ['check-fact', 'claim', 'ask-removal'] as const
export type SupplierStep = (typeof SUPPLIER_STEPS)[number]

/** What a profile says of the firm beyond the facts that verdicts rest on. */
export interface FirmCard {
  name: string
  nativeName: string
  sector: string
  headline: string
  description: string
  language: string
  address: string
  website: string
  provenance: Provenance
}
export type WholeProfile = ProfileFacts & FirmCard

export interface Viewer {
  tier: ProfileTier
  today: Day
}

type FirmField = Exclude<keyof WholeProfile, FactList | 'commercial' | 'profileId' | 'organizationId' | 'claimed'>

/** A profile as one tier sees it: a field deeper than the tier is absent. */
export type ShownProfile = Pick<WholeProfile, 'name' | 'nativeName' | 'country' | 'region'> &
  Partial<Pick<WholeProfile, FirmField>> & { [L in FactList]?: Partial<FactOf[L]>[] } & { commercial?: Partial<CommercialFact> }

/**
 * The profile as the viewer may read it. Of an unclaimed firm nobody reads more than its name, place and
 * products and the record of awards that its list counts, whatever the tier.
 * @example At `registered` a reference is a sector and a year; its name opens at `matched`.
 */
export function projectProfile(profile: WholeProfile, viewer: Viewer): ShownProfile {
  const table = tableOf(profile)
  const { name, nativeName, country, region } = profile
  const lists = FACT_LISTS.flatMap((list) => {
    const items = openItems(profile, list, viewer)
    return items ? [[list, items.map((item) => pick(item, table[list] as TierTable<FactOf[FactList]>, viewer.tier))]] : []
  })
  const commercial = profile.commercial && pick(profile.commercial, table.commercial, viewer.tier)
  return {
    ...pick<Partial<Pick<WholeProfile, FirmField>>>(profile, table.firm, viewer.tier),
    ...Object.fromEntries(lists),
    ...(commercial && Object.keys(commercial).length > 0 && { commercial }),
    name,
    nativeName,
    country,
    region,
  }
}

/**
 * The facts a verdict may rest on for this viewer: what lies deeper is blank, and a section he sees nothing of was never
 * marked complete, so that a verdict on it is `unknown` and never tells what the page does not.
 */
export function shownFacts(facts: ProfileFacts, viewer: Viewer): ProfileFacts {
  const table = tableOf(facts)
  const sees = (field: ProfileTier | undefined) => isOpen(field, viewer.tier)
  const whole = <L extends FactList>(list: L): FactOf[L][] =>
    (openItems(facts, list, viewer) ?? []).map((item) => {
      const { id, provenance } = item
      return {
        ...BLANK_FACTS[list],
        ...pick(item, table[list] as TierTable<FactOf[L]>, viewer.tier),
        id,
        provenance,
      } as unknown as FactOf[L]
    })
  const terms = facts.commercial && pick(facts.commercial, table.commercial, viewer.tier)
  return {
    profileId: facts.profileId,
    organizationId: facts.organizationId,
    claimed: facts.claimed,
    country: facts.country,
    region: facts.region,
    city: sees(table.firm.city) ? facts.city : '',
    employees: sees(table.firm.employees) ? facts.employees : null,
    foundedYear: sees(table.firm.foundedYear) ? facts.foundedYear : null,
    sites: whole('sites'),
    products: whole('products'),
    processes: whole('processes'),
    certificates: whole('certificates'),
    capacities: whole('capacities'),
    references: whole('references'),
    commercial:
      facts.commercial && terms && Object.keys(terms).length > 0
        ? { ...BLANK_FACTS.commercial, ...terms, provenance: facts.commercial.provenance }
        : null,
    complete: sees(table.firm.complete) ? facts.complete : {},
  }
}

/** Every field with its tier, as `sites.address` or `headline`: what the form prints beside it. */
export function tiersByField(): Record<string, ProfileTier> {
  const lists = [...FACT_LISTS, 'commercial' as const].flatMap((list) =>
    Object.entries(TIERS[list]).map(([field, tier]) => [`${list}.${field}`, tier] as const),
  )
  return Object.fromEntries([...Object.entries(TIERS.firm), ...lists])
}

/** What this reader may do next: an officer checks facts of his country's firms; an unconfirmed firm can be claimed or taken off. */
export function openSupplierSteps(actor: Actor, firm: { claimed: boolean; isOwn: boolean; checkedHere: boolean }): SupplierStep[] {
  const open: Record<SupplierStep, boolean> = {
    'check-fact': firm.checkedHere && !firm.isOwn && may(actor, 'profile.check') === null,
    claim: !firm.claimed && may(actor, 'claim.ask') === null,
    'ask-removal': !firm.claimed,
  }
  return SUPPLIER_STEPS.filter((step) => open[step])
}

/** True when a reader at this tier sees a field of that one; a field without a tier is nobody's. */
function isOpen(field: ProfileTier | undefined, tier: ProfileTier): boolean {
  return field !== undefined && PROFILE_TIERS.indexOf(field) <= PROFILE_TIERS.indexOf(tier)
}

/** The items of a list that the viewer learns of, still whole; null where he sees no field of it. */
function openItems<L extends FactList>(facts: ProfileFacts, list: L, { tier, today }: Viewer): FactOf[L][] | null {
  const fields = Object.entries(tableOf(facts)[list]) as [string, ProfileTier][]
  if (!fields.some(([field, needed]) => field !== 'id' && isOpen(needed, tier))) return null
  const items = facts[list] as unknown as FactOf[L][]
  if (list !== 'certificates' || tier !== PUBLIC) return items
  return items.filter((one) => isHeld(one as CertificateFact, today))
}

function tableOf({ claimed }: Pick<ProfileFacts, 'claimed'>): PartTable {
  return claimed ? TIERS : UNCLAIMED
}

/** The public learns of standards held, not of lapsed, lost or planned ones. */
function isHeld({ status, validUntil }: CertificateFact, today: Day): boolean {
  return status === 'active' && (validUntil === null || validUntil >= today)
}

function pick<T extends object>(item: T, table: TierTable<T>, tier: ProfileTier): Partial<T> {
  const open = Object.entries(item).filter(([field]) => isOpen((table as Record<string, ProfileTier | undefined>)[field], tier))
  return Object.fromEntries(open) as Partial<T>
}

type TierTable<T> = { [F in keyof T]?: ProfileTier }
type FullTable = { firm: Record<FirmField, ProfileTier>; commercial: Record<keyof CommercialFact, ProfileTier> } & {
  [L in FactList]: Record<keyof FactOf[L], ProfileTier>
}
type PartTable = { firm: TierTable<Record<FirmField, unknown>>; commercial: TierTable<CommercialFact> } & {
  [L in FactList]: TierTable<FactOf[L]>
}

const PUBLIC = 'public-teaser'
const IN = 'registered'
const MATCHED = 'matched'

const TIERS: FullTable = {
  firm: {
    name: PUBLIC,
    nativeName: PUBLIC,
    country: PUBLIC,
    region: PUBLIC,
    sector: PUBLIC,
    headline: PUBLIC,
    language: PUBLIC,
    city: IN,
    description: IN,
    employees: IN,
    foundedYear: IN,
    provenance: IN,
    complete: IN,
    categories: IN,
    earlierAwards: IN,
    address: MATCHED,
    website: MATCHED,
  },
  sites: {
    id: IN,
    city: IN,
    region: IN,
    country: IN,
    employees: IN,
    shiftsPerDay: IN,
    floorAreaM2: IN,
    provenance: IN,
    name: MATCHED,
    address: MATCHED,
  },
  products: { id: PUBLIC, product: PUBLIC, name: PUBLIC, functions: IN, provenance: IN },
  processes: { id: PUBLIC, process: PUBLIC, siteId: IN, mode: IN, yearsOfExperience: IN, materials: IN, parameters: IN, provenance: IN },
  certificates: {
    standard: PUBLIC,
    id: IN,
    edition: IN,
    number: IN,
    body: IN,
    siteIds: IN,
    scope: IN,
    status: IN,
    validFrom: IN,
    validUntil: IN,
    targetOn: IN,
    provenance: IN,
  },
  capacities: {
    id: IN,
    concept: IN,
    siteId: IN,
    installedPerMonth: IN,
    unit: IN,
    utilisation: IN,
    freeFrom: IN,
    rampWeeks: IN,
    provenance: IN,
  },
  commercial: {
    minimumOrder: IN,
    minimumOrderUnit: IN,
    sampleLeadDays: IN,
    seriesLeadDays: IN,
    industriesRefused: IN,
    incoterms: IN,
    countriesRefused: IN,
    languages: IN,
    exportShare: IN,
    exportCountries: IN,
    exportSinceYear: IN,
    provenance: IN,
    paymentDaysMax: MATCHED,
  },
  references: { id: IN, sector: IN, concept: IN, sinceYear: IN, provenance: IN, name: MATCHED, shareOfTurnover: 'org-secret' },
}

/** A firm that an agency's list brought in and nobody has confirmed: name, place, product. */
const UNCLAIMED: PartTable = {
  // What a ranking counts must be seen by whom it is shown to.
  firm: { name: PUBLIC, nativeName: PUBLIC, country: PUBLIC, region: PUBLIC, city: PUBLIC, categories: IN, earlierAwards: IN },
  sites: {},
  products: { id: PUBLIC, product: PUBLIC, name: PUBLIC },
  processes: {},
  certificates: {},
  capacities: {},
  commercial: {},
  references: {},
}
