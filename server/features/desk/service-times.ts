/** Times that count, out of the stage log: to an agency of what it brokers, to a firm of itself. */
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { type Day, dayOf, endOfDay } from '../../../domain/day.ts'
import { conversionOf, demandOf, isShown, periodOf } from '../../../domain/times.ts'
import { actingFor, requireMay } from '../../access.ts'
import { RefusedError } from '../../errors.ts'
import type { TimesView } from './contract-times.ts'
import type { DeskNeeds } from './service.ts'
import { type AnswerTimes, timesStore as store, type TimesScope } from './store-times.ts'

export interface TimesService {
  times(actor: Actor, asked: { fromOn?: Day; untilOn?: Day }): Promise<TimesView>
}

export function createTimesService(needs: Pick<DeskNeeds, 'db' | 'clock'>): TimesService {
  return {
    times: (actor, asked) =>
      needs.db.as(actor, async (tx) => {
        requireMay(actor, 'times.read')
        const at = needs.clock.now()
        const period = periodOf(asked, dayOf(at))
        if (period.fromOn > period.untilOn)
          throw new RefusedError({ code: 'times-period-wrong', message: 'The first day comes before the last.' }, 422)
        const { organizationId } = actingFor(actor)
        const span = { from: new Date(`${period.fromOn}T00:00:00Z`), until: endOfDay(period.untilOn) }
        return { ...period, ...(await figures(tx, { kind: actor.kind ?? 'sme', organizationId, at, ...span })) }
      }),
  }
}

async function figures(tx: Transaction, scope: TimesScope): Promise<Omit<TimesView, 'fromOn' | 'untilOn'>> {
  const reader = scope.kind === 'agency' ? 'agency' : 'firm'
  const begun = await store.begun(tx, scope)
  const answers = await store.answers(tx, scope)
  const reached = await store.reached(tx, scope)
  const reasons = await store.reasons(tx, scope)
  return {
    begun: isShown(begun, reader) ? begun.count : null,
    answers: (['sme', 'lead-firm'] as const).map((side) =>
      answerView(
        side,
        answers.find((one) => one.side === side),
        reader,
      ),
    ),
    stages: conversionOf(reached, begun, reader),
    reasons: reasons.map(({ reason, ...cell }) => ({ reason, count: isShown(cell, reader) ? cell.count : null })),
    demand: demandView(await store.demand(tx, scope), reader),
  }
}

type Reader = 'firm' | 'agency'

function answerView(side: 'sme' | 'lead-firm', times: AnswerTimes | undefined, reader: Reader): TimesView['answers'][number] {
  if (!times) return { side, count: 0, median: null, p90: null }
  const { count, median, p90 } = times
  return isShown(times, reader) ? { side, count, median, p90 } : { side, count: null, median: null, p90: null }
}

function demandView({ openNeeds, activeSmes }: { openNeeds: number; activeSmes: number }, reader: Reader): TimesView['demand'] {
  const shown = isShown({ count: activeSmes, firms: activeSmes }, reader)
  return { openNeeds, activeSmes: shown ? activeSmes : null, perSme: shown ? demandOf(openNeeds, activeSmes) : null }
}
