/** Learning with a person in charge: decisions propose weights, an administrator applies or refuses them, and every version stays on record. */
import { record } from '../../../db/audit.ts'
import { noteChange } from '../../../db/changes.ts'
import type { Database, Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { CATEGORY_OF_REASON, LEAST_DECISIONS, learn, teaches } from '../../../domain/learning.ts'
import { LINKAGE_REASONS } from '../../../domain/linkages.ts'
import { CATEGORIES, type CategoryWeights, DEFAULT_WEIGHTS, decideReport, type WeightsInForce } from '../../../domain/weights.ts'
import { requireMay, requireVersion } from '../../access.ts'
import { type Cursors, pageOf } from '../../cursor.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { WeightPoints, WeightReportView, WeightsView } from './contract.ts'
import { type ReportRow, learningStore as store } from './store.ts'

export interface LearningService {
  weights(actor: Actor): Promise<WeightsView>
  reports(actor: Actor, page: { limit: number; cursor: string | undefined }): Promise<{ items: WeightReportView[]; next: string | null }>
  /** Looks at all decisions now; an open report that nobody decided is overtaken. */
  report(actor: Actor): Promise<WeightReportView>
  decide(actor: Actor, reportId: string, version: number | null, body: DecisionBody): Promise<WeightReportView>
  /** What evaluations are reckoned under. */
  inForce(): Promise<WeightsInForce>
}

interface DecisionBody {
  decision: 'apply' | 'refuse'
  note: string
}

interface Needs {
  db: Database
  clock: Clock
  cursors: Cursors
}

export function createLearningService(needs: Needs): LearningService {
  const { db, cursors } = needs
  return {
    weights: (actor) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'weights.read')
        return weightsView(tx)
      }),
    reports: (actor, { limit, cursor }) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'weights.decide')
        const [before = null] = cursors.read(cursor) ?? []
        const page = pageOf(await store.reports(tx, before, limit + 1), limit, cursors, (row) => [row.id])
        return { items: page.items.map(reportView), next: page.next }
      }),
    report: (actor) => makeReport(needs, actor),
    decide: (actor, reportId, version, body) => db.as(actor, (tx) => decide(needs, tx, actor, { reportId, version, body })),
    inForce: () => db.readAsSystem('weights', store.inForce),
  }
}

async function makeReport({ db, clock }: Needs, actor: Actor): Promise<WeightReportView> {
  requireMay(actor, 'weights.decide')
  // Decisions of all lead firms are read by the system alone; only the sums reach the report.
  const { marks, reasons } = await db.asSystem('learning', async (tx) => ({
    marks: await store.marks(tx),
    reasons: await store.reasons(tx),
  }))
  return db.as(actor, async (tx) => {
    const { version: weightsVersion, weights: before } = await store.inForce(tx)
    const { weights: after, ...found } = learn(
      marks.filter((one) => teaches(one.accepted, one.reason)),
      before,
    )
    await store.overtake(tx)
    const madeAt = clock.now()
    const state = found.standing === 'proposed' ? 'open' : 'told'
    const row = await store.addReport(tx, { ...found, weightsVersion, before, after, reasons, state, madeAt })
    await record(tx, actor, { action: 'weights.report', subjectKind: 'weight-report', subjectId: row.id, at: madeAt })
    return reportView(row)
  })
}

async function decide(
  { clock }: Needs,
  tx: Transaction,
  actor: Actor,
  { reportId, version, body }: { reportId: string; version: number | null; body: DecisionBody },
): Promise<WeightReportView> {
  requireMay(actor, 'weights.decide')
  const report = await store.lock(tx, reportId)
  if (!report) throw new NotFoundError()
  requireVersion(report, version)
  const inForce = await store.inForce(tx)
  const decided = decideReport(report, body, inForce.version)
  if (!decided.ok) throw new RefusedError(decided.refusal)
  const [at, userId, note] = [clock.now(), actor.userId ?? '', body.note.trim()]
  if (decided.value === 'applied' && report.after) {
    const applied = { number: inForce.version + 1, weights: report.after, reportId, note, appliedBy: userId, appliedAt: at }
    if (!(await store.addVersion(tx, applied)))
      throw new RefusedError({ code: 'weights-moved-on', message: 'Other weights came into force meanwhile; look at a new report.' })
    // Every pair is matched again under the new weights, as after any change of the rules.
    noteChange(tx, { kind: 'catalogue', subjectId: reportId, version: applied.number })
  }
  const row = await store.decide(tx, reportId, { state: decided.value, decidedBy: userId, decidedAt: at, note })
  await record(tx, actor, { ...DECIDED[body.decision], subjectKind: 'weight-report', subjectId: reportId, at })
  return reportView(row as ReportRow)
}

/** As the audit log names them. */
const DECIDED = { apply: { action: 'weights.apply' }, refuse: { action: 'weights.refuse' } } as const

async function weightsView(tx: Transaction): Promise<WeightsView> {
  const applied = await store.versions(tx)
  const versions = applied.map(({ number, weights, appliedAt, note }) => ({
    version: number,
    weights: pointsOf(weights),
    appliedAt: appliedAt.toISOString(),
    note,
  }))
  const first = { version: DEFAULT_WEIGHTS.version, weights: pointsOf(DEFAULT_WEIGHTS.weights), appliedAt: null, note: '' }
  const { version, weights } = versions[0] ?? first
  return { version, weights, versions: [...versions, first] }
}

function reportView(row: ReportRow): WeightReportView {
  const { id, standing, decisions, accepted, weightsVersion, logLossBefore, logLossAfter, state, note, version } = row
  return {
    id,
    standing,
    decisions,
    accepted,
    needed: LEAST_DECISIONS,
    weightsVersion,
    before: pointsOf(row.before),
    after: row.after && pointsOf(row.after),
    logLossBefore,
    logLossAfter,
    reasons: LINKAGE_REASONS.flatMap((reason) => {
      const times = row.reasons[reason] ?? 0
      return times > 0 ? [{ reason, category: CATEGORY_OF_REASON[reason], times }] : []
    }),
    state,
    note,
    madeAt: row.madeAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    version,
  }
}

function pointsOf(weights: CategoryWeights): WeightPoints {
  return CATEGORIES.map((category) => ({ category, points: weights[category] }))
}
