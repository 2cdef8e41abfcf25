/** A clock that the demonstration sets back while it fills what happened some days ago; afterwards it tells the time. */
import type { Clock } from '../ports/clock.ts'

export interface DemoClock extends Clock {
  setBack(days: number): void
}

export function createDemoClock(clock: Clock): DemoClock {
  let behind = 0
  return {
    now: () => new Date(clock.now().getTime() - behind),
    setBack: (days) => {
      behind = days * 86_400_000
    },
  }
}
