/** Every text column of the schema and who may read it; a column that is not in this table fails the canary test. */

/**
 * `public`: everybody. `registered`: the firm, lead firms, agencies and the platform. `matched`: the firm and the lead firms it is linked with.
 * `own`: the organization's members. `admins`: its admins. `parties`: those named with the value, such as both sides of a linkage.
 */
export const TIERS = ['public', 'registered', 'matched', 'own', 'admins', 'parties'] as const
export type Tier = (typeof TIERS)[number]

/**
 * Columns without free text of a person: `code` holds a word of ours, `catalogue` what everybody may read, `derived` copies of columns
 * that stand here, `secret` a hash that no answer may ever show.
 */
export type Kind = 'code' | 'catalogue' | 'derived' | 'secret'

/** Table -> column -> its tiers (several where a column's state decides, as with drafts) or why it has none. */
export const FIELDS: Record<string, Record<string, readonly Tier[] | Kind>> = {
  users: { email: ['parties'], name: ['parties'], password_hash: 'secret', locale: 'code' },
  sessions: { id: 'secret' },
  one_time_tokens: { purpose: 'code', token_hash: 'secret', payload: 'derived' },
  sign_in_failures: { email_hash: 'secret', address: 'derived' },
  organizations: {
    kind: 'code',
    name: ['public', 'own'],
    native_name: ['public', 'own'],
    name_key: 'derived',
    place_key: 'derived',
    country: 'code',
    region: ['public', 'own'],
    city: ['registered', 'own'],
    address: ['matched', 'own'],
    time_zone: 'code',
    registration_number: ['own'],
    website: ['matched', 'own'],
    contact_email: ['own'],
    contact_phone: ['own'],
    list_name: ['public'],
    external_ref: ['own'],
  },
  memberships: { role: 'code', duties: 'code' },
  invitations: { email: ['admins'], role: 'code', duties: 'code', token_hash: 'secret' },
  claims: { kind: 'code', contact: ['own'], message: ['own'], state: 'code' },
  decision_marks: { reason: 'code', standing: 'derived' },
  // The notes are the platform administrator's own, and stand beside the weights that everybody may read.
  weight_reports: { standing: 'code', before: 'derived', after: 'derived', reasons: 'derived', state: 'code', note: 'catalogue' },
  weight_versions: { weights: 'catalogue', note: 'catalogue' },
  ownership_statements: { ownership: 'code' },
  capability_profiles: {
    ...provenance(),
    state: 'code',
    headline: ['public'],
    description: ['registered'],
    language: 'code',
    sector: 'code',
    categories: ['registered'],
    complete: 'code',
  },
  profile_codings: { likely: 'derived' },
  sites: { ...provenance(), name: ['matched'], address: ['matched'], city: ['registered'], region: ['registered'], country: 'code' },
  profile_products: { ...provenance(), product: 'code', name: ['public'], functions: 'code' },
  profile_processes: { ...provenance(), process: 'code', mode: 'code', materials: 'code', parameters: 'code' },
  certificates: {
    ...provenance(),
    standard: 'code',
    // One of the standard's editions.
    edition: 'code',
    number: ['registered'],
    body: ['registered'],
    scope: 'code',
    status: 'code',
  },
  capacities: { ...provenance(), concept: 'code', unit: 'code' },
  commercial_terms: {
    ...provenance(),
    minimum_order_unit: 'code',
    industries_refused: 'code',
    countries_refused: 'code',
    incoterms: 'code',
    languages: 'code',
    export_countries: 'code',
  },
  customer_references: { ...provenance(), name: ['matched'], sector: 'code', concept: 'code' },
  match_facts: { name: 'derived', texts: 'derived', facts: 'derived' },
  sourcing_needs: {
    title: ['public', 'own'],
    description: ['public', 'own'],
    category: ['public', 'own'],
    incoterm: 'code',
    language: 'code',
    state: 'code',
    products: 'code',
    processes: 'code',
    sector: 'code',
    volume_unit: 'code',
    delivery_country: 'code',
    delivery_place: ['public', 'own'],
    countries_accepted: 'code',
    closed_reason: 'code',
  },
  criteria: { title: ['public', 'own'], category: 'code', class: 'code' },
  requirements: {
    kind: 'code',
    code: 'code',
    within: 'code',
    operator: 'code',
    values: 'code',
    unit: 'code',
    min_evidence: 'code',
    held_by: 'code',
  },
  requirement_groups: {},
  proposal_snapshots: { items: 'derived' },
  usual_costs: { kind: 'code', code: 'code', country: 'code', currency: 'code', source: 'catalogue' },
  linkages: { stage: 'code', reason: 'code', note: ['parties'] },
  linkage_entries: { stage_before: 'code', stage: 'code', reason: 'code', note: ['parties'] },
  // Who made an offer reads it, and the lead firm once it is submitted; under a seal, only who made it.
  interests: { cooperation: 'code', unclear: ['parties'], about: ['parties'], contact: ['own', 'parties'], grounds: 'code' },
  answer_links: { token_hash: 'secret', answer: 'code' },
  offers: { state: 'code', draft: ['own', 'admins'] },
  offer_versions: { content: ['own', 'parties'], asked: 'derived' },
  feedbacks: { reason: 'code', sentence: ['parties'] },
  answer_terms: {},
  exchange_rates: { base: 'code', quote: 'code', rate: 'code', source: 'catalogue' },
  match_pairs: { band: 'code' },
  match_runs: { cause: 'code', state: 'code' },
  alerts: { reason: 'code', subject: 'derived', before: 'code', after: 'code', detail: 'code' },
  alert_mutes: { reason: 'code' },
  // Of the member alone, not even of a colleague.
  saved_searches: { kind: 'code', name: ['parties'], query: ['parties'], feed_token_hash: 'secret' },
  imports: {
    file_name: ['own'],
    list_name: ['own'],
    format: 'code',
    encoding: 'code',
    delimiter: 'code',
    header: ['own'],
    state: 'code',
    mapping: ['own'],
    problem: 'code',
  },
  import_rows: {
    cells: ['own'],
    errors: ['own'],
    duplicates: 'derived',
    ground: 'code',
    decision: 'code',
    outcome: 'code',
  },
  import_values: { field: 'code', key: 'derived', value: ['own'], codes: 'code' },
  audit_log: { action: 'code', subject_kind: 'code', subject_id: 'code', detail: 'code' },
  idempotency_keys: { scope: 'derived', key: 'secret', fingerprint: 'secret', result: 'secret' },
  changes: { kind: 'code' },
  standards: {
    code: ['own'],
    name: ['own', 'parties'],
    kind: 'code',
    checklist: ['own'],
    accepts_instead: 'code',
    scale_group: 'code',
    sectors: 'code',
  },
  standard_editions: { standard: 'code', edition: ['own'] },
  standard_implications: {
    holds: 'catalogue',
    satisfies: 'catalogue',
    verdict: 'catalogue',
    conditions: 'catalogue',
    note: 'catalogue',
    source: 'catalogue',
  },
  concepts: {
    code: 'catalogue',
    kind: 'catalogue',
    group: 'catalogue',
    parent: 'catalogue',
    labels: 'catalogue',
    synonyms: 'catalogue',
    isic: 'catalogue',
    hs: 'catalogue',
    cpv: 'catalogue',
  },
  classification_codes: { scheme: 'catalogue', code: 'catalogue', parent: 'catalogue', labels: 'catalogue' },
  catalogue_seeds: { catalogue: 'code', hash: 'code', rules: 'code' },
}

function provenance() {
  return { source: 'code', source_note: ['registered'], level: 'code', checked_by: 'derived' } as const
}
