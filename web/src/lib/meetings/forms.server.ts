/** Does what a form about a meeting asks for: asks, answers, moves, calls off, says who comes and how it went, files what a visit found. */
import { redirect } from '@sveltejs/kit'
import { type Answer, refusal } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { guards, ifMatch, text, texts } from '#lib/api/form.ts'
import { withDone } from '#lib/local-path.ts'
import { FINDINGS, KINDS, NEXT_STEPS, PARTIES, PROPOSALS, RESULTS, SEVERITIES } from '#lib/meetings/codes.ts'

type Refused = ReturnType<typeof refusal>
interface Asked {
  api: Api
  form: FormData
  /** Where the reader goes when it is done. */
  to: string
}

/** One of the codes that a list offers. */
function oneOf<C extends string>(codes: readonly C[], form: FormData, name: string): C | undefined {
  return codes.find((one) => one === text(form, name))
}

function finish(answer: Answer<unknown>, { form, to }: Asked, done: string): Refused {
  if (!answer.response.ok) return refusal(answer, form)
  redirect(303, withDone(to, done))
}

/** Rows that are left wholly empty are not offered. */
function timesOf(form: FormData) {
  const typed = PROPOSALS.map((n) => ({ on: text(form, `proposals.${n}.on`) ?? '', time: text(form, `proposals.${n}.time`) ?? '' }))
  return {
    minutes: Number(text(form, 'minutes') ?? Number.NaN),
    timeZone: text(form, 'timeZone') ?? '',
    proposals: typed.filter(({ on, time }, n) => n === 0 || on !== '' || time !== ''),
    place: text(form, 'place') ?? '',
    link: text(form, 'link') ?? '',
    agenda: text(form, 'agenda') ?? '',
  }
}

export async function askMeeting(asked: Asked, linkageId: string): Promise<Refused> {
  const { api, form } = asked
  const body = { kind: oneOf(KINDS, form, 'kind') ?? 'meeting', ...timesOf(form) }
  const path = '/api/v1/linkages/{linkageId}/meetings'
  return finish(await api.POST(path, { params: { path: { linkageId } }, body, headers: guards(form) }), asked, 'meeting-asked')
}

/** The version that was read and the meeting that is meant. */
function held(form: FormData) {
  const headers = { ...guards(form), ...ifMatch(form) }
  return { params: { path: { meetingId: text(form, 'meetingId') ?? '' }, header: ifMatch(form) }, headers }
}

export async function answerMeeting(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  const step = oneOf(['accept', 'decline'] as const, form, 'step') ?? 'decline'
  const note = text(form, 'note')
  const body = { step, ...(step === 'accept' ? { pick: Number(text(form, 'pick') ?? 0) } : note && { note }) }
  return finish(await api.POST('/api/v1/meetings/{meetingId}/answer', { ...held(form), body }), asked, `meeting-${step}`)
}

export async function moveMeeting(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  return finish(await api.POST('/api/v1/meetings/{meetingId}/move', { ...held(form), body: timesOf(form) }), asked, 'meeting-move')
}

export async function cancelMeeting(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  const body = { note: text(form, 'note') ?? '' }
  return finish(await api.POST('/api/v1/meetings/{meetingId}/cancel', { ...held(form), body }), asked, 'meeting-cancel')
}

export async function saveAttendees(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  const body = { userIds: texts(form, 'userIds') }
  return finish(await api.PUT('/api/v1/meetings/{meetingId}/attendees', { ...held(form), body }), asked, 'meeting-attendees')
}

/** What a side says of a meeting that is over; meetings at events are reported alike. */
export function outcomeOf(form: FormData) {
  const rating = text(form, 'rating')
  return {
    result: oneOf(RESULTS, form, 'result') ?? 'held',
    absent: oneOf(PARTIES, form, 'absent') ?? null,
    rating: rating ? Number(rating) : null,
    comment: text(form, 'comment') ?? '',
    nextStep: oneOf(NEXT_STEPS, form, 'nextStep') ?? 'other',
    nextNote: text(form, 'nextNote') ?? '',
    nextOn: text(form, 'nextOn') ?? '',
  }
}

export async function reportMeeting(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  const answer = await api.PUT('/api/v1/meetings/{meetingId}/outcome', { ...held(form), body: outcomeOf(form) })
  return finish(answer, asked, 'meeting-report')
}

export async function writeVisitReport(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  const findings = FINDINGS.flatMap((n) => {
    const said = text(form, `findings.${n}.text`)
    const code = text(form, `findings.${n}.subject.code`)
    const severity = oneOf(SEVERITIES, form, `findings.${n}.severity`) ?? 'observation'
    return said ? [{ severity, text: said, requirementId: null, subject: code ? { kind: 'standard' as const, code } : null }] : []
  })
  const body = { summary: text(form, 'summary') ?? '', findings }
  return finish(await api.POST('/api/v1/meetings/{meetingId}/visit-report', { ...held(form), body }), asked, 'visit-report')
}

export async function settleFinding(asked: Asked): Promise<Refused> {
  const { api, form } = asked
  const { headers, params } = held(form)
  const path = { findingId: text(form, 'findingId') ?? '' }
  const body = { state: oneOf(['open', 'closed'] as const, form, 'state') ?? 'closed' }
  return finish(await api.PUT('/api/v1/findings/{findingId}', { params: { ...params, path }, headers, body }), asked, 'finding-settled')
}
