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
  /** All that is in is lost. */
  lose(): Promise<void>
  /** The number of the last change that is in, whether it answers or not. */
  position(): Promise<bigint>
}

export function distantEngine(): DistantEngine {
  let inner = createEmbeddedSearch({ inThread: true })
  const is = { reading: true, writing: true }
  const read = <A extends unknown[], T>(ask: (engine: MatchEngine) => (...asked: A) => Promise<T>) =>
    when(
      () => is.reading,
      (...asked: A) => ask(inner)(...asked),
    )
  const write = <A extends unknown[], T>(ask: (engine: MatchEngine) => (...asked: A) => Promise<T>) =>
    when(
      () => is.writing,
      (...asked: A) => ask(inner)(...asked),
    )
  const engine: MatchEngine = {
    ...inner,
    capabilities: () => ({ ...inner.capabilities(), remote: true }),
    candidates: read((one) => one.candidates),
    standings: read((one) => one.standings),
    reverse: read((one) => one.reverse),
    suggestNames: read((one) => one.suggestNames),
    search: read((one) => one.search),
    position: read((one) => one.position),
    reached: read((one) => one.reached),
    apply: write((one) => one.apply),
    rebuild: write((one) => one.rebuild),
    close: () => inner.close(),
  }
  const set = (reading: boolean, writing: boolean) => () => void Object.assign(is, { reading, writing })
  return {
    engine,
    away: set(false, false),
    behind: set(true, false),
    back: set(true, true),
    async lose() {
      const old = inner
      inner = createEmbeddedSearch({ inThread: true })
      await old.close()
    },
    position: () => inner.position(),
  }
}

function when<A extends unknown[], T>(isOpen: () => boolean, ask: (...asked: A) => Promise<T>) {
  return async (...asked: A): Promise<T> => {
    if (!isOpen()) throw new EngineAwayError()
    return ask(...asked)
  }
}
