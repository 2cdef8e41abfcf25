/** Bundles for a lead firm's need: recall without what can be shared out, exact evaluation, then the best sets of two to four. */
import type { Actor } from '../../../domain/actor.ts'
import { askedOfEach, type BundleFirm, type BundleTask, candidateOf, partsOf, tasksOf, volumeOf } from '../../../domain/bundle-tasks.ts'
import { type Bundle, type BundlesInSteps, bundlesInSteps } from '../../../domain/bundles.ts'
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
  const found = bundlesInSteps(candidates, tasks.length)
  const singles = [found.best, found.laterSingle].flatMap((one) => one ?? [])
  const ids = [...new Set([...found.ready, ...found.later, ...singles].flatMap((one) => one.ids))]
  const cards = await needs.db.as(actor, (tx) => cardStore.cards(tx, ids))
  const firmOf = viewer(need, candidates, cards)
  const single = (one: Bundle | null) => one && { firm: firmOf(one.ids.join()), covered: one.covered, share: one.share }
  return {
    needId,
    needVersion: held.version,
    at: needs.clock.now().toISOString(),
    standing: standingOf(found, tasks),
    volume: volumeOf(need),
    tasks: tasks.map((task) => ({ code: task.code, criteria: titlesOf(need, task.criterionIds) })),
    firms: candidates.filter(({ months }) => months === 0).length,
    best: single(found.best),
    items: found.ready.map((one) => bundleView(one, { tasks, candidates, firmOf })),
    later: found.later.map((one) => bundleView(one, { tasks, candidates, firmOf })),
    laterSingle: single(found.laterSingle),
    weightsVersion,
  }
}

function standingOf({ ready, best, later, laterSingle }: BundlesInSteps, tasks: readonly BundleTask[]): BundlesView['standing'] {
  if (ready.length > 0) return 'proposed'
  if (best && best.covered === tasks.length && best.share >= 1) return 'single'
  return later.length > 0 || laterSingle ? 'later' : 'none'
}

/** Whoever does not paint is read too: painting is somebody else's part. Evaluated against the need as it stands. */
async function candidatesFor(needs: MatchingNeeds, need: SourcingNeed, tasks: readonly BundleTask[]): Promise<BundleFirm[]> {
  const { ranked, stages } = await rankedFor(needs, askedOfEach(need))
  const topics = new Map(ranked.map((one) => [one.profileId, one.topic]))
  const rows = ranked.map(({ row }) => row)
  const evaluated = await evaluateAll(needs, need, rows, { topics, stages })
  const context = { today: dayOf(needs.clock.now()), concepts: needs.concepts }
  const shownTo = needs.shownOn(context.today)
  return evaluated.flatMap((one) => {
    const facts = shownTo(one.row.facts, tierOf(needs, stages, one))
    return candidateOf(need, tasks, { evaluation: one, facts }, context) ?? []
  })
}

function tierOf(needs: MatchingNeeds, stages: readonly Pair[], { row }: Evaluated): 'registered' | 'matched' {
  return stages.some((one) => one.smeId === row.organizationId && needs.opensMatched(one)) ? 'matched' : 'registered'
}

type Viewed = BundlesView['items'][number]
type FirmOf = (id: string) => Viewed['members'][number]

const NOTHING: Pick<BundleFirm, 'score' | 'minimum' | 'months' | 'gaps'> = { score: 0, minimum: 0, months: 0, gaps: [] }

function viewer(need: SourcingNeed, candidates: readonly BundleFirm[], cards: ReadonlyMap<string, FirmCard>): FirmOf {
  const byId = new Map(candidates.map((one) => [one.id, one]))
  return (organizationId) => {
    const { name = '', city = '', country = '', claimed = false } = cards.get(organizationId) ?? {}
    const { score, minimum, months, gaps } = byId.get(organizationId) ?? NOTHING
    return { organizationId, name, city, country, claimed, score, minimum, months, gaps: titlesOf(need, gaps) }
  }
}

function bundleView(
  bundle: Bundle,
  { tasks, candidates, firmOf }: { tasks: readonly BundleTask[]; candidates: readonly BundleFirm[]; firmOf: FirmOf },
): Viewed {
  const parts = partsOf(bundle, tasks, candidates)
  return {
    members: bundle.ids.map(firmOf),
    covered: bundle.covered,
    share: bundle.share,
    months: bundle.months,
    tasks: parts.map(({ code, share, singlePoint, parts: own }) => ({
      code,
      share,
      singlePoint,
      parts: own.map((part) => ({ organizationId: part.id, share: part.share })),
    })),
  }
}

/** What the lead firm called its criteria. */
function titlesOf(need: SourcingNeed, criterionIds: readonly string[]): string[] {
  return need.criteria.filter(({ id }) => criterionIds.includes(id)).map(({ title }) => title)
}
