/** The one place where things are made and handed to each other, in the order of the business. */
import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '../db/client.ts'
import type { JobData, Jobs } from '../db/jobs.ts'
import { factsOfOrganization, keepFacts } from '../db/match-facts.ts'
import { loadTaxonomy } from '../db/seed/taxonomy.ts'
import { dayOf } from '../domain/day.ts'
import { openSteps, opensMatchedTier } from '../domain/linkages.ts'
import { takesAnswers } from '../domain/needs.ts'
import { parameterByCode } from '../domain/parameters.ts'
import { shownFacts } from '../domain/profile-tiers.ts'
import type { ProfileFacts } from '../domain/profiles.ts'
import { ancestorsOf, buildConceptIndex, type ConceptIndex, SECTORS } from '../domain/taxonomy.ts'
import type { ConceptTree } from '../domain/verdict.ts'
import { createDocumentWriter } from './adapters/document-writer.ts'
import { createEmbeddedSearch } from './adapters/embedded-search.ts'
import { createFeedWriter } from './adapters/feed-writer.ts'
import { createListReader } from './adapters/list-reader.ts'
import { type AlertParts, composeAlerts } from './compose-alerts.ts'
import { composeLearning, type LearningParts, turnsOf } from './compose-learning.ts'
import { type Cursors, createCursors } from './cursor.ts'
import { type AccountService, createAccountService } from './features/accounts/service.ts'
import { accountStore } from './features/accounts/store.ts'
import { type ClaimService, createClaimService } from './features/claims/service.ts'
import { createDirectoryService, type DirectoryService } from './features/directory/service.ts'
import { createImportRun } from './features/imports/jobs.ts'
import { createImportService, type ImportService } from './features/imports/service.ts'
import { createInvitationService, type InvitationService } from './features/invitations/service.ts'
import { createLinkageService, type LinkageService } from './features/linkages/service.ts'
import { createCodings } from './features/matching/codings.ts'
import { createIndexFollower, type IndexFollower } from './features/matching/jobs.ts'
import { createMatchingService, type MatchingService } from './features/matching/service.ts'
import type { MatchingNeeds } from './features/matching/service-ranking.ts'
import { createOrganizationService, type OrganizationService } from './features/organizations/service.ts'
import { createProfileService, type ProfileService } from './features/profiles/service.ts'
import { createSourcingService, type SourcingService } from './features/sourcing/service.ts'
import { createStandardService, type StandardService } from './features/standards/service.ts'
import { standardStore } from './features/standards/store.ts'
import { createTaxonomyService, type TaxonomyService } from './features/taxonomy/service.ts'
import { createSessions, type Sessions } from './http/session.ts'
import type { Clock } from './ports/clock.ts'
import type { PasswordHasher } from './ports/password-hasher.ts'

export interface Ports {
  db: Database
  jobs: Jobs
  clock: Clock
  hasher: PasswordHasher
  publicOrigin: string
  /** Signs list cursors; stable over restarts. */
  cursorSecret: string
}

export interface Services {
  accounts: AccountService
  organizations: OrganizationService
  invitations: InvitationService
  standards: StandardService
  taxonomy: TaxonomyService
  profiles: ProfileService
  claims: ClaimService
  sourcing: SourcingService
  imports: ImportService
  /** Works one job of the queue `import`. */
  runImport(job: JobData['import']): Promise<void>
  linkages: LinkageService
  matching: MatchingService
  directory: DirectoryService
  /** News for SMEs, saved searches, and the jobs of both. */
  news: AlertParts
  /** Category weights and the fairness of exposure, and the jobs of both. */
  learning: LearningParts
  sessions: Sessions
  /** Built by `start`, followed until `stop`. */
  index: IndexFollower
  readiness(): Promise<Record<string, 'ok' | 'away'>>
}

/** What every feature is made with. */
interface Base extends Ports {
  cursors: Cursors
  taxonomy: ConceptIndex
}

export function compose(ports: Ports): Services {
  const base: Base = { ...ports, cursors: createCursors(ports.cursorSecret), taxonomy: buildConceptIndex(loadTaxonomy()) }
  const { db, clock } = ports
  const sessions = createSessions(db, clock)
  const accounts = createAccountService({ ...base, sessions })
  const namesOf = (ids: readonly string[]) => db.asSystem('names-of-members', (tx) => accountStore.namesOf(tx, ids))
  const organizations = createOrganizationService({
    ...base,
    cursors: base.cursors.of('audit'),
    namesOf,
    changed: (tx, organizationId) => profiles.refresh(tx, organizationId),
  })
  const invitations = createInvitationService({ ...base, addMember: organizations.addMember })
  const standards = createStandardService({
    ...base,
    cursors: base.cursors.of('standards'),
    approvals: {
      issueApproval: (...asked) => profiles.issueApproval(...asked),
      revokeApproval: (...asked) => profiles.revokeApproval(...asked),
    },
  })
  const taxonomy = createTaxonomyService({ ...base, cursors: base.cursors.of('classifications') })
  const profiles: ProfileService = composeProfiles(base, () => linkages)
  const claims = createClaimService({ ...base, cursors: base.cursors.of('claims'), namesOf, claimed: profiles.refresh })
  const sourcing = composeSourcing(base, standards)
  const { imports, runImport } = composeImports(base, { standards, organizations, profiles })
  const linkages = composeLinkages(base, sourcing)
  const learning = composeLearning(base, { concepts: treeOf(base.taxonomy), standards, sourcing })
  const { codeIndex } = taxonomy
  const { index, matching, directory, ...found } = composeMatching(base, { standards, sourcing, linkages, learning, codeIndex })
  const news = composeAlerts(base, { ...found, index, directory, sourcing, standards, feedWriter: createFeedWriter() })
  return {
    accounts,
    organizations,
    invitations,
    standards,
    taxonomy,
    profiles,
    claims,
    sourcing,
    imports,
    runImport,
    linkages,
    matching,
    directory,
    news,
    learning,
    sessions,
    index,
    readiness: () => readiness(db),
  }
}

function composeProfiles(base: Base, linkages: () => Pick<LinkageService, 'between'>): ProfileService {
  const { taxonomy } = base
  return createProfileService({
    ...base,
    concepts: { has: (code) => taxonomy.byCode.has(code), familyOf: treeOf(taxonomy).familyOf },
    standardsMet: standardStore.metBySme,
    tierOf: async (tx, actor, organizationId) => {
      const stages =
        actor.kind === 'lead-firm' && actor.organizationId ? await linkages().between(tx, actor.organizationId, organizationId) : []
      if (stages.some(opensMatchedTier)) return 'matched'
      // Another SME is a competitor: it reads what everybody reads (trust reference 4).
      return actor.kind === 'lead-firm' || actor.kind === 'agency' || actor.platformAdmin ? 'registered' : 'public-teaser'
    },
  })
}

const NOTHING: ReadonlySet<string> = new Set()

/** About 6 kB each: 60 MB of facts at most stay at hand for the next answer. */
const FACTS_KEPT = 10_000

/** Codes of lead firms' own standards, which an alias must not show. */
async function ownStandardsOf(standards: StandardService): Promise<ReadonlySet<string>> {
  return new Set((await standards.catalogue()).all().flatMap((one) => (one.issuerOrganizationId ? [one.code] : [])))
}

function composeSourcing(base: Base, standards: StandardService): SourcingService {
  const { taxonomy } = base
  return createSourcingService({
    ...base,
    cursors: base.cursors.of('needs'),
    words: async (_tx, organizationId) => {
      const catalogue = await standards.catalogue()
      return {
        hasConcept: (code, kind) => taxonomy.byCode.get(code)?.kind === kind,
        hasStandard: (code) =>
          [null, organizationId].includes(catalogue.standard(code)?.issuerOrganizationId ?? (catalogue.standard(code) ? null : 'none')),
        parameter: parameterByCode,
        hasSector: (code) => SECTORS.some((one) => one === code),
      }
    },
    ownStandards: () => ownStandardsOf(standards),
  })
}

function composeImports(
  base: Base,
  features: { standards: StandardService; organizations: OrganizationService; profiles: ProfileService },
): Pick<Services, 'imports' | 'runImport'> {
  const { standards, organizations, profiles } = features
  const codes = async () => ({
    concepts: base.taxonomy,
    standards: (await standards.catalogue()).all().filter((one) => one.issuerOrganizationId === null),
  })
  const needs = { ...base, cursors: base.cursors.of('imports'), organizations, profiles, codes, reader: createListReader() }
  const onFault = (error: unknown) => console.error('import:', error)
  return { imports: createImportService(needs), runImport: createImportRun({ ...needs, onFault }) }
}

function composeLinkages(base: Base, sourcing: SourcingService): LinkageService {
  return createLinkageService({
    ...base,
    cursors: base.cursors.of('linkages'),
    needOf: async (tx, needId) => {
      const loaded = await sourcing.load(tx, needId)
      return loaded && { need: loaded.need, version: loaded.row.version }
    },
    isSupplier: async (tx, organizationId) => {
      const row = await factsOfOrganization(tx, organizationId)
      return row?.published === true && row.facts.claimed
    },
    tell: (tx, organizationId, news, params) => base.jobs.send(tx, 'news', { organizationId, news, params }),
    decided: (tx, decision) => base.jobs.send(tx, 'mark-decision', decision),
  })
}

function composeMatching(
  base: Base,
  features: Pick<TaxonomyService, 'codeIndex'> & {
    standards: StandardService
    sourcing: SourcingService
    linkages: LinkageService
    learning: LearningParts
  },
): Pick<Services, 'index' | 'matching' | 'directory'> & Pick<MatchingNeeds, 'engine' | 'concepts' | 'needsOf'> {
  const { standards, sourcing, linkages, learning } = features
  const { clock, taxonomy } = base
  const engine = createEmbeddedSearch()
  const catalogue = () => standards.catalogue()
  const index = createIndexFollower({
    ...base,
    engine,
    concepts: taxonomy,
    codings: createCodings(features.codeIndex),
    standards: catalogue,
    weights: learning.service.inForce,
    openNeedsAfter: async (tx, after, limit) => (await sourcing.openAfter(tx, after, limit)).map((one) => one.need),
    openNeedsOf: async (tx, ids) => (await sourcing.loadMany(tx, ids)).flatMap(({ need }) => (need.state === 'open' ? [need] : [])),
  })
  const needsOf = async (tx: Transaction, ids: readonly string[]) => {
    const loaded = await sourcing.loadMany(tx, ids)
    const own = await ownStandardsOf(standards)
    const names = await sourcing.namesOf(
      tx,
      loaded.map((one) => one.need.organizationId),
    )
    return loaded.map(({ row, need }) => ({
      need,
      version: row.version,
      leadFirm: names.get(need.organizationId) ?? '',
      takesAnswers: takesAnswers(need, clock.now()),
      hidden: need.alias ? own : NOTHING,
    }))
  }
  const matching = createMatchingService({
    ...base,
    cursors: base.cursors.of('matching'),
    engine,
    index,
    facts: keepFacts(FACTS_KEPT),
    documents: createDocumentWriter(),
    concepts: treeOf(taxonomy),
    catalogue,
    needsOf,
    needOf: async (tx, needId) => (await needsOf(tx, [needId]))[0],
    shownTo: (facts, tier) => shownFacts(facts, { tier, today: dayOf(clock.now()) }),
    stages: linkages.stages,
    opensMatched: opensMatchedTier,
    openSteps: (stage) => openSteps(stage, 'sme'),
    ...turnsOf(learning),
  })
  const publicFacts = (facts: ProfileFacts) => shownFacts(facts, { tier: 'public-teaser', today: dayOf(clock.now()) })
  return {
    engine,
    concepts: treeOf(taxonomy),
    needsOf,
    index,
    matching,
    directory: createDirectoryService({ ...base, cursors: base.cursors.of('directory'), engine, index, publicFacts }),
  }
}

function treeOf(taxonomy: ConceptIndex): ConceptTree {
  return {
    ancestorsOf: (code) => ancestorsOf(code, taxonomy),
    familyOf: (code) => {
      const concept = taxonomy.byCode.get(code)
      return concept?.kind === 'process' ? concept.group : null
    },
  }
}

async function readiness(db: Database): Promise<Record<string, 'ok' | 'away'>> {
  const answers = await db
    .asSystem('readiness', (tx) => tx.execute(sql`select 1`))
    .then(
      () => 'ok' as const,
      () => 'away' as const,
    )
  return { database: answers }
}
