/** Lets few work at heavy things at a time and some wait; whoever comes beyond is asked to come again. */
import { TooManyError } from './errors.ts'

export type Turns = <T>(work: () => Promise<T>) => Promise<T>

export function createTurns({ working, waiting: most }: { working: number; waiting: number }): Turns {
  let busy = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (busy >= working) {
      if (waiting.length >= most) throw new TooManyError(10)
      // Whoever leaves hands his place over, so the count stays.
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else busy += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}
