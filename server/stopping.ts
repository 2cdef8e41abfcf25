/** How the process ends: what was started is ended in reverse order, each part within its time, the whole within ten seconds. */

const WHOLE_MS = 9_000
const PART_MS = 2_500

export interface Stopping {
  /** Hands over something to be ended. Throws once the end has begun, so that a start under way goes no further. */
  add(close: () => Promise<void> | void, limitMs?: number): void
  /** Ends everything, then the process; the first call decides the exit code. */
  stop(code: number): void
  hasBegun(): boolean
}

/** `starting` is waited for: a part that is just being started is ended too, not left behind. */
export function createStopping(starting: () => Promise<unknown>, exit: (code: number) => void): Stopping {
  const parts: { close: () => Promise<void> | void; limitMs: number }[] = []
  let begun = false
  const closeAll = async () => {
    for (let part = parts.pop(); part; part = parts.pop()) await within(part.limitMs, quietly(part.close))
  }
  const end = async () => {
    await closeAll()
    await starting().catch(() => {})
    await closeAll()
  }
  return {
    add(close, limitMs = PART_MS) {
      parts.push({ close, limitMs })
      if (begun) throw new Error('The start was stopped.')
    },
    stop(code) {
      if (begun) return
      begun = true
      void within(WHOLE_MS, end()).then(() => exit(code))
    },
    hasBegun: () => begun,
  }
}

async function quietly(close: () => Promise<void> | void): Promise<void> {
  try {
    await close()
  } catch (error) {
    console.error('while stopping:', error)
  }
}

function within(milliseconds: number, work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, milliseconds))])
}
