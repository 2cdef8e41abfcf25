/** The thread of one linkage: its messages, and what its parties do with them. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, text, ticked } from '#lib/api/form.ts'
import { writeMessage } from '#lib/conversations/write.server.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

/** A file of a thread is at least its parties’ own; what binds by contract is no agency’s. */
const TIERS = ['registered', 'matched', 'introduced', 'nda-signed', 'deal'] as const

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const path = { linkageId: params.linkageId }
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, ...(cursor && { cursor }) }
  const [thread, messages] = await Promise.all([
    locals.api.GET('/api/v1/linkages/{linkageId}/thread', { params: { path } }),
    locals.api.GET('/api/v1/linkages/{linkageId}/messages', { params: { path, query } }),
  ])
  const tiers = locals.me?.acting?.kind === 'agency' ? TIERS.slice(0, 3) : TIERS
  return { thread: need(thread), messages: need(messages), tiers }
}

const back = (linkageId: string, done: string) => withDone(`/linkages/${linkageId}/messages`, done)

export const actions: Actions = {
  write: async ({ locals, params, request }) => {
    const refused = await writeMessage(locals.api, request, params.linkageId)
    if (refused) return refused
    redirect(303, back(params.linkageId, 'message-sent'))
  },
  takeBack: async ({ locals, params, request }) => {
    const form = await request.formData()
    const path = { messageId: text(form, 'messageId') ?? '' }
    const answer = await locals.api.POST('/api/v1/messages/{messageId}/take-back', { params: { path }, headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, back(params.linkageId, 'message-taken-back'))
  },
  read: async ({ locals, params, request }) => {
    const form = await request.formData()
    const path = { linkageId: params.linkageId }
    const answer = await locals.api.POST('/api/v1/linkages/{linkageId}/messages/read', {
      params: { path },
      headers: guards(form),
      body: {},
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, back(params.linkageId, 'messages-read'))
  },
  agency: async ({ locals, params, request }) => {
    const form = await request.formData()
    const path = { linkageId: params.linkageId }
    const invited = ticked(form, 'invited')
    const headers = guards(form)
    const answer = await locals.api.PUT('/api/v1/linkages/{linkageId}/thread/agency', { params: { path }, headers, body: { invited } })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, back(params.linkageId, invited ? 'agency-invited' : 'agency-uninvited'))
  },
}
