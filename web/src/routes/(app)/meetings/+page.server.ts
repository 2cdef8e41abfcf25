/** All meetings of the acting organization, and the calendar that a member follows. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const when = url.searchParams.get('when') === 'past' ? ('past' as const) : ('upcoming' as const)
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 25, when, ...(cursor && { cursor }) }
  const meetings = need(await locals.api.GET('/api/v1/meetings', { params: { query } }))
  const calendar = need(await locals.api.GET('/api/v1/calendar'))
  return { when, meetings, calendar }
}

export const actions: Actions = {
  open: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/calendar', { headers: guards(form) })
    if (!answer.data) return refusal(answer, form)
    // The address is told in this answer alone.
    return { url: answer.data.url }
  },
  close: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.DELETE('/api/v1/calendar', { headers: guards(form) })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, '/meetings?done=calendar-closed')
  },
}
