/** Matching: who can serve this need, who could after which upgrade, and why; and the same answer for the SME about itself. */
import { factsOfOrganization } from '../../../db/match-facts.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { rank } from '../../../domain/matching.ts'
import { countBands, nearest, snapshotItem, withFailed } from '../../../domain/proposals.ts'
import { NotFoundError } from '../../errors.ts'
import type { OpportunitiesView, OpportunityView, ProposalsView, ProposalView } from './contract.ts'
import type { BundlesView } from './contract-bundles.ts'
import { bundles } from './service-bundles.ts'
import { type CostUseCases, costUseCases } from './service-costs.ts'
import { type ExportUseCases, exportUseCases } from './service-export.ts'
import { needsFitting, oneOpportunity, opportunities } from './service-opportunities.ts'
import {
  type Evaluated,
  evaluateAll,
  type MatchingNeeds,
  type NeedHeld,
  ownNeed,
  type PageAsked,
  proposalView,
  type Ranking,
  rankedFor,
  slice,
  topicFor,
} from './service-ranking.ts'
import { type TrialUseCases, trialUseCases } from './service-trials.ts'
import { type UnlockUseCases, unlockUseCases } from './service-unlocks.ts'
import { cardStore, snapshotStore } from './store.ts'

export interface MatchingService extends TrialUseCases, ExportUseCases, UnlockUseCases, CostUseCases {
  /** Ranked proposals for an own published need; band `not` only when asked for. */
  proposals(actor: Actor, needId: string, page: PageAsked): Promise<ProposalsView>
  proposal(actor: Actor, needId: string, organizationId: string): Promise<ProposalView>
  /** Open needs ranked for the acting SME, with the verdicts on its own facts. */
  opportunities(actor: Actor, page: PageAsked): Promise<OpportunitiesView>
  opportunity(actor: Actor, needId: string): Promise<OpportunityView>
  /** For other features: open needs that fit a firm now, but for those of one lead firm. */
  needsFitting(smeId: string, exceptLeadFirmId: string): Promise<{ needId: string; title: string; band: string }[]>
  /** Small sets of SMEs that cover together what none covers alone. */
  bundles(actor: Actor, needId: string): Promise<BundlesView>
  /** Keeps the first fifty proposals of this version of a need as they stand now; idempotent. */
  keepSnapshot(needId: string, version: number): Promise<void>
}

const SNAPSHOT = 50

export function createMatchingService(needs: MatchingNeeds): MatchingService {
  return {
    proposals: (actor, needId, page) => proposals(needs, actor, needId, page),
    proposal: (actor, needId, organizationId) => oneProposal(needs, actor, needId, organizationId),
    opportunities: (actor, page) => opportunities(needs, actor, page),
    opportunity: (actor, needId) => oneOpportunity(needs, actor, needId),
    needsFitting: (smeId, exceptLeadFirmId) => needsFitting(needs, smeId, exceptLeadFirmId),
    bundles: (actor, needId) => bundles(needs, actor, needId),
    keepSnapshot: (needId, version) => keepSnapshot(needs, needId, version),
    ...trialUseCases(needs),
    ...exportUseCases(needs),
    ...unlockUseCases(needs),
    ...costUseCases(needs),
  }
}

async function proposals(needs: MatchingNeeds, actor: Actor, needId: string, page: PageAsked): Promise<ProposalsView> {
  const held = await ownNeed(needs, actor, needId)
  const options = { failing: page.band === 'not' || page.band === 'all' }
  const { ranked, nothing, failing, stages, standings } = await rankedFor(needs, held.need, options)
  const chosen = nothing && page.band !== 'not' && page.band !== 'all' ? nearest(ranked) : inBand(needs, { ranked, failing }, page.band)
  const { part, next } = slice(needs, chosen, page)
  const shown = part.map((one) => one.row.organizationId)
  const cards = await needs.db.as(actor, (tx) => cardStore.cards(tx, shown))
  const stageOf = new Map(stages.map((one) => [one.smeId, one]))
  const items = part.flatMap((one) => proposalView(one, cards.get(one.row.organizationId), stageOf.get(one.row.organizationId)))
  const at = needs.clock.now().toISOString()
  const counts = withFailed(countBands(ranked), standings)
  if (!nothing) await tellShown(needs, held, { ranked, part })
  return { needId, needVersion: held.version, read: ranked.length, at, counts, nothingFits: nothing, items, next }
}

/** Who stood on this page, and who could have: firms that are ruled out could not. */
async function tellShown(
  needs: MatchingNeeds,
  held: NeedHeld,
  { ranked, part }: { ranked: Evaluated[]; part: Evaluated[] },
): Promise<void> {
  const idsOf = (list: readonly Evaluated[]) => list.flatMap(({ band, profileId }) => (band === 'not' ? [] : [profileId]))
  await needs.told({ needId: held.need.id, needVersion: held.version, shown: idsOf(part), eligible: idsOf(ranked) })
}

/** One band, all of them, or all but `not`. Who is known to fail stands there with the reason, though recall left him out. */
function inBand({ clock }: MatchingNeeds, { ranked, failing }: Pick<Ranking, 'ranked' | 'failing'>, band: PageAsked['band']): Evaluated[] {
  const chosen = [...ranked, ...failing].filter((one) => band === 'all' || (band ? one.band === band : one.band !== 'not'))
  return failing.length === 0 ? chosen : rank(chosen, dayOf(clock.now()))
}

async function keepSnapshot(needs: MatchingNeeds, needId: string, version: number): Promise<void> {
  const held = await needs.db.asSystem('snapshot', (tx) => needs.needOf(tx, needId))
  // A newer version has a job of its own.
  if (!held || held.version !== version || held.need.state !== 'open') return
  const { ranked } = await rankedFor(needs, held.need)
  const items = ranked
    .filter((one) => one.band !== 'not')
    .slice(0, SNAPSHOT)
    .map(snapshotItem)
  await needs.db.asSystem('snapshot', (tx) => snapshotStore.keep(tx, { needId, needVersion: version, at: needs.clock.now(), items }))
}

async function oneProposal(needs: MatchingNeeds, actor: Actor, needId: string, organizationId: string): Promise<ProposalView> {
  const held = await ownNeed(needs, actor, needId)
  const { row, stages, cards } = await needs.db.asSystem('match', async (tx) => ({
    row: await factsOfOrganization(tx, organizationId),
    stages: await needs.stages(tx, { needId }),
    cards: await cardStore.cards(tx, [organizationId]),
  }))
  if (!row?.published) throw new NotFoundError()
  const topics = new Map([[row.profileId, await topicFor(needs, held.need, row)]])
  const [one] = await evaluateAll(needs, held.need, [row], { topics, stages })
  const [view] = one
    ? proposalView(
        one,
        cards.get(organizationId),
        stages.find((pair) => pair.smeId === organizationId),
      )
    : []
  if (!view) throw new NotFoundError()
  return view
}
