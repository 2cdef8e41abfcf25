/** Puts learning and fairness of exposure together: their services for the API and for matching, their jobs for the worker. */
import type { Database } from '../db/client.ts'
import type { Jobs } from '../db/jobs.ts'
import { dayOf } from '../domain/day.ts'
import { shownFacts } from '../domain/profile-tiers.ts'
import type { ConceptTree } from '../domain/verdict.ts'
import type { Cursors } from './cursor.ts'
import { createLearningJobs, type LearningJobs } from './features/learning/jobs.ts'
import { createLearningService, type LearningService } from './features/learning/service.ts'
import { createExposureService, type ExposureService } from './features/learning/service-exposure.ts'
import type { MatchingNeeds } from './features/matching/service-ranking.ts'
import type { SourcingService } from './features/sourcing/service.ts'
import type { StandardService } from './features/standards/service.ts'
import type { Clock } from './ports/clock.ts'

export interface LearningParts {
  service: LearningService
  exposure: ExposureService
  jobs: LearningJobs
}

interface Base {
  db: Database
  jobs: Jobs
  clock: Clock
  cursors: Cursors
}

interface Made {
  concepts: ConceptTree
  standards: StandardService
  sourcing: SourcingService
}

export function composeLearning(base: Base, { concepts, standards, sourcing }: Made): LearningParts {
  const { clock } = base
  return {
    service: createLearningService({ ...base, cursors: base.cursors.of('learning') }),
    exposure: createExposureService(base),
    jobs: createLearningJobs({
      ...base,
      concepts,
      catalogue: () => standards.catalogue(),
      needOf: async (tx, needId) => (await sourcing.load(tx, needId))?.need,
      shownBefore: (facts) => shownFacts(facts, { tier: 'registered', today: dayOf(clock.now()) }),
    }),
  }
}

/** What matching asks of learning: the weights in force, whose turn it is, and to be told of pages that were read. */
export function turnsOf({ service, exposure }: LearningParts): Pick<MatchingNeeds, 'weights' | 'lastShown' | 'told'> {
  return { weights: service.inForce, lastShown: exposure.lastShown, told: exposure.tell }
}
