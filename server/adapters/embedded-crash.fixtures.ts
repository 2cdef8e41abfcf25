/** A process that keeps writing to an embedded index and its snapshots until somebody kills it; run by embedded-keeping.test.ts. */
import { countStatistics } from '../../domain/topic.ts'
import { changesBetween, DATABASE, firmsOf } from './embedded-course.fixtures.ts'
import { createEmbeddedSearch } from './embedded-search.ts'
import { subjects } from './match-engine.contract-cluster.ts'

const [folder = '', firms = '0'] = process.argv.slice(2)
const profiles = firmsOf(Number(firms))
const engine = createEmbeddedSearch({ folder })
const kept = await engine.restore?.(DATABASE, 2n ** 60n)
if (!kept) {
  engine.freeze?.({ on: '2027-03-01', statistics: countStatistics(profiles) }, DATABASE)
  await engine.rebuild(subjects(profiles), 0n)
}
process.stdout.write(`ready at ${await engine.position()}\n`)
for (;;) {
  const from = await engine.position()
  const to = from + 200n
  await engine.apply(changesBetween(profiles, from, to), to)
  process.stdout.write(`at ${to}\n`)
}
