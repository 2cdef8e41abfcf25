/** The system's clock; the only file that reads the time. */
import type { Clock } from '../ports/clock.ts'

export const systemClock: Clock = { now: () => new Date() }
