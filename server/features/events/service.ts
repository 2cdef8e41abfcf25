/** Events of agencies: planned, published, called off; firms are invited and take part. */
import { record } from '../../../db/audit.ts'
import type { Transaction } from '../../../db/client.ts'
import type { Actor } from '../../../domain/actor.ts'
import { endOfDay, isTimeZone } from '../../../domain/day.ts'
import { aliasOf, mayHide, mayRegister, planFaults, type Slot, slotsOf } from '../../../domain/events.ts'
import { actingFor, requireMay, requireVersion } from '../../access.ts'
import { pageOf } from '../../cursor.ts'
import { InvalidError, NotFoundError, RefusedError } from '../../errors.ts'
import type { EventBody, EventCard, EventView, ParticipantView } from './contract.ts'
import { callOff } from './service-calling-off.ts'
import { type EventNeeds, editable, organises, readable, tellFirms } from './service-reach.ts'
import { cardOf, eventView, participantView, planOf } from './service-views.ts'
import { type EventRow, type NewEvent, type ParticipantRow, eventStore as store } from './store.ts'
import { eventMeetingStore } from './store-meetings.ts'

type Version = number | null
type Page = { limit: number; cursor: string | undefined }

export interface EventService {
  list(actor: Actor, page: Page & { when?: 'upcoming' | 'past' }): Promise<{ items: EventCard[]; next: string | null }>
  get(actor: Actor, eventId: string): Promise<EventView>
  create(actor: Actor, body: EventBody): Promise<EventView>
  /** Once it is published, its day, sessions and tables stand. */
  change(actor: Actor, eventId: string, version: Version, body: EventBody): Promise<EventView>
  publish(actor: Actor, eventId: string, version: Version): Promise<EventView>
  cancel(actor: Actor, eventId: string, version: Version): Promise<EventView>
  invite(actor: Actor, eventId: string, organizationIds: readonly string[]): Promise<{ invited: number }>
  takePart(actor: Actor, eventId: string, body: { underAlias: boolean; away: number[] }): Promise<EventView>
  withdraw(actor: Actor, eventId: string): Promise<void>
  participants(actor: Actor, eventId: string, page: Page): Promise<{ items: ParticipantView[]; next: string | null }>
}

export function createEventService(needs: EventNeeds): EventService {
  const { db, clock } = needs
  return {
    list: (actor, page) => db.as(actor, (tx) => list(needs, tx, actor, page)),
    get: (actor, eventId) => db.as(actor, async (tx) => shown(needs, tx, actor, await readable(tx, actor, eventId))),
    create: (actor, body) =>
      db.as(actor, async (tx) => {
        requireMay(actor, 'event.edit')
        const at = clock.now()
        const row = await store.insert(tx, {
          ...plannedOf(needs, body),
          agencyId: actingFor(actor).organizationId,
          createdAt: at,
          updatedAt: at,
        })
        await note(tx, actor, row.id, { action: 'event.create', at })
        return shown(needs, tx, actor, row)
      }),
    change: (actor, eventId, version, body) =>
      db.as(actor, async (tx) => {
        const row = await editable(tx, actor, eventId)
        requireVersion(row, version)
        const planned = plannedOf(needs, body)
        if (row.state === 'cancelled' || (row.state === 'published' && !samePlan(row, planned)))
          throw new RefusedError({
            code: 'event-plan-fixed',
            message: 'Day, sessions and tables of a published event stand; the rest may change.',
          })
        const at = clock.now()
        const saved = await store.change(tx, eventId, { ...planned, updatedAt: at })
        await note(tx, actor, eventId, { action: 'event.change', at })
        return shown(needs, tx, actor, saved)
      }),
    publish: (actor, eventId, version) =>
      db.as(actor, async (tx) => {
        const row = await editable(tx, actor, eventId)
        requireVersion(row, version)
        if (row.state !== 'draft') throw new RefusedError({ code: 'event-wrong-state', message: 'The event is past this step.' })
        const at = clock.now()
        const faults = planFaults(planOf(row), { registerUntil: row.registerUntil, now: at })
        if (faults.length > 0) throw new InvalidError(faults)
        const saved = await store.change(tx, eventId, { state: 'published', updatedAt: at })
        await note(tx, actor, eventId, { action: 'event.publish', at })
        return shown(needs, tx, actor, saved)
      }),
    cancel: (actor, eventId, version) => db.as(actor, (tx) => cancel(needs, tx, actor, { eventId, version })),
    invite: (actor, eventId, organizationIds) => db.as(actor, (tx) => invite(needs, tx, actor, { eventId, organizationIds })),
    takePart: (actor, eventId, body) => db.as(actor, (tx) => takePart(needs, tx, actor, { eventId, ...body })),
    withdraw: (actor, eventId) => db.as(actor, (tx) => withdraw(needs, tx, actor, eventId)),
    participants: (actor, eventId, page) => db.as(actor, (tx) => participants(needs, tx, actor, { eventId, page })),
  }
}

async function cancel(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { eventId, version }: { eventId: string; version: Version },
): Promise<EventView> {
  const row = await editable(tx, actor, eventId)
  requireVersion(row, version)
  if (row.state === 'cancelled') throw new RefusedError({ code: 'event-wrong-state', message: 'The event is past this step.' })
  const at = needs.clock.now()
  const saved = await store.change(tx, eventId, { state: 'cancelled', updatedAt: at })
  await callOff(needs, tx, await eventMeetingStore.lockAll(tx, eventId))
  const to = (await store.registeredOf(tx, eventId)).map((one) => one.organizationId)
  await tellFirms(needs, tx, row, { to, topic: 'meeting-cancelled', mark: 'event' })
  await note(tx, actor, eventId, { action: 'event.cancel', at })
  return shown(needs, tx, actor, saved)
}

async function note(tx: Transaction, actor: Actor, eventId: string, { action, at }: { action: string; at: Date }): Promise<void> {
  await record(tx, actor, { action, subjectKind: 'event', subjectId: eventId, at })
}

async function shown({ clock }: EventNeeds, tx: Transaction, actor: Actor, row: EventRow): Promise<EventView> {
  const isOrganiser = organises(actor, row)
  return eventView(row, actor, {
    agency: await store.agencyName(tx, row.agencyId),
    mine: actor.organizationId ? await store.participant(tx, row.id, actor.organizationId) : undefined,
    registered: await store.countRegistered(tx, row.id),
    untold: isOrganiser ? await eventMeetingStore.countUntold(tx, row.id) : 0,
    isOrganiser,
    now: clock.now(),
  })
}

/** The columns of a plan, if it holds together. */
function plannedOf({ clock }: EventNeeds, body: EventBody): Omit<NewEvent, 'agencyId' | 'createdAt' | 'updatedAt'> {
  const { kind, on, timeZone, sessions, slotMinutes, tables, capacity, most } = body
  if (!isTimeZone(timeZone)) throw new InvalidError([{ field: '/timeZone', code: 'not-allowed-value' }])
  const plan = { on, timeZone, sessions, slotMinutes }
  const slots = slotsOf(plan)
  const registerUntil = registrationEnd(body, slots[0])
  const faults = planFaults(plan, { registerUntil, now: clock.now() })
  if (faults.length > 0) throw new InvalidError(faults)
  const span = { startsAt: slots[0]?.startsAt ?? registerUntil, endsAt: slots.at(-1)?.endsAt ?? registerUntil }
  const texts = { title: body.title.trim(), description: trimmed(body.description), place: trimmed(body.place) }
  return { kind, ...texts, heldOn: on, timeZone, sessions, slotMinutes, tables, capacity, most, registerUntil, ...span }
}

/** The end of its last day; on the day of the event itself, its beginning. */
function registrationEnd({ registerUntilOn, on, timeZone }: EventBody, first: Slot | undefined): Date {
  return registerUntilOn === on && first ? first.startsAt : endOfDay(registerUntilOn, timeZone)
}

function trimmed(text: string | undefined): string {
  return text?.trim() ?? ''
}

function samePlan(row: EventRow, planned: ReturnType<typeof plannedOf>): boolean {
  const told = ({ heldOn, timeZone, sessions, slotMinutes, tables }: Omit<NewEvent, 'agencyId' | 'createdAt' | 'updatedAt'>) =>
    JSON.stringify([heldOn, timeZone, sessions.map(({ from, to }) => [from, to]), slotMinutes, tables])
  return told(row) === told(planned)
}

async function list(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { when, limit, cursor }: Page & { when?: 'upcoming' | 'past' },
): Promise<{ items: EventCard[]; next: string | null }> {
  requireMay(actor, 'event.read')
  const { organizationId } = actingFor(actor)
  const asked = { isPast: when === 'past', now: needs.clock.now(), after: needs.cursors.read(cursor), limit: limit + 1 }
  const page = pageOf(await store.list(tx, organizationId, asked), limit, needs.cursors, ({ row }) => [row.startsAt.toISOString(), row.id])
  return { items: page.items.map(({ row, ...rest }) => cardOf(row, actor, rest)), next: page.next }
}

async function invite(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { eventId, organizationIds }: { eventId: string; organizationIds: readonly string[] },
): Promise<{ invited: number }> {
  const row = await editable(tx, actor, eventId)
  const at = needs.clock.now()
  const open = mayRegister({ ...row, capacity: Number.POSITIVE_INFINITY }, 0, at)
  if (!open.ok) throw new RefusedError(open.refusal)
  const firms = await store.firmsAmong(tx, organizationIds)
  const rows = firms.map(({ id, kind }) => ({ eventId, organizationId: id, kind, state: 'invited' as const, createdAt: at, updatedAt: at }))
  const invited = await store.invite(tx, rows)
  await tellFirms(needs, tx, row, { to: invited.map((one) => one.organizationId), topic: 'event-invited', mark: 'once' })
  await note(tx, actor, eventId, { action: 'event.invite', at })
  return { invited: invited.length }
}

async function takePart(
  needs: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { eventId, underAlias, away }: { eventId: string; underAlias: boolean; away: number[] },
): Promise<EventView> {
  requireMay(actor, 'event.take-part')
  const { userId, organizationId } = actingFor(actor)
  await readable(tx, actor, eventId)
  // Held, so that the last place is given once and each alias is another.
  const row = (await store.lock(tx, eventId)) as EventRow
  const mine = await store.participant(tx, eventId, organizationId)
  const at = needs.clock.now()
  await refuseFull(tx, row, { mine, at })
  if (underAlias && !mayHide(actor.kind))
    throw new RefusedError({ code: 'alias-not-for-you', message: 'Only a lead firm may stay unnamed.' })
  const slots = slotsOf(planOf(row)).length
  const strange = away.findIndex((slot) => slot >= slots)
  if (strange >= 0) throw new InvalidError([{ field: `/away/${strange}`, code: 'not-a-choice' }])
  const alias = underAlias ? await aliasFor(tx, eventId, mine) : null
  const kind = actor.kind === 'lead-firm' ? ('lead-firm' as const) : ('sme' as const)
  const stays = { eventId, organizationId, kind, alias, away, byUserId: userId }
  const saved = await store.register(tx, { ...stays, state: 'registered', createdAt: at, updatedAt: at })
  await record(tx, actor, { action: 'event.take-part', subjectKind: 'participant', subjectId: saved.id, at })
  return shown(needs, tx, actor, row)
}

async function refuseFull(tx: Transaction, row: EventRow, { mine, at }: { mine: ParticipantRow | undefined; at: Date }): Promise<void> {
  const others = (await store.countRegistered(tx, row.id)) - (mine?.state === 'registered' ? 1 : 0)
  const decision = mayRegister(row, others, at)
  if (!decision.ok) throw new RefusedError(decision.refusal)
}

async function aliasFor(tx: Transaction, eventId: string, mine: ParticipantRow | undefined): Promise<string> {
  return mine?.alias ?? aliasOf((await store.countAliases(tx, eventId)) + 1)
}

async function withdraw(needs: EventNeeds, tx: Transaction, actor: Actor, eventId: string): Promise<void> {
  requireMay(actor, 'event.take-part')
  await readable(tx, actor, eventId)
  const mine = await store.participant(tx, eventId, actingFor(actor).organizationId)
  if (!mine || mine.state === 'withdrawn') throw new NotFoundError()
  const at = needs.clock.now()
  await store.withdraw(tx, mine.id, at)
  await callOff(needs, tx, await eventMeetingStore.ofParticipant(tx, mine.id))
  await record(tx, actor, { action: 'event.withdraw', subjectKind: 'participant', subjectId: mine.id, at })
}

/** A firm sees those of the other kind that have registered; the organiser sees all. */
async function participants(
  { cursors }: EventNeeds,
  tx: Transaction,
  actor: Actor,
  { eventId, page: { limit, cursor } }: { eventId: string; page: Page },
): Promise<{ items: ParticipantView[]; next: string | null }> {
  const row = await readable(tx, actor, eventId)
  const isOrganiser = organises(actor, row)
  const mine = actor.organizationId ? await store.participant(tx, eventId, actor.organizationId) : undefined
  // Who has not registered looks at no guest list.
  if (!isOrganiser && mine?.state !== 'registered') throw new NotFoundError()
  const kind = isOrganiser ? {} : { kind: actor.kind === 'sme' ? ('lead-firm' as const) : ('sme' as const) }
  const asked = { ...kind, isRegistered: !isOrganiser, after: cursors.read(cursor), limit: limit + 1 }
  const found = pageOf(await store.participantsOf(tx, eventId, asked), limit, cursors, (one) => [one.row.id])
  return { items: found.items.map(participantView), next: found.next }
}
