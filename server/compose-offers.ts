/** Puts interest, answers by mail, offers and feedback together: their services for the API, their jobs for the worker. */
import type { Transaction } from '../db/client.ts'
import { factsOfOrganization } from '../db/match-facts.ts'
import type { Actor } from '../domain/actor.ts'
import { DEFAULT_TERMS } from '../domain/answer-terms.ts'
import { answerSteps } from '../domain/linkage-steps.ts'
import type { Locale } from '../words/locales.ts'
import { createDocumentWriter } from './adapters/document-writer.ts'
import type { Base } from './compose-base.ts'
import { memberNow } from './compose-members.ts'
import { accountStore } from './features/accounts/store.ts'
import type { LinkageService } from './features/linkages/service.ts'
import type { MandateService } from './features/mandates/service.ts'
import type { MatchingService } from './features/matching/service.ts'
import { createOfferJobs, type OfferJobs } from './features/offers/jobs.ts'
import { createOfferService, type OfferService } from './features/offers/service.ts'
import { createOfferCompareService, type OfferCompareService } from './features/offers/service-compare.ts'
import { createFeedbackService, type FeedbackService } from './features/offers/service-feedback.ts'
import { createInterestService, type InterestService } from './features/offers/service-interests.ts'
import { type AnswerLinkService, createAnswerLinkService } from './features/offers/service-links.ts'
import type { NeedHeld, OfferNeeds, Pair } from './features/offers/service-needs.ts'
import { tellStale } from './features/offers/service-notices.ts'
import { createTermsService, type TermsService } from './features/offers/service-terms.ts'
import { interestStore } from './features/offers/store-interests.ts'
import type { SourcingService } from './features/sourcing/service.ts'
import type { StandardService } from './features/standards/service.ts'

export interface OfferParts {
  offers: OfferService
  comparison: OfferCompareService
  interests: InterestService
  links: AnswerLinkService
  feedback: FeedbackService
  terms: TermsService
  jobs: OfferJobs
  /** A need has a newer version than the one that offers answered. */
  needEdited(tx: Transaction, need: { id: string; title: string; version: number }): Promise<void>
  /** Links for the members who are told of an invitation. */
  invitationLinks(
    tx: Transaction,
    to: { linkageId: string; organizationId: string; userIds: readonly string[] },
  ): Promise<Map<string, string>>
}

export interface OfferFeatures {
  needsOf(tx: Transaction, needIds: readonly string[]): Promise<NeedHeld[]>
  linkages: LinkageService
  mandates: MandateService
  matching: MatchingService
  sourcing: SourcingService
  standards: StandardService
}

export function composeOffers(base: Base, features: OfferFeatures): OfferParts {
  const interestsPerMonth = base.interestsPerMonth ?? DEFAULT_TERMS.interestsPerMonth
  const needs: OfferNeeds = { ...base, documents: createDocumentWriter(), interestsPerMonth, ...handedIn(base, features) }
  const links = createAnswerLinkService(needs)
  return {
    offers: createOfferService(needs),
    comparison: createOfferCompareService(needs),
    interests: createInterestService(needs),
    links,
    feedback: createFeedbackService(needs),
    terms: createTermsService(needs),
    jobs: createOfferJobs({ ...base, links }),
    needEdited: (tx, need) => tellStale(base, tx, need),
    async invitationLinks(tx, { linkageId, organizationId, userIds }) {
      const asked = userIds.length > 0 ? await interestStore.askedBy(tx, linkageId) : undefined
      if (!asked) return new Map()
      const { needId, answerBy } = asked
      const made = await links.make(
        tx,
        userIds.map((userId) => ({ userId, organizationId, needId, answerBy })),
      )
      return new Map(userIds.flatMap((userId) => [[userId, made.get(`${userId}/${organizationId}/${needId}`) ?? ''] as const]))
    },
  }
}

/** What other features do for offers. */
function handedIn(base: Base, { needsOf, linkages, mandates, matching, sourcing, standards }: OfferFeatures) {
  return {
    needOf: async (tx: Transaction, needId: string) => (await needsOf(tx, [needId]))[0],
    accessOf: linkages.accessOf,
    reachesNeed: linkages.reachesNeed,
    answerNeed: linkages.answerIn,
    openSteps: answerSteps,
    // A linkage that has gone past that stage stays where it is.
    quoted: async (tx: Transaction, actor: Actor, linkageId: string) =>
      void (await linkages.drive(tx, actor, linkageId, { step: 'quote' })),
    agenciesOf: async (tx: Transaction, pair: Pair) =>
      (await mandates.brokersOf(tx, pair)).filter(({ side }) => side === 'sme').map(({ agencyId }) => agencyId),
    namesOf: sourcing.namesOf,
    factsOf: async (tx: Transaction, smeId: string) => (await factsOfOrganization(tx, smeId))?.facts,
    verdictsAboutItself: async (actor: Actor, needId: string) => {
      const { criteria } = await matching.opportunity(actor, needId)
      return criteria.flatMap(({ verdicts }) => verdicts.map(({ requirementId, verdict }) => ({ requirementId, verdict })))
    },
    verdictsOf: async (actor: Actor, needId: string, smeIds: readonly string[]) => {
      const { items } = await matching.compare(actor, needId, smeIds)
      return new Map(
        items.map(({ organizationId, criteria }) => {
          const verdicts = criteria.flatMap((one) => one.verdicts)
          return [organizationId, verdicts.map(({ requirementId, verdict, evidence }) => ({ requirementId, verdict, evidence }))]
        }),
      )
    },
    nameOf: async (locale: Locale) => {
      const catalogue = await standards.catalogue()
      return (code: string) => base.taxonomy.byCode.get(code)?.labels[locale] ?? catalogue.standard(code)?.name ?? code
    },
    memberNow,
    contactOf,
  }
}

async function contactOf(tx: Transaction, userId: string): Promise<string> {
  const user = await accountStore.byId(tx, userId)
  return user ? `${user.name}, ${user.email}` : ''
}
