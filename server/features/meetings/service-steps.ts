/** What is done to a meeting that was asked: picked, declined, moved, called off, attended, and reported when it is over. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { dayOf } from '../../../domain/day.ts'
import { expiryOf, type MeetingNow, type MeetingStep, reportOutcome, stepMeeting } from '../../../domain/meetings.ts'
import type { NoticeTopic } from '../../../domain/notices.ts'
import { actingFor, requireVersion } from '../../access.ts'
import { InvalidError, RefusedError } from '../../errors.ts'
import type { MeetingView, MoveBody, OutcomeBody } from './contract.ts'
import { type MeetingNeeds, reach, shown, storedTimes, timesOf } from './service-reach.ts'
import { sendCalendar, tellOthers } from './service-telling.ts'
import { nowOf, partyOf } from './service-views.ts'
import { type MeetingRow, type NewMeeting, meetingStore as store } from './store.ts'

type Version = number | null
type Held = { meetingId: string; version: Version }

export interface StepService {
  answer(
    actor: Actor,
    meetingId: string,
    version: Version,
    body: { step: 'accept' | 'decline'; pick?: number; note?: string },
  ): Promise<MeetingView>
  /** Offers other times, and asks again. */
  move(actor: Actor, meetingId: string, version: Version, body: MoveBody): Promise<MeetingView>
  cancel(actor: Actor, meetingId: string, version: Version, body: { note?: string }): Promise<MeetingView>
  /** Who of one's own side comes. */
  setAttendees(actor: Actor, meetingId: string, version: Version, userIds: readonly string[]): Promise<MeetingView>
  /** One's own side says how it went and what comes next. */
  report(actor: Actor, meetingId: string, version: Version, body: OutcomeBody): Promise<MeetingView>
}

export function createStepService(needs: MeetingNeeds): StepService {
  const { db } = needs
  return {
    answer: (actor, meetingId, version, { step, pick, note = '' }) =>
      db.as(actor, (tx) => {
        const taken: MeetingStep = step === 'accept' ? { type: 'accept', pick: pick ?? 0 } : { type: 'decline' }
        return take(needs, tx, actor, { meetingId, version, step: taken, texts: step === 'decline' ? { note: note.trim() } : {} })
      }),
    move: (actor, meetingId, version, body) =>
      db.as(actor, (tx) => {
        const { minutes, timeZone, place, link, agenda } = body
        const texts = { place: place?.trim(), link, agenda: agenda?.trim() }
        const said = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined))
        const times = () => ({ type: 'move' as const, proposals: timesOf(needs, body) })
        return take(needs, tx, actor, { meetingId, version, step: times, texts: { ...said, minutes, timeZone, note: '' } })
      }),
    cancel: (actor, meetingId, version, { note = '' }) =>
      db.as(actor, (tx) => take(needs, tx, actor, { meetingId, version, step: { type: 'cancel' }, texts: { note: note.trim() } })),
    setAttendees: (actor, meetingId, version, userIds) =>
      db.as(actor, (tx) => setAttendees(needs, tx, actor, { meetingId, version, userIds })),
    report: (actor, meetingId, version, body) => db.as(actor, (tx) => report(needs, tx, actor, { meetingId, version, body })),
  }
}

/** The row, held until the transaction ends, if the actor reaches it and has seen this version of it. */
async function hold(needs: MeetingNeeds, tx: Transaction, actor: Actor, { meetingId, version }: Held): Promise<MeetingRow> {
  const row = await reach(needs, tx, actor, await store.lock(tx, meetingId))
  requireVersion(row, version)
  return row
}

async function take(
  needs: MeetingNeeds,
  tx: Transaction,
  actor: Actor,
  asked: Held & { step: MeetingStep | (() => MeetingStep); texts: Partial<NewMeeting> },
): Promise<MeetingView> {
  const row = await hold(needs, tx, actor, asked)
  const step = typeof asked.step === 'function' ? asked.step() : asked.step
  const now = needs.clock.now()
  const decision = stepMeeting(nowOf(row), step, partyOf(row, actor.organizationId), now)
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const after = decision.value
  await store.change(tx, row.id, { ...changeTo(after, now), ...asked.texts, updatedAt: now })
  if (step.type === 'accept') await store.addAttendee(tx, { meetingId: row.id, ...actingFor(actor) })
  await tell(needs, tx, actor, { row, after, step: step.type })
  await record(tx, actor, { action: `meeting.${step.type}`, subjectKind: 'meeting', subjectId: row.id, at: now })
  return shown(needs, tx, actor, row.id)
}

function changeTo(after: MeetingNow, now: Date): Partial<NewMeeting> {
  const { state, askedBy, waitingFor, picked, sequence, invited, proposals } = after
  const isAsked = state === 'requested' && picked === null
  return {
    state,
    askedBy,
    waitingFor: [...waitingFor],
    picked,
    sequence,
    invited,
    ...storedTimes(proposals, picked),
    ...(isAsked && { expiresAt: expiryOf(now, proposals), remindedAt: null }),
  }
}

async function tell(
  needs: MeetingNeeds,
  tx: Transaction,
  actor: Actor,
  { row, after, step }: { row: MeetingRow; after: MeetingNow; step: MeetingStep['type'] },
): Promise<void> {
  const topic = step === 'accept' && after.state !== 'accepted' ? null : TOPICS[step]
  if (topic) await tellOthers(needs, tx, actor, { meetingId: row.id, topic })
  // What no calendar holds is not sent there: a request lives on its page until it is agreed.
  if (!after.invited || (step === 'accept' && after.state !== 'accepted')) return
  const what = step === 'accept' ? 'agreed' : step === 'move' ? 'moved' : 'cancelled'
  await sendCalendar(needs, tx, { id: row.id, sequence: after.sequence }, { what })
}

const TOPICS: Record<MeetingStep['type'], NoticeTopic> = {
  accept: 'meeting-agreed',
  decline: 'meeting-declined',
  move: 'meeting-changed',
  cancel: 'meeting-cancelled',
}

/** Whoever is added gets the meeting into his calendar, whoever is left out has it taken from there. */
async function setAttendees(
  needs: MeetingNeeds,
  tx: Transaction,
  actor: Actor,
  { userIds, ...held }: Held & { userIds: readonly string[] },
): Promise<MeetingView> {
  const row = await hold(needs, tx, actor, held)
  const { organizationId } = actingFor(actor)
  const members = new Set(await store.membersOf(tx, organizationId))
  const strange = userIds.findIndex((one) => !members.has(one))
  if (strange >= 0) throw new InvalidError([{ field: `/userIds/${strange}`, code: 'not-a-choice' }])
  const [loaded] = await store.load(tx, [row.id])
  const before = (loaded?.attendees ?? []).filter((one) => one.organizationId === organizationId).map((one) => one.userId)
  await store.setAttendees(tx, { meetingId: row.id, organizationId, userIds })
  const at = needs.clock.now()
  await store.change(tx, row.id, { updatedAt: at })
  if (row.state === 'accepted') {
    const people = (ids: readonly string[]) => ids.map((userId) => ({ userId, organizationId }))
    await sendCalendar(needs, tx, row, { what: 'agreed', to: people(userIds.filter((one) => !before.includes(one))) })
    await sendCalendar(needs, tx, row, { what: 'cancelled', to: people(before.filter((one) => !userIds.includes(one))) })
  }
  await record(tx, actor, { action: 'meeting.attendees', subjectKind: 'meeting', subjectId: row.id, at })
  return shown(needs, tx, actor, row.id)
}

async function report(
  needs: MeetingNeeds,
  tx: Transaction,
  actor: Actor,
  { body, ...held }: Held & { body: OutcomeBody },
): Promise<MeetingView> {
  const row = await hold(needs, tx, actor, held)
  const { userId, organizationId } = actingFor(actor)
  const now = needs.clock.now()
  const outcome = { ...body, comment: body.comment?.trim() ?? '', nextNote: body.nextNote?.trim() ?? '' }
  const said = outcome.result === 'held' ? { ...outcome, absent: null } : { ...outcome, rating: null }
  const decision = reportOutcome(row, said, { now, today: dayOf(now, row.timeZone) })
  if (!decision.ok) throw new RefusedError(decision.refusal)
  const party = partyOf(row, organizationId)
  await store.saveOutcome(tx, { meetingId: row.id, organizationId, party, ...said, byUserId: userId, at: now })
  await store.change(tx, row.id, { state: decision.value, updatedAt: now })
  await record(tx, actor, { action: 'meeting.report', subjectKind: 'meeting', subjectId: row.id, at: now })
  return shown(needs, tx, actor, row.id)
}
