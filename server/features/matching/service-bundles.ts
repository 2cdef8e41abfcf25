/** Bundles for a lead firm's need: recall without what can be shared out, exact evaluation, then the best sets of two to four. */
import type { Actor } from '../../../domain/actor.ts'
import { askedOfEach, type BundleTask, candidateOf, partsOf, tasksOf, volumeOf } from '../../../domain/bundle-tasks.ts'
import { type Bundle, type BundleCandidate, fullestSingle, proposeBundles } from '../../../domain/bundles.ts'
import { dayOf } from '../../../domain/day.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import type { BundlesView } from './contract-bundles.ts'
import { type Evaluated, evaluateAll, type MatchingNeeds, ownNeed, type Pair, rankedFor } from './service-ranking.ts'
import { cardStore, type FirmCard } from './store.ts'

export async function bundles(needs: MatchingNeeds, actor: Actor, needId: string): Promise<BundlesView> {
  const held = await ownNeed(needs, actor, needId)
  const { need } = held
  const tasks = tasksOf(need, needs.concepts)
  const candidates = await candidatesFor(needs, need, tasks)
  const { version: weightsVersion } = await needs.weights()
  const found = proposeBundles(candidates)
  const best = fullestSingle(candidates)
  const ids = [...new Set([...found, ...(best ? [best] : [])].flatMap((one) => one.ids))]
  const cards = await needs.db.as(actor, (tx) => cardStore.cards(tx, ids))
  const firmOf = viewer(candidates, cards)
  return {
    needId,
    needVersion: held.version,
    at: needs.clock.now().toISOString(),
    standing: found.length > 0 ? 'proposed' : doesAll(best, tasks) ? 'single' : 'none',
    volume: volumeOf(need),
    tasks: tasks.map((task) => ({ code: task.code, criteria: titlesOf(need, task) })),
    firms: candidates.length,
    best: best && { firm: firmOf(best.ids.join()), covered: best.covered, share: best.share },
    items: found.map((one) => bundleView(one, { tasks, candidates, firmOf })),
    weightsVersion,
  }
}

function doesAll(single: Bundle | null, tasks: readonly BundleTask[]): boolean {
  return single !== null && single.covered === tasks.length && single.share >= 1
}

/** Whoever does not paint is read too: painting is somebody else's part. Evaluated against the need as it stands. */
async function candidatesFor(needs: MatchingNeeds, need: SourcingNeed, tasks: readonly BundleTask[]): Promise<BundleCandidate[]> {
  const { ranked, stages } = await rankedFor(needs, askedOfEach(need))
  const topics = new Map(ranked.map((one) => [one.profileId, one.topic]))
  const rows = ranked.map(({ row }) => row)
  const evaluated = await evaluateAll(needs, need, rows, { topics, stages })
  const context = { today: dayOf(needs.clock.now()), concepts: needs.concepts }
  return evaluated.flatMap((one) => {
    const facts = needs.shownTo(one.row.facts, tierOf(needs, stages, one))
    return candidateOf(need, tasks, { evaluation: one, facts }, context) ?? []
  })
}

function tierOf(needs: MatchingNeeds, stages: readonly Pair[], { row }: Evaluated): 'registered' | 'matched' {
  return stages.some((one) => one.smeId === row.organizationId && needs.opensMatched(one.stage)) ? 'matched' : 'registered'
}

type Viewed = BundlesView['items'][number]
type FirmOf = (id: string) => Viewed['members'][number]

function viewer(candidates: readonly BundleCandidate[], cards: ReadonlyMap<string, FirmCard>): FirmOf {
  const scores = new Map(candidates.map(({ id, score }) => [id, score]))
  return (organizationId) => {
    const card = cards.get(organizationId)
    const { name = '', city = '', country = '', claimed = false } = card ?? {}
    return { organizationId, name, city, country, claimed, score: scores.get(organizationId) ?? 0 }
  }
}

function bundleView(
  bundle: Bundle,
  { tasks, candidates, firmOf }: { tasks: readonly BundleTask[]; candidates: readonly BundleCandidate[]; firmOf: FirmOf },
): Viewed {
  const parts = partsOf(bundle, tasks, candidates)
  return {
    members: bundle.ids.map(firmOf),
    covered: bundle.covered,
    share: bundle.share,
    tasks: parts.map(({ code, share, singlePoint, parts: own }) => ({
      code,
      share,
      singlePoint,
      parts: own.map((part) => ({ organizationId: part.id, share: part.share })),
    })),
  }
}

/** What the lead firm called the musts of a task. */
function titlesOf(need: SourcingNeed, { criterionIds }: BundleTask): string[] {
  return need.criteria.filter(({ id }) => criterionIds.includes(id)).map(({ title }) => title)
}
