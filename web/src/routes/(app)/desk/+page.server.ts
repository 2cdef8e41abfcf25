/** The desk: what comes first, the board by stage, and the same as a list, under one set of filters. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import { move } from '#lib/desk/act.server.ts'
import { filtersIn } from '#lib/desk/filters.ts'
import { pathHere } from '#lib/imports/here.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = filtersIn(url.searchParams)
  const cursor = url.searchParams.get('cursor')
  const page = { ...query, ...(!query.stage && { moving: 'true' as const }), limit: 25, ...(cursor && { cursor }) }
  const [board, list, late, choices, queue] = await Promise.all([
    locals.api.GET('/api/v1/desk/board', { params: { query } }),
    locals.api.GET('/api/v1/desk/linkages', { params: { query: page } }),
    locals.api.GET('/api/v1/desk/linkages', { params: { query: { overdue: 'true', limit: 3 } } }),
    locals.api.GET('/api/v1/desk/choices'),
    locals.api.GET('/api/v1/desk/queue', { params: { query: { limit: 1 } } }),
  ])
  return { query, board: need(board), list: need(list), late: need(late).items, choices: need(choices), waiting: need(queue).waiting }
}

export const actions: Actions = {
  move: async ({ locals, request, url }) => {
    const taken = await move(locals.api, await request.formData())
    if (taken.refused) return taken.refused
    redirect(303, withDone(pathHere(url), taken.done))
  },
}
