/** What tests/architecture.test.ts knows of the house: one planted fault for every import rule, and who owns which tables. */

type How = 'value' | 'type' | 'missing'

/** Rule, the file that breaks it, what that file imports, and how. */
export const FAULTS: readonly [rule: string, from: string, to: string, how?: How][] = [
  ['domain-is-pure', 'domain/clock.ts', 'fs'],
  ['domain-is-pure', 'domain/rules.ts', 'db/client.ts', 'type'],
  ['db-knows-only-domain', 'db/seed.ts', 'server/errors.ts'],
  ['db-knows-only-domain', 'db/codes.ts', 'words/en.ts', 'type'],
  ['words-stand-alone', 'words/fr.ts', 'domain/decision.ts', 'type'],
  ['web-speaks-http-only', 'web/src/routes/+page.server.ts', 'db/client.ts'],
  ['web-speaks-http-only', 'web/src/routes/Firm.svelte', 'domain/decision.ts'],
  ['product-knows-no-tests', 'server/clues.ts', 'tests/support/world.ts'],
  ['product-knows-no-tests', 'domain/bands.ts', 'domain/bands.test.ts'],
  ['product-needs-no-dev-packages', 'server/lucky.ts', 'fast-check'],
  ['sql-only-in-stores', 'server/features/linkages/service.ts', 'drizzle-orm'],
  ['sql-only-in-stores', 'server/features/profiles/jobs.ts', 'db/schema/profiles.ts', 'type'],
  ['sql-only-in-stores', 'server/http/api.ts', 'pg'],
  ['lucia-has-one-home', 'server/features/accounts/service.ts', 'lucia'],
  ['fastify-only-at-the-edge', 'server/features/standards/service.ts', 'fastify', 'type'],
  ['features-know-no-http-layer', 'server/features/taxonomy/service.ts', 'server/http/session.ts', 'type'],
  ['features-know-no-http-layer', 'server/features/claims/jobs.ts', 'server/compose.ts', 'type'],
  ['another-feature-only-by-its-service', 'server/features/matching/service.ts', 'server/features/sourcing/store.ts'],
  ['another-feature-is-handed-in', 'server/features/directory/service.ts', 'server/features/taxonomy/service.ts'],
  ['routes-never-touch-stores', 'server/features/imports/routes.ts', 'server/features/imports/store.ts', 'type'],
  ['adapters-only-in-compose', 'server/features/organizations/jobs.ts', 'server/adapters/smtp-mailer.ts', 'type'],
  ['no-circles', 'domain/egg.ts', 'domain/hen.ts'],
  ['no-orphans', 'domain/forgotten.ts', 'domain/forgotten.ts', 'missing'],
  ['no-barrels', 'server/worker.ts', 'server/ports/index.ts'],
  ['no-unresolved-imports', 'server/mails.ts', 'server/nowhere.ts', 'missing'],
  ['feature-order-accounts', 'server/features/accounts/jobs.ts', 'server/features/standards/service.ts', 'type'],
  ['feature-order-standards', 'server/features/standards/jobs.ts', 'server/features/taxonomy/service.ts', 'type'],
  ['feature-order-taxonomy', 'server/features/taxonomy/jobs.ts', 'server/features/organizations/service.ts', 'type'],
  ['feature-order-organizations', 'server/features/organizations/jobs.ts', 'server/features/invitations/service.ts', 'type'],
  ['feature-order-invitations', 'server/features/invitations/jobs.ts', 'server/features/profiles/service.ts', 'type'],
  ['feature-order-profiles', 'server/features/profiles/jobs.ts', 'server/features/claims/service.ts', 'type'],
  ['feature-order-claims', 'server/features/claims/jobs.ts', 'server/features/sourcing/service.ts', 'type'],
  ['feature-order-mandates', 'server/features/mandates/jobs.ts', 'server/features/sourcing/service.ts', 'type'],
  ['feature-order-sourcing', 'server/features/sourcing/jobs.ts', 'server/features/imports/service.ts', 'type'],
  ['feature-order-imports', 'server/features/imports/jobs.ts', 'server/features/matching/service.ts', 'type'],
  ['feature-order-matching', 'server/features/matching/jobs.ts', 'server/features/notices/service.ts', 'type'],
  ['feature-order-notices', 'server/features/notices/jobs.ts', 'server/features/linkages/service.ts', 'type'],
  ['feature-order-linkages', 'server/features/linkages/jobs.ts', 'server/features/alerts/service.ts', 'type'],
  ['feature-order-documents', 'server/features/documents/jobs.ts', 'server/features/alerts/service.ts', 'type'],
  ['feature-order-offers', 'server/features/offers/jobs.ts', 'server/features/alerts/service.ts', 'type'],
  ['feature-order-conversations', 'server/features/conversations/jobs.ts', 'server/features/alerts/service.ts', 'type'],
  ['feature-order-meetings', 'server/features/meetings/jobs.ts', 'server/features/alerts/service.ts', 'type'],
  ['feature-order-events', 'server/features/events/jobs.ts', 'server/features/alerts/service.ts', 'type'],
  ['feature-order-contracts', 'server/features/contracts/jobs.ts', 'server/features/alerts/service.ts', 'type'],
  ['feature-order-supplier-lists', 'server/features/supplier-lists/jobs.ts', 'server/features/alerts/service.ts', 'type'],
  ['feature-order-desk', 'server/features/desk/jobs.ts', 'server/features/alerts/service.ts', 'type'],
  ['feature-order-alerts', 'server/features/alerts/jobs.ts', 'server/features/learning/service.ts', 'type'],
  ['feature-order-learning', 'server/features/learning/jobs.ts', 'server/features/directory/service.ts', 'type'],
]

/** What the rules must let pass; a rule that forbids everything would catch every fault too. */
export const ALLOWED_IMPORTS: readonly [from: string, to: string, how?: How][] = [
  // The other half of the planted circle, which is reported once.
  ['domain/hen.ts', 'domain/egg.ts', 'type'],
  ['domain/plan.ts', 'domain/decision.ts'],
  ['domain/plan.test.ts', 'fast-check'],
  ['db/client.ts', 'domain/decision.ts', 'type'],
  ['db/client.ts', 'pg'],
  ['server/features/sourcing/store.ts', 'drizzle-orm'],
  ['server/features/sourcing/store.ts', 'db/schema/sourcing.ts'],
  ['server/http/session.ts', 'lucia'],
  ['server/http/app.ts', 'fastify'],
  ['server/features/matching/service.ts', 'server/features/profiles/service.ts', 'type'],
  ['server/compose.ts', 'server/features/profiles/service.ts'],
  ['server/compose.ts', 'server/adapters/smtp-mailer.ts'],
  ['server/mails.ts', 'words/en.ts'],
  ['web/src/lib/words.ts', 'words/en.ts'],
  ['web/src/routes/Sign.svelte', 'words/en.ts'],
  ['tests/world.ts', 'server/adapters/smtp-mailer.ts'],
]

/** The schema files whose tables a feature's store may write. */
export const SCHEMA_OF: Record<string, readonly string[]> = {
  accounts: ['accounts'],
  standards: ['standards'],
  taxonomy: [],
  organizations: ['organizations'],
  invitations: ['organizations'],
  profiles: ['profiles'],
  // A granted claim makes a member, or merges into the firm's own organization; its code is a one-time token.
  claims: ['organizations', 'accounts'],
  mandates: ['mandates'],
  sourcing: ['sourcing'],
  imports: ['imports'],
  // A need's proposals are kept as a snapshot beside the need, what a profile is likely about beside the profile.
  matching: ['sourcing', 'costs', 'profiles'],
  notices: ['notices'],
  linkages: ['linkages'],
  conversations: ['conversations'],
  meetings: ['meetings'],
  events: ['events'],
  documents: ['documents'],
  contracts: ['contracts'],
  offers: ['offers'],
  'supplier-lists': ['supplier-lists'],
  desk: ['desk'],
  alerts: ['alerts'],
  learning: ['learning'],
  directory: [],
}

/** A file that outgrows its limit is split as `store-review.ts`: the first word stays. Tests may be named by what they tell. */
export const FEATURE_FILES = /^(contract|store|service|routes|jobs)(-[a-z]+)*\.ts$|\.(test|fixtures)\.ts$/

/** The clock itself; two ledgers that stamp when a row was written, which no rule reads; and Lucia, which reads its own watch. */
export const TIME_EXCEPTIONS: readonly string[] = [
  'server/adapters/system-clock.ts',
  'server/http/session.ts',
  'db/once.ts',
  'db/seed/catalogues.ts',
]
