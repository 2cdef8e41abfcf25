/** Does what a form about an event asks for: plans it, invites, registers, asks firms to meet, schedules and places. */
import { redirect } from '@sveltejs/kit'
import { type Answer, refusal } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { guards, ifMatch, text, texts, ticked } from '#lib/api/form.ts'
import { EVENT_KINDS, SESSIONS } from '#lib/events/codes.ts'
import { withDone } from '#lib/local-path.ts'
import { outcomeOf } from '#lib/meetings/forms.server.ts'

type Refused = ReturnType<typeof refusal>
export interface Asked {
  api: Api
  form: FormData
  eventId: string
  /** Where the reader goes when it is done. */
  to: string
}

function finish(answer: Answer<unknown>, { form, to }: Pick<Asked, 'form' | 'to'>, done: string): Refused {
  if (!answer.response.ok) return refusal(answer, form)
  redirect(303, withDone(to, done))
}

const whole = (form: FormData, name: string) => Number(text(form, name) ?? Number.NaN)

/** The plan as the form tells it; sessions that are left empty are none. */
export function planIn(form: FormData) {
  const sessions = SESSIONS.map((n) => ({ from: text(form, `sessions.${n}.from`) ?? '', to: text(form, `sessions.${n}.to`) ?? '' }))
  return {
    kind: EVENT_KINDS.find((one) => one === text(form, 'kind')) ?? 'b2b',
    title: text(form, 'title') ?? '',
    description: text(form, 'description') ?? '',
    place: text(form, 'place') ?? '',
    on: text(form, 'on') ?? '',
    timeZone: text(form, 'timeZone') ?? '',
    sessions: sessions.filter(({ from, to }, n) => n === 0 || from !== '' || to !== ''),
    slotMinutes: whole(form, 'slotMinutes'),
    tables: whole(form, 'tables'),
    capacity: whole(form, 'capacity'),
    most: whole(form, 'most'),
    registerUntilOn: text(form, 'registerUntilOn') ?? '',
  }
}

/** The version that was read of an event. */
function held({ form, eventId }: Asked) {
  return { params: { path: { eventId }, header: ifMatch(form) }, headers: { ...guards(form), ...ifMatch(form) } }
}

export async function saveEvent(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  return finish(await api.PUT('/api/v1/events/{eventId}', { ...held(asked), body: planIn(form) }), asked, 'event-saved')
}

export async function publishEvent(asked: Asked): Promise<Refused> {
  return finish(await asked.api.POST('/api/v1/events/{eventId}/publish', held(asked)), asked, 'event-published')
}

export async function cancelEvent(asked: Asked): Promise<Refused> {
  return finish(await asked.api.POST('/api/v1/events/{eventId}/cancel', held(asked)), asked, 'event-cancelled')
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Addresses of firms' pages, as they were pasted. */
export async function inviteFirms(asked: Asked): Promise<Refused> {
  const { api, form, eventId } = asked
  const organizationIds = [...new Set((text(form, 'organizationIds') ?? '').match(ID) ?? [])]
  const answer = await api.POST('/api/v1/events/{eventId}/invitations', {
    params: { path: { eventId } },
    headers: guards(form),
    body: { organizationIds },
  })
  return finish(answer, asked, 'event-invited')
}

export async function takePart(asked: Asked): Promise<Refused> {
  const { api, form, eventId } = asked
  const body = { underAlias: ticked(form, 'underAlias'), away: texts(form, 'away').map(Number) }
  const answer = await api.PUT('/api/v1/events/{eventId}/participation', { params: { path: { eventId } }, headers: guards(form), body })
  return finish(answer, asked, 'event-registered')
}

export async function withdraw(asked: Asked): Promise<Refused> {
  const { api, form, eventId } = asked
  const answer = await api.DELETE('/api/v1/events/{eventId}/participation', { params: { path: { eventId } }, headers: guards(form) })
  return finish(answer, asked, 'event-withdrawn')
}

export async function askFirm(asked: Asked): Promise<Refused> {
  const { api, form, eventId } = asked
  const body = { participantId: text(form, 'participantId') ?? '', reason: text(form, 'reason') ?? '' }
  const answer = await api.POST('/api/v1/events/{eventId}/meetings', { params: { path: { eventId } }, headers: guards(form), body })
  return finish(answer, asked, 'event-asked')
}

/** The version that was read of a meeting at an event. */
function heldMeeting({ form }: Asked) {
  const path = { eventMeetingId: text(form, 'eventMeetingId') ?? '' }
  return { params: { path, header: ifMatch(form) }, headers: { ...guards(form), ...ifMatch(form) } }
}

export async function stepMeeting(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  const step = (['accept', 'decline', 'cancel'] as const).find((one) => one === text(form, 'step')) ?? 'decline'
  const answer = await api.POST('/api/v1/event-meetings/{eventMeetingId}/step', { ...heldMeeting(asked), body: { step } })
  return finish(answer, asked, 'event-stepped')
}

export async function reportMeeting(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  const answer = await api.PUT('/api/v1/event-meetings/{eventMeetingId}/outcome', { ...heldMeeting(asked), body: outcomeOf(form) })
  return finish(answer, asked, 'meeting-report')
}

export async function makeSchedule(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  const body = { useProposals: ticked(form, 'useProposals') }
  return finish(await api.POST('/api/v1/events/{eventId}/schedule', { ...held(asked), body }), asked, 'event-scheduled')
}

export async function announce(asked: Asked): Promise<Refused> {
  return finish(await asked.api.POST('/api/v1/events/{eventId}/announce', held(asked)), asked, 'event-announced')
}

/** `place` reads `slot.table`; empty takes the meeting out. */
export async function placeMeeting(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  const [slot, table] = (text(form, 'place') ?? '').split('.').map(Number)
  const place = slot !== undefined && table !== undefined ? { slot, table } : null
  const answer = await api.PUT('/api/v1/event-meetings/{eventMeetingId}/place', { ...heldMeeting(asked), body: { place } })
  return finish(answer, asked, 'event-placed')
}
