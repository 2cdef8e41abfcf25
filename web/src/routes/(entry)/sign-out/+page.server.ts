/** Ends this session. */
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  if (!locals.me) redirect(303, '/')
}

export const actions: Actions = {
  default: async ({ locals }) => {
    if (locals.me) await locals.api.POST('/api/v1/sign-out')
    redirect(303, '/')
  },
}
