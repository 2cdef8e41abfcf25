/** What every search engine behind the port must do: the same suite runs over each adapter. */
import { describe } from 'vitest'
import { changeTests, rebuildTests, reverseTests } from './match-engine.contract-changes.ts'
import { cluster, type Open, subjects } from './match-engine.contract-cluster.ts'
import { directoryTests, nameTests } from './match-engine.contract-directory.ts'
import { propertyTests } from './match-engine.contract-properties.ts'
import { knockOutTests, recallTests } from './match-engine.contract-recall.ts'

/** Runs the suite; an engine that is not exact is held to the share of the exact answer that it promises. */
export function matchEngineContract(
  name: string,
  open: Open,
  { recallFloor = 1, propertyRuns = 40, firms = 2_000, needs = 160 } = {},
): void {
  const made = cluster(firms, needs)
  const withAll = async () => {
    const engine = await open()
    await engine.rebuild(subjects(made.profiles), 1n)
    return engine
  }
  describe(`${name}: candidates`, () => recallTests(withAll, made, recallFloor))
  describe(`${name}: knock-outs`, () => knockOutTests(open))
  describe(`${name}: laws`, () => propertyTests(withAll, made, propertyRuns))
  describe(`${name}: changes`, () => changeTests(open, made))
  describe(`${name}: rebuild`, () => rebuildTests(open, made))
  describe(`${name}: reverse`, () => reverseTests(open, made))
  describe(`${name}: names`, () => nameTests(withAll, made))
  describe(`${name}: directory`, () => directoryTests(withAll, made))
}
