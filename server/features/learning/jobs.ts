/** What the worker does for learning: marks each decision with the standing it was made on, and counts who was shown. */
import type { Database, Transaction } from '../../../db/client.ts'
import type { JobData } from '../../../db/jobs.ts'
import { factsOfOrganization } from '../../../db/match-facts.ts'
import { dayOf } from '../../../domain/day.ts'
import { exposureKeptFrom } from '../../../domain/exposure.ts'
import { standingOf } from '../../../domain/learning.ts'
import { evaluateNeed } from '../../../domain/matching.ts'
import type { ProfileFacts } from '../../../domain/profiles.ts'
import type { SourcingNeed } from '../../../domain/sourcing.ts'
import type { Catalogue } from '../../../domain/standards.ts'
import type { ConceptTree } from '../../../domain/verdict.ts'
import type { Clock } from '../../ports/clock.ts'
import { learningStore } from './store.ts'
import { exposureStore } from './store-exposure.ts'

export interface LearningJobs {
  /** Works one job of the queue `mark-decision`; idempotent. */
  markDecision(job: JobData['mark-decision']): Promise<void>
  /** Works one job of the queue `count-exposure`; idempotent. */
  countExposure(job: JobData['count-exposure']): Promise<void>
}

interface Needs {
  db: Database
  clock: Clock
  concepts: ConceptTree
  catalogue(): Promise<Catalogue>
  needOf(tx: Transaction, needId: string): Promise<SourcingNeed | undefined>
  /** The facts that a lead firm reads before it has accepted anybody: an acceptance opens more, which the decision did not rest on. */
  shownBefore(facts: ProfileFacts): ProfileFacts
}

export function createLearningJobs(needs: Needs): LearningJobs {
  const { db } = needs
  return {
    markDecision: (job) => markDecision(needs, job),
    countExposure: ({ shown, eligible, ...on }) =>
      db.asSystem('exposure', async (tx) => {
        const { first, fresh } = await exposureStore.claim(tx, on, shown)
        if (first) await exposureStore.add(tx, eligible, on.day, 'eligible')
        await exposureStore.add(tx, fresh, on.day, 'shown')
        if (first) await exposureStore.prune(tx, exposureKeptFrom(dayOf(needs.clock.now())))
      }),
  }
}

async function markDecision(needs: Needs, { linkageId, needId, smeId, accepted, reason }: JobData['mark-decision']): Promise<void> {
  const catalogue = await needs.catalogue()
  await needs.db.asSystem('learning', async (tx) => {
    const need = await needs.needOf(tx, needId)
    const row = await factsOfOrganization(tx, smeId)
    if (!need || !row) return
    const weights = await learningStore.inForce(tx)
    const at = needs.clock.now()
    const context = { today: dayOf(at), catalogue, concepts: needs.concepts, topic: 0, weights }
    const evaluation = evaluateNeed(need, needs.shownBefore(row.facts), context)
    const standing = standingOf(need, evaluation)
    await learningStore.mark(tx, { linkageId, needId, accepted, reason, standing, weightsVersion: weights.version, at })
  })
}
