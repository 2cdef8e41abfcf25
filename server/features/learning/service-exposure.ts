/** Exposure: pages that lead firms read are told here, counted in a job, and set against whom they could have shown. */
import { record } from '../../../db/audit.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Jobs } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { addDays, type Day, dayOf } from '../../../domain/day.ts'
import { checkOwnership, type ExposureCell, exposureOf, SIZE_CLASSES, sizeClassOf } from '../../../domain/exposure.ts'
import { actingFor, requireMay } from '../../access.ts'
import { RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ExposureView, OwnershipView } from './contract-exposure.ts'
import { type Period, exposureStore as store } from './store-exposure.ts'

/** A page of proposals that a lead firm was shown, and everybody who could have stood on it. */
export interface PageShown {
  needId: string
  needVersion: number
  shown: readonly string[]
  eligible: readonly string[]
}

export interface ExposureService {
  report(actor: Actor, days: number): Promise<ExposureView>
  ownership(actor: Actor): Promise<OwnershipView>
  /** What the firm says of its owners: for the report alone. */
  saveOwnership(actor: Actor, body: OwnershipView): Promise<OwnershipView>
  /** Tells of a page; what was told of the same need version and day before is not told twice by this process. */
  tell(page: PageShown): Promise<void>
  /** The last day before today on which each firm was shown: whose turn it is among equals. */
  lastShown(profileIds: readonly string[]): Promise<ReadonlyMap<string, Day>>
}

interface Needs {
  db: Database
  clock: Clock
  jobs: Jobs
}

export function createExposureService(needs: Needs): ExposureService {
  const { db, clock } = needs
  return {
    report: (actor, days) => report(needs, actor, days),
    ownership: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'profile.own')
        return { ownership: await store.ownership(tx, actingFor(actor).organizationId) }
      }),
    saveOwnership: (actor, body) => db.as(actor, (tx) => saveOwnership(needs, tx, actor, body)),
    tell: teller(needs),
    lastShown: (profileIds) => db.readAsSystem('turns', (tx) => store.lastShown(tx, profileIds, dayOf(clock.now()))),
  }
}

async function saveOwnership({ clock }: Needs, tx: Transaction, actor: Actor, body: OwnershipView): Promise<OwnershipView> {
  requireMay(actor, 'profile.edit')
  const decided = checkOwnership(body.ownership)
  if (!decided.ok) throw new RefusedError(decided.refusal)
  const { organizationId } = actingFor(actor)
  const at = clock.now()
  await store.saveOwnership(tx, { organizationId, ownership: decided.value, statedAt: at })
  await record(tx, actor, { action: 'ownership.save', subjectKind: 'organization', subjectId: organizationId, at })
  return { ownership: decided.value }
}

/** Reading is frequent and counting once a day: the process remembers what it told today. */
function teller({ db, clock, jobs }: Needs): ExposureService['tell'] {
  let told = { day: '', pages: new Map<string, Set<string>>() }
  return async ({ needId, needVersion, shown, eligible }) => {
    const day = dayOf(clock.now())
    if (told.day !== day) told = { day, pages: new Map() }
    const key = `${needId}/${needVersion}`
    const known = told.pages.get(key)
    const fresh = shown.filter((id) => !known?.has(id))
    if (fresh.length === 0) return
    await db.asSystem('exposure', (tx) =>
      jobs.send(tx, 'count-exposure', { needId, needVersion, day, shown: fresh, eligible: known ? [] : [...eligible] }),
    )
    told.pages.set(key, new Set([...(known ?? []), ...fresh]))
  }
}

async function report({ db, clock }: Needs, actor: Actor, days: number): Promise<ExposureView> {
  requireMay(actor, 'exposure.read')
  const to = dayOf(clock.now())
  const from = addDays(to, 1 - days)
  const country = await countryOf(db, actor)
  const period: Period = { from, to, country }
  const found = await db.asSystem('exposure-report', async (tx) => ({
    readings: await store.readings(tx, period),
    countries: await store.byCountry(tx, { ...period, country: null }),
    employees: await store.byEmployees(tx, period),
    ownership: await store.byOwnership(tx, period),
  }))
  const countries = found.countries.map(({ key, ...one }) => ({ ...one, cell: country === null || key === country ? key : ELSEWHERE }))
  const sizes = found.employees.map(({ key, ...one }) => ({ ...one, cell: sizeClassOf(key) }))
  const ownership = found.ownership.map(({ key, ...one }) => ({ ...one, cell: key }))
  const inOrder = new Map<string, number>(SIZE_CLASSES.map((size, at) => [size, at]))
  const bySize = exposureOf(merged(sizes)).sort((a, b) => (inOrder.get(a.cell) ?? 0) - (inOrder.get(b.cell) ?? 0))
  return {
    from,
    to,
    country,
    readings: found.readings,
    dimensions: [
      { dimension: 'country', rows: exposureOf(merged(countries)) },
      { dimension: 'size', rows: bySize },
      { dimension: 'ownership', rows: exposureOf(merged(ownership)) },
    ],
  }
}

const ELSEWHERE = 'elsewhere'

/** An agency reads of its own country, the administrator of the platform of all. */
async function countryOf(db: Database, actor: Actor): Promise<string | null> {
  const { organizationId, platformAdmin } = actor
  if (platformAdmin || !organizationId) return null
  return db.as(actor, (tx) => store.countryOf(tx, organizationId))
}

/** Rows of one cell become one: sums, and the most that any firm of them had. */
function merged(rows: readonly ExposureCell[]): ExposureCell[] {
  const byCell = Map.groupBy(rows, ({ cell }) => cell)
  return [...byCell.values()].map((list) =>
    list.reduce((sum, one) => ({
      cell: sum.cell,
      firms: sum.firms + one.firms,
      eligible: sum.eligible + one.eligible,
      shown: sum.shown + one.shown,
      mostEligible: Math.max(sum.mostEligible, one.mostEligible),
      mostShown: Math.max(sum.mostShown, one.mostShown),
    })),
  )
}
