/** The embedded engine as if it were a server of its own that goes away, or takes no writes, and comes back: for tests without such a server. */
import { createEmbeddedSearch } from '../../server/adapters/embedded-search.ts'
import { EngineAwayError, type MatchEngine } from '../../server/ports/match-engine.ts'

export interface DistantEngine {
  engine: MatchEngine
  /** Nothing is answered. */
  away(): void
  /** Questions are answered from what is there; nothing more gets in. */
  behind(): void
  back(): void
  /** The number of the last change that is in, whether it answers or not. */
  position(): Promise<bigint>
}

export function distantEngine(): DistantEngine {
  const inner = createEmbeddedSearch({ inThread: true })
  const is = { reading: true, writing: true }
  const read = <A extends unknown[], T>(ask: (...asked: A) => Promise<T>) => when(() => is.reading, ask)
  const write = <A extends unknown[], T>(ask: (...asked: A) => Promise<T>) => when(() => is.writing, ask)
  const engine: MatchEngine = {
    ...inner,
    capabilities: () => ({ ...inner.capabilities(), remote: true }),
    candidates: read(inner.candidates),
    standings: read(inner.standings),
    reverse: read(inner.reverse),
    suggestNames: read(inner.suggestNames),
    search: read(inner.search),
    position: read(inner.position),
    apply: write(inner.apply),
    rebuild: write(inner.rebuild),
  }
  const set = (reading: boolean, writing: boolean) => () => void Object.assign(is, { reading, writing })
  return { engine, away: set(false, false), behind: set(true, false), back: set(true, true), position: inner.position }
}

function when<A extends unknown[], T>(isOpen: () => boolean, ask: (...asked: A) => Promise<T>) {
  return async (...asked: A): Promise<T> => {
    if (!isOpen()) throw new EngineAwayError()
    return ask(...asked)
  }
}
