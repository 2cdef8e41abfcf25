/** What the API hears and says about capability profiles: the SME's own, section by section, and the supplier as others see it. */
import { type Static, type TOptional, type TProperties, type TSchema, Type } from 'typebox'
import { EVIDENCE_LEVELS, FACT_SOURCES } from '../../../domain/evidence.ts'
import { COMPLETENESS_ITEMS, COMPLETENESS_PARTS } from '../../../domain/profile-completeness.ts'
import { CHECK_LEVELS, CHECKABLE_FACTS } from '../../../domain/profile-provenance.ts'
import { PROFILE_STEPS, PUBLISH_FIELDS } from '../../../domain/profile-publishing.ts'
import { PROFILE_TIERS, SUPPLIER_STEPS } from '../../../domain/profile-tiers.ts'
import {
  CERTIFICATE_STATUSES,
  COMPLETABLE_SECTIONS,
  FUNCTIONS,
  INCOTERMS,
  PROFILE_STATES,
  QUANTITY_UNITS,
} from '../../../domain/profiles.ts'
import {
  Closed,
  Code,
  Count,
  Country,
  DayText,
  Id,
  IfMatch,
  Instant,
  Language,
  Line,
  Nullable,
  OneOf,
  refusals,
  Text,
  Version,
} from '../../shapes.ts'

const tags = ['profiles']
const Share = Type.Number({ minimum: 0, maximum: 100 })
const Year = Type.Integer({ minimum: 1500, maximum: 2199 })
const Days = Type.Integer({ minimum: 0, maximum: 3650 })
const Mode = OneOf(['own', 'subcontracted'] as const)
const Codes = (maxItems: number) => Type.Array(Code, { maxItems, uniqueItems: true })
const Figure = Type.Number({ minimum: -1e12, maximum: 1e12 })
const Word = Type.String({ maxLength: 80 })
/** In the unit of its definition: 200 (t), true, 'iso-7', ['abs', 'pp'], [2000, 1200] (mm). */
const ParameterValue = Type.Union([
  Figure,
  Type.Boolean(),
  Word,
  Type.Array(Word, { maxItems: 30, uniqueItems: true }),
  Type.Array(Figure, { maxItems: 3 }),
])
const Functions = Type.Partial(Closed(each(FUNCTIONS, OneOf(['own', 'bought'] as const))))
const Complete = Type.Partial(Closed(each(COMPLETABLE_SECTIONS, Type.String())))

// The fields of each section, once: the body makes the dispensable ones optional, the view names them all.
const IDENTITY = {
  headline: Line(200),
  description: Text(40_000),
  language: Language,
  sector: Type.String({ maxLength: 80, pattern: '^([a-z0-9][a-z0-9.-]*)?$' }),
  employees: Nullable(Count),
  foundedYear: Nullable(Year),
}
const SITE = {
  name: Line(120, 1),
  address: Line(300),
  city: Line(100),
  region: Line(100),
  country: Country,
  employees: Nullable(Count),
  shiftsPerDay: Nullable(Type.Integer({ minimum: 1, maximum: 4 })),
  floorAreaM2: Nullable(Count),
}
const PRODUCT = { product: Nullable(Code), name: Line(200, 1), functions: Functions }
const PROCESS = {
  process: Code,
  siteId: Nullable(Id),
  mode: Mode,
  yearsOfExperience: Nullable(Type.Integer({ minimum: 0, maximum: 200 })),
  materials: Codes(30),
  parameters: Type.Array(Closed({ parameter: Code, value: ParameterValue }), { maxItems: 40 }),
}
const CERTIFICATE = {
  standard: Code,
  edition: Line(40),
  number: Line(80),
  body: Line(160),
  siteIds: Type.Array(Id, { maxItems: 20, uniqueItems: true }),
  scope: Codes(60),
  status: OneOf(CERTIFICATE_STATUSES),
  validFrom: Nullable(DayText),
  validUntil: Nullable(DayText),
  targetOn: Nullable(DayText),
}
const CAPACITY = {
  concept: Nullable(Code),
  siteId: Nullable(Id),
  installedPerMonth: Count,
  unit: OneOf(QUANTITY_UNITS),
  utilisation: Share,
  freeFrom: Nullable(DayText),
  rampWeeks: Nullable(Type.Integer({ minimum: 0, maximum: 520 })),
}
const COMMERCIAL = {
  minimumOrder: Nullable(Count),
  minimumOrderUnit: Nullable(OneOf(QUANTITY_UNITS)),
  sampleLeadDays: Nullable(Days),
  seriesLeadDays: Nullable(Days),
  paymentDaysMax: Nullable(Days),
  industriesRefused: Codes(30),
  incoterms: Type.Array(OneOf(INCOTERMS), { maxItems: INCOTERMS.length, uniqueItems: true }),
  countriesRefused: Type.Array(Country, { maxItems: 250, uniqueItems: true }),
  languages: Type.Array(Type.String({ pattern: '^[a-z]{2}$' }), { maxItems: 30, uniqueItems: true }),
  exportShare: Nullable(Share),
  exportCountries: Type.Array(Country, { maxItems: 250, uniqueItems: true }),
  exportSinceYear: Nullable(Year),
}
const REFERENCE = {
  name: Line(160, 1),
  sector: Nullable(Code),
  concept: Nullable(Code),
  sinceYear: Nullable(Year),
  shareOfTurnover: Nullable(Share),
}

export const IdentityBody = Closed(IDENTITY)
export const SiteBody = item(SITE, 'name', 'city', 'country')
export const ProductBody = item(PRODUCT, 'product', 'name')
export const ProcessBody = item(PROCESS, 'process', 'mode')
export const CertificateBody = item(CERTIFICATE, 'standard', 'status')
export const CapacityBody = item(CAPACITY, 'concept', 'installedPerMonth', 'unit', 'utilisation')
/** What was added later may be left out, as those do who knew the body before. */
export const CommercialBody = Closed({
  ...COMMERCIAL,
  incoterms: Type.Optional(COMMERCIAL.incoterms),
  countriesRefused: Type.Optional(COMMERCIAL.countriesRefused),
  complete: Type.Boolean(),
})
export const ReferenceBody = item(REFERENCE, 'name')
export type IdentityBody = Static<typeof IdentityBody>
export type SiteBody = Static<typeof SiteBody>
export type ProductBody = Static<typeof ProductBody>
export type ProcessBody = Static<typeof ProcessBody>
export type CertificateBody = Static<typeof CertificateBody>
export type CapacityBody = Static<typeof CapacityBody>
export type CommercialBody = Static<typeof CommercialBody>
export type ReferenceBody = Static<typeof ReferenceBody>

const text = Type.String()
const Said = Closed({
  source: OneOf(FACT_SOURCES),
  sourceNote: text,
  level: OneOf(EVIDENCE_LEVELS),
  statedOn: text,
  checkedBy: Nullable(text),
  checkedOn: Nullable(text),
})
const ofFact = { id: Id, provenance: Said }
const day = Nullable(text)
const CERTIFICATE_SEEN = { ...CERTIFICATE, validFrom: day, validUntil: day, targetOn: day }
const CAPACITY_SEEN = { ...CAPACITY, freeFrom: day }

/** What a list counts of the contracts a firm won before; a ranking counts it a little. */
const RECORD = {
  categories: Type.Optional(Type.Array(Closed({ name: text, awards: Nullable(Type.Integer()) }))),
  earlierAwards: Type.Optional(Nullable(Type.Integer())),
}

/** The SME's own profile, whole. `whoSees` names the tier of every field (`sites.address`: `matched`). */
export const ProfileView = Closed({
  id: Id,
  organizationId: Id,
  name: text,
  country: text,
  region: text,
  city: text,
  state: OneOf(PROFILE_STATES),
  publishedAt: Nullable(Instant),
  ...IDENTITY,
  provenance: Said,
  sites: Type.Array(Closed({ ...SITE, ...ofFact })),
  products: Type.Array(Closed({ ...PRODUCT, ...ofFact })),
  processes: Type.Array(Closed({ ...PROCESS, ...ofFact })),
  /** `mayEdit` is false for a lead firm's own approval. */
  certificates: Type.Array(Closed({ ...CERTIFICATE_SEEN, ...ofFact, mayEdit: Type.Boolean() })),
  capacities: Type.Array(Closed({ ...CAPACITY_SEEN, ...ofFact })),
  commercial: Nullable(Closed({ ...COMMERCIAL, provenance: Said })),
  ...RECORD,
  references: Type.Array(Closed({ ...REFERENCE, ...ofFact })),
  /** Section -> the day on which it was marked complete. */
  complete: Complete,
  completeness: Closed({
    percent: Type.Integer(),
    parts: Type.Array(Closed({ part: OneOf(COMPLETENESS_PARTS), weight: Type.Number(), earned: Type.Number() })),
    next: Nullable(OneOf(COMPLETENESS_ITEMS)),
  }),
  /** What publishing still waits for. */
  missing: Type.Array(OneOf(PUBLISH_FIELDS)),
  openSteps: Type.Array(OneOf(PROFILE_STEPS)),
  whoSees: Type.Record(text, OneOf(PROFILE_TIERS)),
  version: Version,
})
export type ProfileView = Static<typeof ProfileView>

/** A supplier at one tier: a field that the tier does not show is absent, whether or not the firm has filled it. */
export const SupplierView = Closed({
  organizationId: Id,
  tier: OneOf(PROFILE_TIERS),
  claimed: Type.Boolean(),
  /** For an unclaimed firm: the list on which it stands. */
  listName: Nullable(text),
  name: text,
  nativeName: text,
  country: text,
  region: text,
  ...Type.Partial(Closed({ city: text, ...IDENTITY, address: text, website: text, provenance: Said, complete: Complete })).properties,
  sites: some(SITE),
  products: some(PRODUCT),
  processes: some(PROCESS),
  certificates: some(CERTIFICATE_SEEN),
  capacities: some(CAPACITY_SEEN),
  commercial: Type.Optional(Type.Partial(Closed({ ...COMMERCIAL, provenance: Said }))),
  references: some(REFERENCE),
  ...RECORD,
  openSteps: Type.Array(OneOf(SUPPLIER_STEPS)),
  version: Version,
})
export type SupplierView = Static<typeof SupplierView>

export const CheckBody = Closed({ kind: OneOf(CHECKABLE_FACTS), id: Id, level: OneOf(CHECK_LEVELS), note: Line(200) })
export type CheckBody = Static<typeof CheckBody>

const mine = { permission: 'profile.own' } as const
const edits = { permission: 'profile.edit' } as const
const publishes = { permission: 'profile.publish' } as const
const own = { 200: ProfileView, ...refusals }
const supplier = { 200: SupplierView, ...refusals }
const params = Closed({ organizationId: Id })
const list = <B extends TSchema>(body: B, maxItems: number) => Closed({ items: Type.Array(body, { maxItems }), complete: Type.Boolean() })

export const getOwnProfile = { config: mine, schema: { operationId: 'getOwnProfile', tags, response: own } } as const
export const createProfile = {
  config: edits,
  schema: { operationId: 'createProfile', tags, response: { 201: ProfileView, ...refusals } },
} as const
export const saveIdentity = saves('saveIdentity', IdentityBody)
export const saveSites = saves('saveSites', Closed({ items: Type.Array(SiteBody, { maxItems: 20 }) }))
export const saveProducts = saves('saveProducts', list(ProductBody, 60))
export const saveProcesses = saves('saveProcesses', list(ProcessBody, 60))
export const saveCertificates = saves('saveCertificates', list(CertificateBody, 60))
export const saveCapacity = saves('saveCapacity', list(CapacityBody, 60))
export const saveCommercial = saves('saveCommercial', CommercialBody)
export const saveReferences = saves('saveReferences', list(ReferenceBody, 40))
export const confirmFacts = { config: edits, schema: { operationId: 'confirmFacts', tags, headers: IfMatch, response: own } } as const
export const publishProfile = {
  config: publishes,
  schema: { operationId: 'publishProfile', tags, headers: IfMatch, response: own },
} as const
export const withdrawProfile = {
  config: publishes,
  schema: { operationId: 'withdrawProfile', tags, headers: IfMatch, response: own },
} as const
export const profilePreview = {
  config: mine,
  schema: {
    operationId: 'profilePreview',
    tags,
    querystring: Closed({ as: OneOf(['public', 'registered', 'matched'] as const) }),
    response: supplier,
  },
} as const
export const getSupplier = {
  config: { permission: 'profile.read' },
  schema: { operationId: 'getSupplier', tags, params, response: supplier },
} as const
export const checkFact = {
  config: { permission: 'profile.check' },
  schema: { operationId: 'checkFact', tags, headers: IfMatch, params, body: CheckBody, response: supplier },
} as const

function saves<const O extends string, B extends TSchema>(operationId: O, body: B) {
  return { config: edits, schema: { operationId, tags, headers: IfMatch, body, response: own } } as const
}

/** An item of a section's list: the named fields must be there, the others may be left out. */
function item<P extends TProperties, K extends keyof P>(fields: P, ...required: K[]) {
  const lenient = Object.entries(fields).map(([field, schema]) => [
    field,
    (required as string[]).includes(field) ? schema : Type.Optional(schema),
  ])
  return Closed({ id: Type.Optional(Id), ...(Object.fromEntries(lenient) as { [F in keyof P]: F extends K ? P[F] : TOptional<P[F]> }) })
}

/** A list in the supplier view: what the tier does not show is absent. */
function some<P extends TProperties>(fields: P) {
  return Type.Optional(Type.Array(Type.Partial(Closed({ ...fields, ...ofFact }))))
}

function each<const K extends string, S extends TSchema>(keys: readonly K[], schema: S) {
  return Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>
}
