/** One piece of work after another, and room for others between two. */

export type Turns = (work: () => Promise<void>) => Promise<void>

/** Runs one piece of work after another, whatever became of the one before. */
export function inTurn(): Turns {
  let last: Promise<void> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

/** Lets whatever waits in the event loop run first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
