/** Puts together what two firms and their broker share once they are linked: documents, agreements, meetings and events. */
import type { Base } from './compose-base.ts'
import { composeDocuments, type DocumentParts } from './compose-documents.ts'
import { composeMeetings, type MeetingParts } from './compose-meetings.ts'
import type { LinkageService } from './features/linkages/service.ts'
import type { SourcingService } from './features/sourcing/service.ts'
import type { StandardService } from './features/standards/service.ts'

export interface BrokeringParts {
  /** Files, documents, links to them and agreements, and the sweep. */
  documents: DocumentParts
  /** Meetings, site visits, calendars and events, and the jobs of all. */
  meetings: MeetingParts
}

interface Features {
  linkages: LinkageService
  sourcing: SourcingService
  standards: StandardService
}

export function composeBrokering(base: Base, features: Features): BrokeringParts {
  return { documents: composeDocuments(base, features), meetings: composeMeetings(base, features) }
}
