/** The one place where things are made and handed to each other, in the order of the business. */
import { sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import type { JobData } from '../db/jobs.ts'
import { loadTaxonomy } from '../db/seed/taxonomy.ts'
import { parameterByCode } from '../domain/parameters.ts'
import { buildConceptIndex, SECTORS } from '../domain/taxonomy.ts'
import { createFeedWriter } from './adapters/feed-writer.ts'
import { createListReader } from './adapters/list-reader.ts'
import { type AlertParts, composeAlerts } from './compose-alerts.ts'
import type { Base, Ports } from './compose-base.ts'
import { type BrokeringParts, composeBrokering } from './compose-brokering.ts'
import { composeLearning, type LearningParts } from './compose-learning.ts'
import { composeClocks, composeLinkages, composeMandates, type LinkageClocks, tierReader } from './compose-linkages.ts'
import { composeMatching, ownStandardsOf, treeOf } from './compose-matching.ts'
import { composeNotices, type NoticeParts } from './compose-notices.ts'
import type { OfferParts } from './compose-offers.ts'
import { createCursors } from './cursor.ts'
import { type AccountService, createAccountService } from './features/accounts/service.ts'
import { accountStore } from './features/accounts/store.ts'
import { type ClaimService, createClaimService } from './features/claims/service.ts'
import type { DirectoryService } from './features/directory/service.ts'
import { createImportRun } from './features/imports/jobs.ts'
import { createImportService, type ImportService } from './features/imports/service.ts'
import { createInvitationService, type InvitationService } from './features/invitations/service.ts'
import type { LinkageService } from './features/linkages/service.ts'
import type { MandateService } from './features/mandates/service.ts'
import type { IndexFollower } from './features/matching/jobs.ts'
import type { MatchingService } from './features/matching/service.ts'
import { createOrganizationService, type OrganizationService } from './features/organizations/service.ts'
import { createProfileService, type ProfileService } from './features/profiles/service.ts'
import { createSourcingService, type SourcingService } from './features/sourcing/service.ts'
import { createStandardService, type StandardService } from './features/standards/service.ts'
import { standardStore } from './features/standards/store.ts'
import { createTaxonomyService, type TaxonomyService } from './features/taxonomy/service.ts'
import { createSessions, type Sessions } from './http/session.ts'

export interface Services extends LinkageClocks, BrokeringParts {
  accounts: AccountService
  organizations: OrganizationService
  invitations: InvitationService
  standards: StandardService
  taxonomy: TaxonomyService
  profiles: ProfileService
  claims: ClaimService
  mandates: MandateService
  sourcing: SourcingService
  imports: ImportService
  /** Works one job of the queue `import`. */
  runImport(job: JobData['import']): Promise<void>
  linkages: LinkageService
  matching: MatchingService
  directory: DirectoryService
  /** What members are told, how each hears of it, and the jobs that tell. */
  notices: NoticeParts
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
  const accounts = createAccountService({ ...base, sessions })
  const namesOf = (ids: readonly string[]) => db.asSystem('names-of-members', (tx) => accountStore.namesOf(tx, ids))
  const organizations = createOrganizationService({
    ...base,
    cursors: base.cursors.of('audit'),
    namesOf,
    changed: (tx, organizationId) => profiles.refresh(tx, organizationId),
  })
  const invitations = createInvitationService({ ...base, addMember: organizations.addMember })
  const standards = composeStandards(base, () => profiles)
  const taxonomy = createTaxonomyService({ ...base, cursors: base.cursors.of('classifications') })
  const mandates = composeMandates(base)
  const profiles: ProfileService = composeProfiles(base, { linkages: () => linkages, mandates })
  const claims = createClaimService({ ...base, cursors: base.cursors.of('claims'), namesOf, claimed: profiles.refresh })
  const sourcing = composeSourcing(base, { standards, mandates, linkages: () => linkages, offering: () => brokering.offering })
  const { imports, runImport } = composeImports(base, { standards, organizations, profiles })
  const interest = interestOf(() => brokering.offering)
  const linkages = composeLinkages(base, { sourcing, mandates, ration: interest.ration })
  const learning = composeLearning(base, { concepts: treeOf(base.taxonomy), standards, sourcing })
  const { codeIndex } = taxonomy
  const ofMatching = { standards, sourcing, linkages, learning, codeIndex, exclusionAnswers: interest.exclusionAnswers }
  const { index, matching, directory, ...found } = composeMatching(base, ofMatching)
  const brokering: BrokeringParts = composeBrokering(base, { ...found, linkages, mandates, matching, sourcing, standards, namesOf })
  const notices = composeNotices(base, brokering.offering)
  const ofNews = { notices: notices.settings, answerLinks: brokering.offering.links, feedWriter: createFeedWriter() }
  const news = composeAlerts(base, { ...found, index, directory, sourcing, standards, ...ofNews })
  return {
    accounts,
    organizations,
    invitations,
    standards,
    taxonomy,
    profiles,
    claims,
    mandates,
    sourcing,
    imports,
    runImport,
    linkages,
    ...composeClocks(base),
    ...brokering,
    matching,
    directory,
    notices,
    news,
    learning,
    sessions,
    index,
    readiness: async () => ({ ...(await readiness(db)), search: !index.isReady() ? 'away' : index.isWaiting() ? 'waiting' : 'ok' }),
  }
}

/** Linkages and matching ask about interest, which is made after them. */
function interestOf(offering: () => OfferParts): Pick<OfferParts['interests'], 'ration' | 'exclusionAnswers'> {
  return {
    ration: (...asked) => offering().interests.ration(...asked),
    exclusionAnswers: (...asked) => offering().interests.exclusionAnswers(...asked),
  }
}

function composeStandards(base: Base, profiles: () => ProfileService): StandardService {
  return createStandardService({
    ...base,
    cursors: base.cursors.of('standards'),
    approvals: {
      issueApproval: (...asked) => profiles().issueApproval(...asked),
      revokeApproval: (...asked) => profiles().revokeApproval(...asked),
    },
  })
}

function composeProfiles(
  base: Base,
  { linkages, mandates }: { linkages: () => Pick<LinkageService, 'between'>; mandates: MandateService },
): ProfileService {
  const { taxonomy } = base
  return createProfileService({
    ...base,
    concepts: { has: (code) => taxonomy.byCode.has(code), familyOf: treeOf(taxonomy).familyOf },
    standardsMet: standardStore.metBySme,
    tierOf: tierReader(linkages, mandates),
  })
}

interface SourcingSeams {
  standards: StandardService
  mandates: MandateService
  linkages: () => LinkageService
  offering: () => OfferParts
}

function composeSourcing(base: Base, { standards, mandates, linkages, offering }: SourcingSeams): SourcingService {
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
    mayReview: (tx, agencyId, leadFirmId) => mandates.isGiven(tx, agencyId, leadFirmId),
    offersFor: (tx, needId) => offering().offers.submittedFor(tx, needId),
    edited: (tx, need) => offering().needEdited(tx, need),
    reachesReviewed: (tx, actor, needId) => linkages().reachesNeed(tx, actor, needId),
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

async function readiness(db: Database): Promise<Record<string, 'ok' | 'away'>> {
  const answers = await db
    .asSystem('readiness', (tx) => tx.execute(sql`select 1`))
    .then(
      () => 'ok' as const,
      () => 'away' as const,
    )
  return { database: answers }
}
