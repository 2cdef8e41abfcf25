/** Who sees the category weights and decides on them, and who reads the fairness of exposure (trust reference 4: "match rules, weights"). */
import type { Ask, Rows } from '../support/matrix.ts'
import { versionHeader } from '../support/needs.ts'

//               V U Sm Sa Lm Lb La Am Aa P
const signedIn = '? + + + + + + + + +'
const administrator = '? x x x x x x x x +'
const smes = '? x + + x x x x x x'
const watchers = '? x x x x x x + + +'

/** A report that proposes something, as fifty decisions would have made it. */
const report: Ask = async ({ owner }) => {
  const points = { technical: 30, capacity: 15, quality: 20, 'track-record': 10, kpi: 10, logistics: 5, management: 5, esg: 5 }
  const { rows } = await owner.query<{ id: string }>(
    `insert into weight_reports (standing, decisions, accepted, weights_version, before, after, log_loss_before, log_loss_after, reasons, state, made_at)
     values ('proposed', 60, 30, 1, $1, $1, 0.7, 0.6, '{}', 'open', '2026-11-23T09:00:00Z') returning id`,
    [points],
  )
  return {
    params: { reportId: rows[0]!.id },
    headers: versionHeader({ version: 1 }),
    body: { decision: 'refuse', note: 'Only one lead firm decided so.' },
  }
}

export const learning: Rows = {
  getWeights: { may: signedIn },
  listWeightReports: { may: administrator },
  makeWeightReport: { may: administrator },
  decideWeightReport: { may: administrator, ask: report },
  getExposure: { may: watchers },
  getOwnership: { may: smes },
  saveOwnership: { may: smes, ask: () => ({ body: { ownership: ['women-owned', 'cooperative'] } }) },
}
