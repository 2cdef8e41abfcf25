/** The one place where things are made and handed to each other, in the order of the business. */
import { sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import type { JobData } from '../db/jobs.ts'
import { factsOfOrganization } from '../db/match-facts.ts'
import { loadTaxonomy } from '../db/seed/taxonomy.ts'
import { opensMatchedTier } from '../domain/linkages.ts'
import { parameterByCode } from '../domain/parameters.ts'
import { buildConceptIndex, SECTORS } from '../domain/taxonomy.ts'
import { createFeedWriter } from './adapters/feed-writer.ts'
import { createListReader } from './adapters/list-reader.ts'
import { type AlertParts, composeAlerts } from './compose-alerts.ts'
import type { Base, Ports } from './compose-base.ts'
import { composeLearning, type LearningParts } from './compose-learning.ts'
import { composeMatching, ownStandardsOf, treeOf } from './compose-matching.ts'
import { composeOffers, type OfferParts } from './compose-offers.ts'
import { createCursors } from './cursor.ts'
import { type AccountService, createAccountService } from './features/accounts/service.ts'
import { accountStore } from './features/accounts/store.ts'
import { type ClaimService, createClaimService } from './features/claims/service.ts'
import type { DirectoryService } from './features/directory/service.ts'
import { createImportRun } from './features/imports/jobs.ts'
import { createImportService, type ImportService } from './features/imports/service.ts'
import { createInvitationService, type InvitationService } from './features/invitations/service.ts'
import { createLinkageService, type LinkageService } from './features/linkages/service.ts'
import type { IndexFollower } from './features/matching/jobs.ts'
import type { MatchingService } from './features/matching/service.ts'
import { createOrganizationService, type OrganizationService } from './features/organizations/service.ts'
import { createProfileService, type ProfileService } from './features/profiles/service.ts'
import { createSourcingService, type SourcingService } from './features/sourcing/service.ts'
import { createStandardService, type StandardService } from './features/standards/service.ts'
import { standardStore } from './features/standards/store.ts'
import { createTaxonomyService, type TaxonomyService } from './features/taxonomy/service.ts'
import { createSessions, type Sessions } from './http/session.ts'

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
  /** Interest, answers by mail, offers, feedback, and the jobs of all. */
  offering: OfferParts
  directory: DirectoryService
  /** News for SMEs, saved searches, and the jobs of both. */
  news: AlertParts
  /** Category weights and the fairness of exposure, and the jobs of both. */
  learning: LearningParts
  sessions: Sessions
  /** Built by `start`, followed until `stop`. */
  index: IndexFollower
  /** What is `away` keeps the process from answering; what is `waiting` keeps a part of the product waiting, and the rest goes on. */
  readiness(): Promise<Record<string, 'ok' | 'away' | 'waiting'>>
}

/** What every feature is made with. */
export function compose(ports: Ports): Services {
  const base: Base = { ...ports, cursors: createCursors(ports.cursorSecret), taxonomy: buildConceptIndex(loadTaxonomy()) }
  const { db, clock } = ports
  const sessions = createSessions(db, clock)
  const accounts = createAccountService({ ...base, sessions, answerLinks: (tx, to) => offering.invitationLinks(tx, to) })
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
  const sourcing = composeSourcing(base, standards, () => offering)
  const { imports, runImport } = composeImports(base, { standards, organizations, profiles })
  const linkages = composeLinkages(base, sourcing, () => offering)
  const learning = composeLearning(base, { concepts: treeOf(base.taxonomy), standards, sourcing })
  const { codeIndex } = taxonomy
  const ofMatching = { standards, sourcing, linkages, learning, codeIndex }
  const { index, matching, directory, ...found } = composeMatching(base, {
    ...ofMatching,
    exclusionAnswers: (...asked) => offering.interests.exclusionAnswers(...asked),
  })
  const offering: OfferParts = composeOffers(base, { ...found, standards, sourcing, linkages, matching })
  const ofNews = { feedWriter: createFeedWriter(), answerLinks: offering.links }
  const news = composeAlerts(base, { ...found, index, directory, sourcing, standards, ...ofNews })
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
    offering,
    directory,
    news,
    learning,
    sessions,
    index,
    readiness: async () => ({ ...(await readiness(db)), search: !index.isReady() ? 'away' : index.isWaiting() ? 'waiting' : 'ok' }),
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

function composeSourcing(base: Base, standards: StandardService, offering: () => OfferParts): SourcingService {
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
    offersFor: (tx, needId) => offering().offers.submittedFor(tx, needId),
    edited: (tx, need) => offering().needEdited(tx, need),
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

function composeLinkages(base: Base, sourcing: SourcingService, offering: () => OfferParts): LinkageService {
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
    ration: (tx, smeId) => offering().interests.ration(tx, smeId),
    decided: (tx, decision) => base.jobs.send(tx, 'mark-decision', decision),
  })
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
