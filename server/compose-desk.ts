/** Puts the officer's desk together: its board, its queue, handing on, and the figures about times. */
import type { Database } from '../db/client.ts'
import type { Jobs } from '../db/jobs.ts'
import type { Cursors } from './cursor.ts'
import type { DeskParts } from './features/desk/routes.ts'
import { createDeskService } from './features/desk/service.ts'
import { createHandoverService } from './features/desk/service-handovers.ts'
import { createQueueService } from './features/desk/service-queue.ts'
import { createTimesService } from './features/desk/service-times.ts'
import type { LinkageService } from './features/linkages/service.ts'
import type { Clock } from './ports/clock.ts'

export type { DeskParts }

interface Base {
  db: Database
  jobs: Jobs
  clock: Clock
  cursors: Cursors
}

export type NamesOf = (ids: readonly string[]) => Promise<readonly { id: string; name: string }[]>

export function composeDesk(base: Base, { linkages, namesOf }: { linkages: LinkageService; namesOf: NamesOf }): DeskParts {
  const { db, clock, jobs } = base
  const needs = {
    db,
    clock,
    linkages,
    cursors: base.cursors.of('desk'),
    namesOf: async (ids: readonly string[]) => new Map((ids.length > 0 ? await namesOf(ids) : []).map((one) => [one.id, one.name])),
    tell: (...[tx, notice]: Parameters<Parameters<typeof createDeskService>[0]['tell']>) => jobs.send(tx, 'notify', notice),
  }
  return {
    desk: createDeskService(needs),
    queue: createQueueService({ ...needs, cursors: base.cursors.of('desk-queue') }),
    handovers: createHandoverService({ ...needs, cursors: base.cursors.of('handovers') }),
    times: createTimesService(needs),
  }
}
