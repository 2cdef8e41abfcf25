/** Puts the news for SMEs and the saved searches together: their services for the API, their jobs for the worker. */

import type { Database } from '../db/client.ts'
import type { Jobs } from '../db/jobs.ts'
import type { ConceptTree } from '../domain/verdict.ts'
import { memberNow } from './compose-members.ts'
import type { Cursors } from './cursor.ts'
import { accountStore } from './features/accounts/store.ts'
import { createPairFollower, type FollowerNeeds, type PairFollower } from './features/alerts/jobs.ts'
import { type LaterNeeds, tellLater } from './features/alerts/jobs-later.ts'
import { type AnswerLinks, tellAlerts } from './features/alerts/jobs-mail.ts'
import { tellSearches } from './features/alerts/jobs-searches.ts'
import { type AlertService, createAlertService } from './features/alerts/service.ts'
import { createFeedService, type FeedService } from './features/alerts/service-feeds.ts'
import { createMuteService, type MuteService, muteToken } from './features/alerts/service-mutes.ts'
import { createSearchService, type Finders, type SearchService } from './features/alerts/service-searches.ts'
import type { DirectoryService } from './features/directory/service.ts'
import { mailOf, type MailNeeds as NoticeMailNeeds } from './features/notices/jobs-mail.ts'
import type { NoticeSettingsService } from './features/notices/service-settings.ts'
import type { SourcingService } from './features/sourcing/service.ts'
import type { StandardService } from './features/standards/service.ts'
import type { Clock } from './ports/clock.ts'
import type { FeedWriter } from './ports/feed-writer.ts'
import type { MatchEngine } from './ports/match-engine.ts'

export interface AlertParts {
  alerts: AlertService
  mutes: MuteService
  searches: SearchService
  feeds: FeedService
  /** Begun before anything is written, started where the index is, followed until `stop`. */
  pairs: PairFollower
  tellAlerts(): Promise<void>
  /** Sends what waited for its hour. */
  tellLater(): Promise<void>
  tellSearches(): Promise<void>
}

interface Made {
  engine: MatchEngine
  index: FollowerNeeds['index']
  concepts: ConceptTree
  needsOf: FollowerNeeds['needsOf']
  standards: StandardService
  sourcing: SourcingService
  directory: DirectoryService
  feedWriter: FeedWriter
  answerLinks: AnswerLinks
  notices: NoticeSettingsService
}

interface Base {
  db: Database
  jobs: Jobs
  clock: Clock
  cursors: Cursors
  publicOrigin: string
}

export function composeAlerts(base: Base, made: Made): AlertParts {
  const { standards, feedWriter, sourcing, directory, notices, answerLinks, ...rest } = made
  const catalogue = () => standards.catalogue()
  const cursors = base.cursors.of('mutes')
  const search = { ...base, find: findersOf(directory, sourcing) }
  const actorOf = (userId: string, organizationId: string) => base.db.asSystem('feed', (tx) => memberNow(tx, userId, organizationId))
  const standardName = async (code: string) => (await catalogue()).standard(code)?.name ?? code
  const mail = { ...base, cursors, standardName, notices, answerLinks }
  const noMore: NoticeMailNeeds['noMore'] = (of) => muteToken(cursors, { kind: 'notices', ...of })
  const mailOfMany: LaterNeeds['mailOfMany'] = (to, items) => mailOf({ ...base, noMore }, to, { items, groups: ['opportunities'] })
  return {
    alerts: createAlertService({ ...base, cursors: base.cursors.of('alerts') }),
    mutes: createMuteService({ ...base, cursors, notices }),
    searches: createSearchService(search),
    feeds: createFeedService({ ...search, actorOf, feeds: feedWriter }),
    pairs: createPairFollower({ ...base, ...rest, catalogue, onFault: (error) => console.error('pairs:', error) }),
    tellAlerts: () => tellAlerts(mail),
    tellLater: () => tellLater({ ...mail, mailOfMany }),
    tellSearches: () => tellSearches({ ...search, cursors, actorOf, addressOf: (userId) => addressOf(base, userId) }),
  }
}

/** The searches as the pages ask them: with their access checks and what each reader's tier shows. */
function findersOf(directory: DirectoryService, sourcing: SourcingService): Finders {
  return {
    suppliers: async (actor, { text, lang, ...filter }, page) => {
      const found = await directory.search(actor, { ...(text && { text }), ...(lang && { lang }), filter, ...page })
      const items = found.items.map(({ organizationId, name, headline, region, country }) => ({
        id: organizationId,
        title: name,
        summary: [headline, region, country].filter(Boolean).join(', '),
      }))
      return { items, next: found.next }
    },
    'open-needs': async (actor, { text, sector, country }, page) => {
      const asked = { ...(text && { text }), ...(sector?.[0] && { sector: sector[0] }), ...(country?.[0] && { country: country[0] }) }
      const found = await sourcing.open(actor, { ...asked, ...page })
      const items = found.items.map((one) => ({
        id: one.id,
        title: one.title,
        summary: [one.leadFirm, one.deliveryPlace, one.deliveryCountry].filter(Boolean).join(', '),
      }))
      return { items, next: found.next }
    },
  }
}

async function addressOf({ db }: Base, userId: string): Promise<{ email: string; locale: string | null } | null> {
  const user = await db.asSystem('search-news', (tx) => accountStore.byId(tx, userId))
  return user ? { email: user.email, locale: user.locale } : null
}
