/** The automatic schedule of an event: made as often as the officer likes, with what he has pinned, and told to the firms when he says so. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { JobData } from '../../../db/jobs.ts'
import type { Actor } from '../../../domain/actor.ts'
import { slotsOf } from '../../../domain/events.ts'
import { type Candidate, proposalWeight, requestWeight, scheduleMeetings } from '../../../domain/schedule.ts'
import { requireVersion } from '../../access.ts'
import { RefusedError } from '../../errors.ts'
import { type EventNeeds, editable, type Preference, tellFirms } from './service-reach.ts'
import { planOf } from './service-views.ts'
import { type EventRow, eventStore, type ParticipantRow } from './store.ts'
import { type EventMeetingRow, type NewEventMeeting, eventMeetingStore as store } from './store-meetings.ts'

type Version = number | null
export interface Made {
  met: number
  bound: number
  placed: number
  left: number
}

export interface ScheduleService {
  schedule(actor: Actor, eventId: string, version: Version, options: { useProposals: boolean }): Promise<Made>
  /** Tells the firms, and sends new places, changed ones and those that fell away into their calendars. */
  announce(actor: Actor, eventId: string, version: Version): Promise<void>
}

export function createScheduleService(needs: EventNeeds): ScheduleService {
  const { db } = needs
  return {
    schedule: (actor, eventId, version, options) => db.as(actor, (tx) => schedule(needs, tx, actor, { eventId, version, ...options })),
    announce: (actor, eventId, version) => db.as(actor, (tx) => announce(needs, tx, actor, { eventId, version })),
  }
}

async function schedule(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { eventId, version, useProposals }: { eventId: string; version: Version; useProposals: boolean },
): Promise<Made> {
  const event = await editable(tx, actor, eventId)
  requireVersion(event, version)
  refuseClosed(event)
  const at = needs.clock.now()
  const rows = await store.lockAll(tx, eventId)
  const firms = await eventStore.registeredOf(tx, eventId)
  const standing = rows.filter((one) => isCandidate(one, useProposals))
  const proposed = useProposals ? newPairs({ event, firms, rows, at, preferences: await preferencesOf(needs, firms) }) : []
  const made = scheduleMeetings([...standing.map(candidateOf), ...proposed.map(candidateOf)], hallOf(event, firms))
  const seats = new Map(made.placed.map((one) => [one.id, one]))
  const seated = [...standing, ...proposed.filter((one) => seats.has(one.id))].map((row): NewEventMeeting => {
    const seat = seats.get(row.id)
    return { ...row, slot: seat?.slot ?? null, tableNumber: seat?.table ?? null, state: seat ? 'scheduled' : 'accepted', updatedAt: at }
  })
  // Proposals that are not wanted this time lose their place too.
  const out = rows.filter((one) => one.state === 'scheduled' && !standing.includes(one))
  const rest = out.map((row): NewEventMeeting => ({ ...row, slot: null, tableNumber: null, state: 'accepted', updatedAt: at }))
  await store.saveAll(tx, eventId, [...seated, ...rest])
  await eventStore.change(tx, eventId, { metWeight: made.met, boundWeight: made.bound, scheduledAt: at, updatedAt: at })
  await record(tx, actor, { action: 'event.schedule', subjectKind: 'event', subjectId: eventId, at })
  return { met: made.met, bound: made.bound, placed: made.placed.length, left: made.left.length }
}

function refuseClosed({ state }: EventRow): void {
  if (state !== 'published') throw new RefusedError({ code: 'event-wrong-state', message: 'The event is past this step.' })
}

const isProposal = (row: Pick<EventMeetingRow, 'weight'>) => row.weight < requestWeight()

function isCandidate(row: EventMeetingRow, useProposals: boolean): boolean {
  return (row.state === 'accepted' || row.state === 'scheduled') && (useProposals || row.pinned || !isProposal(row))
}

type Row = Pick<EventMeetingRow, 'id' | 'leadFirmId' | 'smeId' | 'weight' | 'pinned' | 'slot' | 'tableNumber'>
function candidateOf({ id, leadFirmId, smeId, weight, pinned, slot, tableNumber }: Row): Candidate {
  const pin = pinned && slot !== null && tableNumber !== null ? { slot, table: tableNumber } : null
  return { id, leadFirm: leadFirmId, sme: smeId, weight, pin }
}

function hallOf(event: EventRow, firms: readonly ParticipantRow[]) {
  const away = new Map(firms.map((one) => [one.id, new Set(one.away)]))
  return { slots: slotsOf(planOf(event)).length, tables: event.tables, most: event.most, away }
}

async function preferencesOf({ preferences }: EventNeeds, firms: readonly ParticipantRow[]): Promise<Preference[]> {
  const idsOf = (kind: ParticipantRow['kind']) => firms.filter((one) => one.kind === kind).map((one) => one.organizationId)
  return preferences({ leadFirmIds: idsOf('lead-firm'), smeIds: idsOf('sme') })
}

/** Pairs of the matcher that nobody has asked for, nor turned down. */
function newPairs({
  event,
  firms,
  rows,
  at,
  preferences,
}: {
  event: EventRow
  firms: readonly ParticipantRow[]
  rows: readonly EventMeetingRow[]
  at: Date
  preferences: readonly Preference[]
}) {
  const stands = new Set(rows.map((one) => `${one.leadFirmId}/${one.smeId}`))
  const byOrganization = new Map(firms.map((one) => [one.organizationId, one]))
  return preferences.flatMap(({ leadFirmId, smeId, isAlias, band, score }) => {
    const [leadFirm, sme] = [byOrganization.get(leadFirmId), byOrganization.get(smeId)]
    // A named lead firm's needs under an alias, and the other way round, would tell who it is.
    if (!leadFirm || !sme || isAlias !== (leadFirm.alias !== null) || stands.has(`${leadFirm.id}/${sme.id}`)) return []
    const pair = { eventId: event.id, leadFirmId: leadFirm.id, smeId: sme.id, askedBy: null, reason: '' }
    const seat = { slot: null, tableNumber: null, pinned: false, toldSlot: null, toldTable: null, sequence: 0, invited: false }
    const stamps = { remindedAt: at, createdAt: at, updatedAt: at }
    return [
      {
        id: crypto.randomUUID(),
        uid: crypto.randomUUID(),
        ...pair,
        ...seat,
        ...stamps,
        state: 'accepted' as const,
        weight: proposalWeight(band, score),
      },
    ]
  })
}

async function announce(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { eventId, version }: { eventId: string; version: Version },
): Promise<void> {
  const event = await editable(tx, actor, eventId)
  requireVersion(event, version)
  refuseClosed(event)
  const at = needs.clock.now()
  const rows = await store.lockAll(tx, eventId)
  const moved = rows.filter((row) => row.slot !== row.toldSlot || row.tableNumber !== row.toldTable)
  const told = moved.map((row) => ({
    ...row,
    toldSlot: row.slot,
    toldTable: row.tableNumber,
    sequence: row.invited ? row.sequence + 1 : row.sequence,
    invited: row.invited || row.slot !== null,
    updatedAt: at,
  }))
  await store.saveMany(tx, told)
  await needs.jobs.sendMany(
    tx,
    'event-mail',
    told.flatMap((row, index) => mailOf(row, (moved[index] as EventMeetingRow).invited)),
  )
  const concerned = new Set(told.flatMap((row) => [row.leadFirmId, row.smeId]))
  const firms = (await eventStore.registeredOf(tx, eventId)).filter((one) => concerned.has(one.id))
  const to = firms.map((one) => one.organizationId)
  await tellFirms(needs, tx, event, { to, topic: 'event-schedule', mark: at.toISOString(), part: '/timetable' })
  await eventStore.change(tx, eventId, { announcedAt: at, updatedAt: at })
  await record(tx, actor, { action: 'event.announce', subjectKind: 'event', subjectId: eventId, at })
}

function mailOf({ id, sequence, slot }: EventMeetingRow, wasInvited: boolean): JobData['event-mail'][] {
  if (slot === null) return wasInvited ? [{ eventMeetingId: id, sequence, what: 'cancelled' }] : []
  return [{ eventMeetingId: id, sequence, what: wasInvited ? 'moved' : 'agreed' }]
}
