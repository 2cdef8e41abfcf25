/** How long an answer waits for the index to catch up. */
import { EngineAwayError } from '../../ports/match-engine.ts'

/** Waits for the work no longer than so many milliseconds. */
export async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  try {
    await Promise.race([work.catch(onlyAway), over])
  } finally {
    clearTimeout(timer)
  }
}

/** Whoever asks for an engine that is away is told so by the engine itself. */
export function onlyAway(error: unknown): void {
  if (!(error instanceof EngineAwayError)) throw error
}
