/** What a new day brings: certificates that ended or began to count, warnings of those about to end, and old news that goes. */
import type { Transaction } from '../../../db/client.ts'
import { ALERT_LIFE_DAYS, WARNING_DAYS, warningDue } from '../../../domain/alerts.ts'
import { bandRank } from '../../../domain/bands.ts'
import { dayOf, daysBetween } from '../../../domain/day.ts'
import { type PairState, tellingBand, withoutCertificate } from '../../../domain/pairs.ts'
import { evaluateOne, needsHeld, type PairNeeds, rematch, tell } from './jobs-pairs.ts'
import { alertStore, type NewAlert } from './store.ts'
import { type EndingCertificate, pairStore, parts } from './store-pairs.ts'

const AT_ONCE = 200

/** Turns the cursor to today; does nothing when it is there already. */
export async function turnDay(needs: PairNeeds, tx: Transaction): Promise<void> {
  const now = needs.clock.now()
  const today = dayOf(now)
  const cursor = await pairStore.hold(tx)
  if (!cursor || cursor.day >= today) return
  const turned = await pairStore.turnedBetween(tx, cursor.day, today)
  for (const profileIds of parts(turned, AT_ONCE)) {
    await rematch(needs, tx, { profileIds, needIds: [] }, { cause: 'certificate', quiet: false })
  }
  const ending = await pairStore.endingSoon(tx, { from: cursor.day, to: today }, WARNING_DAYS)
  for (const part of parts(ending, AT_ONCE)) await tell(needs, tx, await warningsOf(needs, tx, part))
  await alertStore.forget(tx, new Date(now.getTime() - ALERT_LIFE_DAYS * 86_400_000))
  await pairStore.move(tx, { day: today })
}

/** A warning says how many needs hang on the certificate; where none does, there is nothing to warn of. */
async function warningsOf(needs: PairNeeds, tx: Transaction, ending: readonly EndingCertificate[]): Promise<NewAlert[]> {
  const at = needs.clock.now()
  const today = dayOf(at)
  const rows = await pairStore.claimedOf(tx, { profileIds: [...new Set(ending.map((one) => one.profileId))] })
  const byProfile = new Map(rows.map((row) => [row.profileId, row]))
  const pairs = await pairStore.of(tx, { smeIds: rows.map((row) => row.organizationId), needIds: [] })
  const bySme = Map.groupBy(pairs, (one) => one.smeId)
  const held = await needsHeld(
    needs,
    tx,
    pairs.map((one) => one.needId),
  )
  const catalogue = await needs.catalogue()
  const isLost = (pair: PairState, facts: Parameters<typeof withoutCertificate>[0]) => {
    const one = held.get(pair.needId)
    if (!one?.takesAnswers || one.need.reviewAgencyId) return false
    const band = tellingBand(evaluateOne(needs, { held: one, facts, topic: pair.topic, catalogue }))
    return band === null || bandRank(band) > bandRank(pair.band)
  }
  const warnings = ending.flatMap((certificate) => {
    const row = byProfile.get(certificate.profileId)
    const days = warningDue(daysBetween(today, certificate.until))
    if (!row || days === null) return []
    const facts = withoutCertificate(row.facts, certificate.certificateId, today)
    const lost = (bySme.get(row.organizationId) ?? []).filter((pair) => isLost(pair, facts)).length
    return lost === 0 ? [] : [warning(row.organizationId, certificate, { days, needs: lost, at })]
  })
  // Two certificates under one standard that end on one day are one piece of news.
  return [...new Map(warnings.map((one) => [`${one.organizationId}/${one.subject}`, one])).values()]
}

function warning(
  organizationId: string,
  { standard, until }: EndingCertificate,
  { days, needs, at }: { days: number; needs: number; at: Date },
): NewAlert {
  // A renewed certificate has another end, and is warned of anew.
  const subject = `${standard}/${until}/${days}`
  return { organizationId, reason: 'certificate-expiring', subject, detail: { standard, until, days, needs }, raisedAt: at }
}
