/** What a bundle has to share out, who may join it, and who then does what. */
import { describe, expect, test } from 'vitest'
import { askedOfEach, candidateOf, partsOf, tasksOf, WHOLE } from './bundle-tasks.ts'
import { proposeBundles } from './bundles.ts'
import { evaluateNeed } from './matching.ts'
import type { ProfileFacts } from './profiles.ts'
import type { Criterion, SourcingNeed } from './sourcing.ts'
import { buildCatalogue } from './standards.ts'
import { CONCEPTS, capacity, certificate, commercial, criterion, firm, need, process, requirement, TODAY } from './verdict.fixtures.ts'

const catalogue = buildCatalogue([], [], [])
const has = (code: string) => requirement({ kind: 'process', code })
const TURNING = criterion({ id: 'turning' }, has('turning'))
const STAMPING = criterion({ id: 'stamping' }, has('stamping'))
const ISO = criterion({ id: 'iso', category: 'quality' }, requirement({ kind: 'certificate', code: 'iso-9001' }))
const FORCE = criterion(
  { id: 'force' },
  requirement({ kind: 'parameter', code: 'press-force', within: 'stamping', operator: 'at-least', value: 200, unit: 't' }),
)
const VOLUME = criterion({ id: 'volume', category: 'capacity' }, requirement({ kind: 'capacity', value: 10_000, unit: 'pcs/mo' }))

const asking = (...criteria: Criterion[]) => need({ criteria, volumePerMonth: 10_000 })
const shop = (id: string, processes: string[], free: number, over: Partial<ProfileFacts> = {}) =>
  firm({
    profileId: id,
    organizationId: id,
    processes: processes.map((code, at) =>
      process({ id: `${id}-${at}`, process: code, parameters: [{ parameter: 'press-force', value: 250 }] }),
    ),
    capacities: [capacity({ installedPerMonth: free, utilisation: 0 })],
    ...over,
  })

function bundles(asked: SourcingNeed, firms: ProfileFacts[]) {
  const tasks = tasksOf(asked, CONCEPTS)
  const candidates = firms.flatMap((facts) => {
    const evaluation = evaluateNeed(asked, facts, { today: TODAY, catalogue, concepts: CONCEPTS, topic: 0.5 })
    return candidateOf(asked, tasks, { evaluation, facts }, { today: TODAY, concepts: CONCEPTS }) ?? []
  })
  const found = proposeBundles(candidates)
  return { tasks, candidates, found, parts: found.map((one) => partsOf(one, tasks, candidates)) }
}

describe('the tasks of a need', () => {
  test('are its processes; a press force goes with stamping, a listed process without a must is a task too', () => {
    const asked = { ...asking(TURNING, STAMPING, FORCE, ISO, VOLUME), processes: ['turning', 'welding'] }
    expect(tasksOf(asked, CONCEPTS)).toEqual([
      { code: 'turning', criterionIds: ['turning'] },
      { code: 'stamping', criterionIds: ['stamping', 'force'] },
      { code: 'welding', criterionIds: [] },
    ])
  })

  test('are one whole when no process is named; a must that names none goes with every task', () => {
    const steel = criterion({ id: 'steel' }, requirement({ kind: 'material', operator: 'all-of', values: ['steel'] }))
    expect(tasksOf(asking(VOLUME, steel), CONCEPTS)).toEqual([{ code: WHOLE, criterionIds: ['steel'] }])
    expect(tasksOf(asking(TURNING, STAMPING, steel), CONCEPTS).map(({ criterionIds }) => criterionIds)).toEqual([
      ['turning', 'steel'],
      ['stamping', 'steel'],
    ])
  })
})

test('recall reads firms that lack what can be shared out, and none that lack what each must hold', () => {
  const asked = asking(TURNING, VOLUME, ISO)
  expect(askedOfEach(asked).criteria.map((one) => one.class)).toEqual(['scored', 'scored', 'must'])
})

describe('a bundle of firms', () => {
  test('covers the processes that none covers alone, and says who hangs on whom', () => {
    const { found, parts } = bundles(asking(TURNING, STAMPING, VOLUME), [
      shop('turner', ['cnc-turning'], 20_000),
      shop('presser', ['stamping'], 6_000),
      shop('other presser', ['stamping'], 6_000),
    ])
    expect(found[0]).toMatchObject({ covered: 2, share: 1, members: 3, singlePoints: 1 })
    expect(parts[0]).toEqual([
      { code: 'turning', criterionIds: ['turning'], share: 1, parts: [{ id: 'turner', share: 1 }], singlePoint: true },
      {
        code: 'stamping',
        criterionIds: ['stamping'],
        share: 1,
        parts: [
          { id: 'other presser', share: 0.5 },
          { id: 'presser', share: 0.5 },
        ],
        singlePoint: false,
      },
    ])
  })

  test('lets no firm in that fails a must which applies to each, however well it presses', () => {
    const asked = asking(TURNING, STAMPING, ISO)
    const certified = { certificates: [certificate()], complete: { certificates: '2026-05-01' } }
    const uncertified = { certificates: [], complete: { certificates: '2026-05-01' } }
    const turner = shop('turner', ['turning'], 20_000, certified)
    expect(bundles(asked, [turner, shop('presser', ['stamping'], 20_000, uncertified)]).found).toEqual([])
    expect(bundles(asked, [turner, shop('presser', ['stamping'], 20_000, certified)]).found).toHaveLength(1)
  })

  test('wants the press force of the very firm that stamps', () => {
    const weak = shop('weak presser', ['stamping'], 20_000)
    weak.processes[0]!.parameters = [{ parameter: 'press-force', value: 80 }]
    const strong = shop('strong turner', ['turning'], 20_000)
    expect(bundles(asking(TURNING, STAMPING, FORCE), [weak, strong]).found).toEqual([])
  })

  test('takes no old word for a must', () => {
    const old = requirement({ kind: 'process', code: 'stamping', maxAgeMonths: 1 })
    const presser = shop('presser', ['stamping'], 20_000)
    presser.processes[0]!.provenance = { ...presser.processes[0]!.provenance, statedOn: '2024-01-01', checkedOn: null }
    expect(bundles(asking(TURNING, criterion({ id: 'fresh' }, old)), [shop('turner', ['turning'], 20_000), presser]).found).toEqual([])
  })

  test('leaves out whom its own terms forbid the need', () => {
    const terms = { commercial: commercial({ minimumOrder: 50_000, minimumOrderUnit: 'pcs' }) }
    expect(bundles(asking(TURNING, STAMPING), [shop('a', ['turning'], 20_000, terms), shop('b', ['stamping'], 20_000)]).found).toEqual([])
  })

  test('takes a firm whose smallest order is within its part, though above what it could be given alone', () => {
    const least = (minimumOrder: number) => ({ commercial: commercial({ minimumOrder, minimumOrderUnit: 'pcs' }) })
    const { found, parts, candidates } = bundles(asking(TURNING, VOLUME), [
      shop('choosy', ['turning'], 6_000, least(5_000)),
      shop('easy', ['turning'], 6_000),
      shop('too choosy', ['turning'], 6_000, least(8_000)),
    ])
    expect(candidates.map(({ id, minimum }) => [id, minimum])).toEqual([
      ['choosy', 0.5],
      ['easy', 0],
    ])
    expect(found[0]).toMatchObject({ share: 1, members: 2 })
    for (const { id, share } of parts[0]![0]!.parts) expect(share).toBeGreaterThanOrEqual(id === 'choosy' ? 0.5 : 0)
  })

  test('names what a firm still has to close, and in how many months', () => {
    const closable = criterion(
      { id: 'iso', class: 'developable-must', category: 'quality' },
      requirement({ kind: 'certificate', code: 'iso-9001', monthsToClose: 8 }),
    )
    const none = { certificates: [], complete: { certificates: '2026-05-01' } }
    const { candidates } = bundles({ ...asking(TURNING, closable), horizonMonths: 12 }, [
      shop('certified', ['turning'], 20_000, { certificates: [certificate()] }),
      shop('soon', ['turning'], 20_000, none),
    ])
    expect(candidates.map(({ id, months, gaps }) => [id, months, gaps])).toEqual([
      ['certified', 0, []],
      ['soon', 8, ['iso']],
    ])
    const { candidates: inTime } = bundles({ ...asking(TURNING, closable), horizonMonths: 6 }, [shop('soon', ['turning'], 20_000, none)])
    expect(inTime).toEqual([])
  })

  test('counts no capacity that is unsaid, or free only after the start', () => {
    const late = { capacities: [capacity({ installedPerMonth: 20_000, utilisation: 0, freeFrom: '2027-06-01' })] }
    const { candidates } = bundles(asking(TURNING, VOLUME), [
      shop('silent', ['turning'], 0, { capacities: [] }),
      shop('late', ['turning'], 0, late),
      shop('ready', ['turning'], 2_500),
    ])
    expect(candidates.map(({ id, shares }) => [id, shares])).toEqual([
      ['silent', [0]],
      ['late', [0]],
      ['ready', [0.25]],
    ])
  })
})
