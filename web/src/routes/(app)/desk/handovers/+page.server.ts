/** Needs handed on to other agencies and by them, and the form that hands one on. */
import { redirect } from '@sveltejs/kit'
import { need, refusal } from '#lib/api/answer.ts'
import { guards, ifMatch, text } from '#lib/api/form.ts'
import { pathHere } from '#lib/imports/here.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor')
  const [handovers, queue, agencies] = await Promise.all([
    locals.api.GET('/api/v1/desk/handovers', { params: { query: { limit: 25, ...(cursor && { cursor }) } } }),
    locals.api.GET('/api/v1/desk/queue', { params: { query: { limit: 1 } } }),
    locals.api.GET('/api/v1/agencies', { params: { query: { limit: 100 } } }),
  ])
  const own = locals.me?.acting?.organizationId
  const others = need(agencies).items.filter((one) => one.id !== own)
  return { handovers: need(handovers), needs: need(queue).needs, agencies: others.map(({ id, name, country }) => ({ id, name, country })) }
}

export const actions: Actions = {
  propose: async ({ locals, request, url }) => {
    const form = await request.formData()
    const body = { needId: text(form, 'needId') ?? '', agencyId: text(form, 'agencyId') ?? '', message: text(form, 'message') ?? '' }
    const answer = await locals.api.POST('/api/v1/desk/handovers', { headers: guards(form), body })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(pathHere(url), 'handover-proposed'))
  },
  step: async ({ locals, request, url }) => {
    const form = await request.formData()
    const step = (['accept', 'decline', 'take-back'] as const).find((one) => one === text(form, 'step')) ?? 'accept'
    const answer = await locals.api.POST('/api/v1/desk/handovers/{handoverId}/steps', {
      params: { path: { handoverId: text(form, 'handoverId') ?? '' }, header: ifMatch(form) },
      headers: guards(form),
      body: { step },
    })
    if (!answer.response.ok) return refusal(answer, form)
    redirect(303, withDone(pathHere(url), 'handover-answered'))
  },
}
