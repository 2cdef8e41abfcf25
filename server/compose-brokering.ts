/** Puts together what two firms and their broker share once they are linked: documents, agreements, offers, messages, meetings and events. */
import type { Base } from './compose-base.ts'
import { type ConversationParts, composeConversations } from './compose-conversations.ts'
import { composeDesk, type DeskParts, type NamesOf } from './compose-desk.ts'
import { composeDocuments, type DocumentParts } from './compose-documents.ts'
import { isSupplier } from './compose-linkages.ts'
import { composeMeetings, type MeetingParts } from './compose-meetings.ts'
import { composeOffers, type OfferFeatures, type OfferParts } from './compose-offers.ts'
import { type ContractService, createContractService } from './features/contracts/service.ts'
import type { LinkageService } from './features/linkages/service.ts'
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
  /** Lists of suppliers, and the ends of supplies. */
  supplierLists: SupplierListService
  /** The officer's desk and the figures about times. */
  desk: DeskParts
}

interface Features extends OfferFeatures {
  linkages: LinkageService
  sourcing: SourcingService
  standards: StandardService
  namesOf: NamesOf
}

export function composeBrokering(base: Base, features: Features): BrokeringParts {
  const documents = composeDocuments(base, features)
  const conversations = composeConversations(base, { linkages: features.linkages, documents: documents.service })
  const contracts = createContractService({ ...base, cursors: base.cursors.of('contracts'), linkages: features.linkages })
  const supplierLists = createSupplierListService({
    ...base,
    cursors: base.cursors.of('supplier-lists'),
    linkages: features.linkages,
    isSupplier,
    // Who leaves a list is shown the open needs that fit.
    fitting: features.matching.needsFitting,
  })
  return {
    documents,
    offering: composeOffers(base, features),
    conversations,
    contracts,
    meetings: composeMeetings(base, features),
    supplierLists,
    desk: composeDesk(base, features),
  }
}
