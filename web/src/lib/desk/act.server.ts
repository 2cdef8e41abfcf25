/** The forms of the desk: a step, an officer, a reminder or an escalation, each of one linkage. */
import { type Answer, refusal } from '#lib/api/answer.ts'
import type { Api } from '#lib/api/client.ts'
import { guards, text } from '#lib/api/form.ts'
import { takeStep } from '#lib/linkages/decide.server.ts'

type Done = { refused: ReturnType<typeof refusal> } | { refused?: undefined; done: string }

export async function move(api: Api, form: FormData): Promise<Done> {
  const taken = await takeStep(api, text(form, 'linkageId') ?? '', form)
  return taken.refused ? { refused: taken.refused } : { done: 'desk-moved' }
}

export async function assign(api: Api, form: FormData): Promise<Done> {
  const answer = await api.PUT('/api/v1/desk/linkages/{linkageId}/officer', {
    params: { path: { linkageId: text(form, 'linkageId') ?? '' } },
    headers: guards(form),
    body: { userId: text(form, 'userId') ?? null },
  })
  return doneOr(answer, form, 'desk-assigned')
}

export async function remind(api: Api, form: FormData): Promise<Done> {
  return doneOr(await api.POST('/api/v1/desk/linkages/{linkageId}/reminders', asked(form)), form, 'desk-reminder')
}

export async function escalate(api: Api, form: FormData): Promise<Done> {
  return doneOr(await api.POST('/api/v1/desk/linkages/{linkageId}/escalations', asked(form)), form, 'desk-escalation')
}

function asked(form: FormData) {
  const note = text(form, 'note')
  return { params: { path: { linkageId: text(form, 'linkageId') ?? '' } }, headers: guards(form), body: { ...(note && { note }) } }
}

function doneOr(answer: Answer<unknown>, form: FormData, done: string): Done {
  return answer.response.ok ? { done } : { refused: refusal(answer, form) }
}
