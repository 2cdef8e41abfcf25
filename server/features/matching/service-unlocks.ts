/** What would move the acting SME to ready in how many open needs: every near need is evaluated anew with what it lacks assumed to be there. */
import type { Actor } from '../../../domain/actor.ts'
import { type CostKind, costOf, type UsualCost } from '../../../domain/costs.ts'
import { dayOf } from '../../../domain/day.ts'
import { isReleased } from '../../../domain/needs.ts'
import type { UnlockItem } from '../../../domain/unlock-items.ts'
import { type Opening, type Unlock, type Unlocks, unlockSteps } from '../../../domain/unlocks.ts'
import { requireMay } from '../../access.ts'
import type { UnlocksView, UnlockView } from './contract-unlocks.ts'
import { hitsOf, ownFacts } from './service-opportunities.ts'
import { costsFor, type MatchingNeeds } from './service-ranking.ts'

export interface UnlockUseCases {
  unlocks(actor: Actor): Promise<UnlocksView>
}

/** The nearest needs that one answer reads; further ones are about other work. */
const MOST_READ = 500
/** What a page shows: the best of each. */
const MOST_SHOWN = 20
const MOST_NAMED = 100

export function unlockUseCases(needs: MatchingNeeds): UnlockUseCases {
  return { unlocks: (actor) => unlocksOf(needs, actor) }
}

async function unlocksOf(needs: MatchingNeeds, actor: Actor): Promise<UnlocksView> {
  requireMay(actor, 'opportunity.read')
  const row = await ownFacts(needs, actor)
  const hits = await hitsOf(needs, row)
  const topics = new Map(hits.slice(0, MOST_READ).map((one) => [one.needId, one.topic]))
  const held = (await needs.db.asSystem('match', (tx) => needs.needsOf(tx, [...topics.keys()]))).filter(
    (one) => one.takesAnswers && isReleased(one.need, false),
  )
  const catalogue = await needs.catalogue()
  const open = held.map(({ need, hidden }) => ({ need, hidden, topic: topics.get(need.id) ?? 0 }))
  const found = await inSteps(unlockSteps(open, row.facts, { today: dayOf(needs.clock.now()), catalogue, concepts: needs.concepts }))
  const entered = await costsFor(
    needs,
    held.map(({ need }) => need),
    catalogue,
  )
  const hidden = new Set(held.flatMap((one) => [...one.hidden]))
  const shown = found.items.slice(0, MOST_SHOWN)
  const named = new Set(shown.map(({ item }) => item.key))
  const shownTogether = found.together.filter(({ keys }) => keys.every((key) => named.has(key))).slice(0, MOST_SHOWN)
  return {
    read: held.length,
    ready: found.ready,
    reachable: found.reachable,
    partial: hits.length > MOST_READ,
    items: shown.map((one) => view(one, { hidden, country: row.facts.country, entered })),
    together: shownTogether.map(({ keys, ...opening }) => ({ keys, ...openingView(opening) })),
  }
}

/** Some thousand evaluations: others are served between them. */
async function inSteps(steps: Generator<void, Unlocks>): Promise<Unlocks> {
  for (let since = performance.now(); ; ) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - since < LONGEST_STEP_MS) continue
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
}

const LONGEST_STEP_MS = 8

interface About {
  hidden: ReadonlySet<string>
  country: string
  entered: readonly UsualCost[]
}

function view({ item, withOthers, ...opening }: Unlock, { hidden, country, entered }: About): UnlockView {
  const { key, state, reason, months, asked } = item
  // A key that names the need is that of a standard which its lead firm asks under an alias.
  const masked = asked !== null && hidden.has(asked.code) && key.includes('own-standard')
  const cost = costBeside(item, country, entered)
  return {
    key,
    state,
    asked: masked ? { ...asked, code: 'own-standard' } : asked,
    reason: masked ? maskedReason(reason, hidden) : { code: reason.code, params: reason.params },
    months,
    cost: masked ? null : cost,
    ...openingView(opening),
    withOthers,
  }
}

function maskedReason({ code, params }: UnlockItem['reason'], hidden: ReadonlySet<string>) {
  const values = Object.entries(params).map(([name, value]) => [name, hidden.has(String(value)) ? 'own-standard' : value] as const)
  return { code, params: Object.fromEntries(values) }
}

const COSTED: Partial<Record<string, CostKind>> = { certificate: 'standard', process: 'process', parameter: 'parameter' }

function costBeside({ asked }: UnlockItem, country: string, entered: readonly UsualCost[]): UnlockView['cost'] {
  const kind = asked ? COSTED[asked.kind] : undefined
  return asked && kind ? costOf(entered, country, { kind, code: asked.code }) : null
}

function openingView({ needIds, volumes }: Opening) {
  const shown = Object.entries(volumes) as [keyof Opening['volumes'], number][]
  return {
    needs: needIds.length,
    needIds: needIds.slice(0, MOST_NAMED),
    volumes: shown.map(([unit, perMonth]) => ({ unit, perMonth })),
  }
}
