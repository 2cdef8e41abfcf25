/** Puts together what two firms and their broker share once they are linked: documents, agreements, offers, messages, meetings and events. */
import type { Base } from './compose-base.ts'
import { type ConversationParts, composeConversations } from './compose-conversations.ts'
import { composeDocuments, type DocumentParts } from './compose-documents.ts'
import { isSupplier } from './compose-linkages.ts'
import { composeMeetings, type MeetingParts } from './compose-meetings.ts'
import { composeOffers, type OfferFeatures, type OfferParts } from './compose-offers.ts'
import { type ContractService, createContractService } from './features/contracts/service.ts'
import type { LinkageService } from './features/linkages/service.ts'
import type { MatchingService } from './features/matching/service.ts'
import type { SourcingService } from './features/sourcing/service.ts'
import type { StandardService } from './features/standards/service.ts'
import { createSupplierListService, type SupplierListService } from './features/supplier-lists/service.ts'

export interface BrokeringParts {
  /** Files, documents, links to them and agreements, and the sweep. */
  documents: DocumentParts
  /** Interest, answers by mail, offers, feedback, and the jobs of all. */
  offering: OfferParts
  /** Messages between the parties of a linkage, and the mail that comes in. */
  conversations: ConversationParts
  /** What linkages end with, confirmed by both sides. */
  contracts: ContractService
  /** Meetings, site visits, calendars and events, and the jobs of all. */
  meetings: MeetingParts
}

interface Features extends OfferFeatures {
  linkages: LinkageService
  sourcing: SourcingService
  standards: StandardService
}

export function composeBrokering(base: Base, features: Features): BrokeringParts {
  const documents = composeDocuments(base, features)
  const conversations = composeConversations(base, { linkages: features.linkages, documents: documents.service })
  const contracts = createContractService({ ...base, cursors: base.cursors.of('contracts'), linkages: features.linkages })
  return { documents, offering: composeOffers(base, features), conversations, contracts, meetings: composeMeetings(base, features) }
}

/** Lists of suppliers come last: who leaves one is shown the open needs that fit, which matching finds. */
export function composeSupplierLists(base: Base, linkages: LinkageService, matching: MatchingService): SupplierListService {
  return createSupplierListService({
    ...base,
    cursors: base.cursors.of('supplier-lists'),
    linkages,
    isSupplier,
    fitting: matching.needsFitting,
  })
}
