/** The category weights in force; for administrators of the platform, what decisions propose. */
import { redirect } from '@sveltejs/kit'
import { need, refusal, refuseFields } from '#lib/api/answer.ts'
import { guards, ifMatch, text } from '#lib/api/form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const weights = need(await locals.api.GET('/api/v1/weights'))
  if (!locals.me?.user.platformAdmin) return { weights, reports: null }
  const cursor = url.searchParams.get('cursor')
  const query = { limit: 10, ...(cursor && { cursor }) }
  return { weights, reports: need(await locals.api.GET('/api/v1/weights/reports', { params: { query } })) }
}

export const actions: Actions = {
  look: async ({ locals, request }) => {
    const form = await request.formData()
    const answer = await locals.api.POST('/api/v1/weights/reports', { headers: guards(form) })
    if (!answer.data) return refusal(answer, form)
    redirect(303, '/weights?done=weights-looked')
  },
  decide: async ({ locals, request }) => {
    const form = await request.formData()
    const decision = text(form, 'decision') === 'apply' ? ('apply' as const) : ('refuse' as const)
    const note = text(form, 'note')
    if (!note) return refuseFields(form, { note: { code: 'required' } })
    const answer = await locals.api.POST('/api/v1/weights/reports/{reportId}/decision', {
      params: { path: { reportId: text(form, 'reportId') ?? '' }, header: ifMatch(form) },
      headers: guards(form),
      body: { decision, note },
    })
    if (!answer.data) return refusal(answer, form)
    redirect(303, `/weights?done=weights-${decision === 'apply' ? 'applied' : 'refused'}`)
  },
}
