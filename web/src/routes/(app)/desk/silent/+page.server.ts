/** Linkages whose day has passed: whose turn it is, since when, and what was done about it. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import { escalate, remind } from '#lib/desk/act.server.ts'
import { pathHere } from '#lib/imports/here.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor')
  const query = { overdue: 'true' as const, limit: 25, ...(cursor && { cursor }) }
  return { list: need(await locals.api.GET('/api/v1/desk/linkages', { params: { query } })) }
}

export const actions: Actions = {
  remind: async ({ locals, request, url }) => {
    const acted = await remind(locals.api, await request.formData())
    if (acted.refused) return acted.refused
    redirect(303, withDone(pathHere(url), acted.done))
  },
  escalate: async ({ locals, request, url }) => {
    const acted = await escalate(locals.api, await request.formData())
    if (acted.refused) return acted.refused
    redirect(303, withDone(pathHere(url), acted.done))
  },
}
