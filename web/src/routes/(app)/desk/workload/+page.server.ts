/** Who looks after how much, and the linkages that nobody looks after yet. */
import { redirect } from '@sveltejs/kit'
import { need } from '#lib/api/answer.ts'
import { assign } from '#lib/desk/act.server.ts'
import { filtersIn } from '#lib/desk/filters.ts'
import { pathHere } from '#lib/imports/here.ts'
import { withDone } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const { officer = 'none' } = filtersIn(url.searchParams)
  const cursor = url.searchParams.get('cursor')
  const query = { officer, moving: 'true' as const, limit: 25, ...(cursor && { cursor }) }
  const [workload, choices, list] = await Promise.all([
    locals.api.GET('/api/v1/desk/workload'),
    locals.api.GET('/api/v1/desk/choices'),
    locals.api.GET('/api/v1/desk/linkages', { params: { query } }),
  ])
  const me = locals.me?.user.id ?? ''
  return { officer, me, rows: need(workload).rows, choices: need(choices), list: need(list) }
}

export const actions: Actions = {
  default: async ({ locals, request, url }) => {
    const assigned = await assign(locals.api, await request.formData())
    if (assigned.refused) return assigned.refused
    redirect(303, withDone(pathHere(url), assigned.done))
  },
}
